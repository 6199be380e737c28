/** What a region offers of a model, found in the list that Azure gives. */
import { type LIFECYCLE, SKU } from "../../config/models/rules";
import { NO_RETIREMENT, type QuotaScope } from "../../config/catalog/azure-facts";
import type { Deployment } from "../../config/model";
import { isSameName, type DeployedModel, type OfferedModel, type OfferedSku, type UsageFacts } from "./facts";

/** A model in the wanted version, and its SKU. */
export interface Offer {
  readonly model: OfferedModel;
  readonly sku: OfferedSku;
}

/** The very model, version and SKU of a deployment, or undefined when the region lacks any of it. */
export function offerOf(deployment: Deployment, models: readonly OfferedModel[]): Offer | undefined {
  const { name, format, version } = deployment;
  return withSku(
    models.filter((model) => model.name === name && model.format === format && model.version === version),
    SKU,
  );
}

/** The offer behind a deployment that exists, whose version may have left the list. */
export function offerOfDeployed(deployed: DeployedModel, models: readonly OfferedModel[]): Offer | undefined {
  const versions = models.filter(
    (model) => isSameName(model.name, deployed.model) && isSameName(model.format, deployed.format),
  );
  const same = versions.filter(({ version }) => version === deployed.version);
  return withSku(same.length > 0 ? same : versions, deployed.sku ?? "");
}

function withSku(models: readonly OfferedModel[], skuName: string): Offer | undefined {
  for (const model of models) {
    const sku = model.skus.find(({ name }) => isSameName(name, skuName));
    if (sku !== undefined) return { model, sku };
  }
  return undefined;
}

/**
 * ARM's words for the stages of a model's life, in the words of the documentation.
 * @see https://learn.microsoft.com/azure/foundry/foundry-models/how-to/model-lifecycle-retirement
 */
const STAGES: Readonly<Record<string, (typeof LIFECYCLE)["words"][number]>> = {
  Stable: "GA",
  GenerallyAvailable: "GA",
  Preview: "Preview",
  Legacy: "Legacy",
  Deprecating: "Deprecated",
  Deprecated: "Retired",
};

/** The stage in the documentation's words; undefined when Azure gives none, or a word that nobody knows. */
export function stageOf({ lifecycle = "" }: OfferedModel) {
  return Object.hasOwn(STAGES, lifecycle) ? STAGES[lifecycle] : undefined;
}

/** Azure's way to say that a model has no retirement date is one such as 2099-12-31: no model is planned for so long. */
const FIRST_FAR_DAY = "2090-01-01";

/**
 * The day from which calls to an offer fail: the SKU's own before the model's.
 * @returns `none` when Azure says that there is no such day, undefined when it says nothing
 */
export function retirementOf({ model, sku }: Offer): string | undefined {
  const days = [sku.retirement, model.retirement].filter((day) => day !== undefined);
  return days.find((day) => day < FIRST_FAR_DAY) ?? (days.length > 0 ? NO_RETIREMENT : undefined);
}

/**
 * The quota row of a SKU. Azure spells some names differently in its two lists, so without an exact match the only row that
 * is the same but for case and punctuation is taken.
 */
export function usageOf(usageName: string, usages: readonly UsageFacts[]): UsageFacts | undefined {
  const exact = usages.find(({ name }) => name === usageName);
  if (exact !== undefined) return exact;
  const similar = usages.filter(({ name }) => bare(name) === bare(usageName));
  return similar.length === 1 ? similar[0] : undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Azure's words for whose quota a usage counts against. */
const SCOPES: Readonly<Record<string, QuotaScope>> = {
  Global: "subscription",
  DataZone: "data-zone",
  Region: "region",
};

/** Whose quota it is; undefined when nobody asked, or in a word that nobody knows. */
export function scopeOf({ scopeType = "" }: UsageFacts): QuotaScope | undefined {
  return Object.hasOwn(SCOPES, scopeType) ? SCOPES[scopeType] : undefined;
}
