/** Rules on model deployments. A leaf: imports only leaves. */
import { type Fault, filledRule, numberRule, textRule, wordRule } from "../rule";
import { grouped } from "../text";

/** Unit of capacity, in words. */
export const CAPACITY_UNIT = "thousands of tokens a minute";

/** Most that Azure's 32-bit field holds. */
const MAX_CAPACITY = 0x7fffffff;

/** A whole number of thousands of tokens a minute that Azure's 32-bit field holds. */
export const CAPACITY = numberRule({
  code: "capacity",
  keywords: { type: "integer", minimum: 1, maximum: MAX_CAPACITY },
  fault: (value) => {
    const message = `capacity must be a whole number of ${CAPACITY_UNIT}, from 1 to ${grouped(MAX_CAPACITY)}, not ${value}`;
    const isWhole = Number.isInteger(value);
    return { message, help: isWhole ? "250 means 250,000 tokens a minute" : `write ${Math.max(1, Math.ceil(value))}` };
  },
  meant: (value) => {
    const thousands = typeof value === "string" ? /^(\d+)\s*k$/i.exec(value)?.[1] : undefined;
    if (thousands === undefined) return undefined;
    return `write ${thousands}, which means ${grouped(Number(thousands) * 1000)} tokens a minute`;
  },
});

/**
 * A name that Azure takes for a deployment. Azure publishes no rule; this one is what it has been seen to accept.
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/deployments/create-or-update
 */
export const DEPLOYMENT_NAME = textRule({
  code: "deployment-name",
  pattern: "^[A-Za-z0-9._-]{2,64}$",
  fault: "cannot be the name of a deployment",
  help: "use 2 to 64 letters, digits, `.`, `_` or `-`",
});

/** Publisher of a model: no rule is published; these are the characters that known ones have. */
export const MODEL_FORMAT = textRule({
  code: "model-format",
  test: (text) => /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/.test(text),
  fault: "cannot be the format of a model",
  help: "use letters, digits, blanks, `.`, `_` and `-`",
});

/** Version of a model: no rule is published; these are the characters that known ones have. */
export const MODEL_VERSION = textRule({
  code: "unknown-version",
  test: (text) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text),
  fault: "cannot be the version of a model",
  help: "use letters, digits, `.`, `_` and `-`",
});

/** The only SKU here: pay per token, routed to any region, $0 when idle. */
export const SKU = "GlobalStandard";

export const DEPLOYMENT_SKU = wordRule("sku-not-allowed", "a deployment type", [SKU], (sku) => ({
  message: `${sku} is not allowed: every deployment here is ${SKU}, pay per token, so that an idle model costs nothing`,
  help: `remove the key or write ${SKU}`,
}));

/** @see https://learn.microsoft.com/azure/foundry/foundry-models/how-to/model-lifecycle-retirement */
export const VERSION_UPGRADE_OPTION = wordRule("version-upgrade-option", "a version upgrade option", [
  "OnceCurrentVersionExpired",
  "OnceNewDefaultVersionAvailable",
  "NoAutoUpgrade",
]);
export type VersionUpgradeOption = (typeof VERSION_UPGRADE_OPTION)["words"][number];

/** Stages of a model's life in the words of Microsoft's documentation. */
export const LIFECYCLE = wordRule("lifecycle", "a lifecycle stage", [
  "GA",
  "Preview",
  "Legacy",
  "Deprecated",
  "Retired",
]);

export const MODELS = filledRule("the model list is empty, so there is nothing to deploy", "add at least one model");

/** Whether Azure moves a deployment to each new default version. */
export function movesVersion(option: string | undefined): boolean {
  return option === "OnceNewDefaultVersionAvailable";
}

/** A pinned version and an option that lets Azure move it contradict each other. */
export function pinFault(name: string, version: string, option: string | undefined): Fault | undefined {
  if (!movesVersion(option)) return undefined;
  const message = `${name} is pinned to version ${version}, but ${option} lets Azure move it: every plan would move it back`;
  return { message, help: "use OnceCurrentVersionExpired, or leave version out to let Azure move it" };
}
