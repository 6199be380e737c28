/** What the commands share that ask Azure Resource Manager. */
import { ToolError } from "../../config/findings/diagnostic";
import type { Environment } from "../../config/environment";
import { SUBSCRIPTION_ID } from "../../config/values";
import { DEFAULT_TIMEOUT_S, type SessionOptions, SIGN_IN_S } from "../azure/session";
import { countOf, type OptionSpecs, type OptionValues } from "./args";
import type { Io } from "./io";

const MAX_TIMEOUT_S = 3600;

export const SESSION_OPTIONS: OptionSpecs = {
  timeout: {
    type: "string",
    value: "SECONDS",
    help: `longest run (default: ${DEFAULT_TIMEOUT_S}, of it ${SIGN_IN_S} to sign in)`,
  },
  "arm-endpoint": {
    type: "string",
    value: "URL",
    help: "Azure Resource Manager, of another cloud or a local server",
  },
  authority: { type: "string", value: "URL", help: "Entra ID of another cloud" },
};

/**
 * How to talk to Azure, by the arguments and the environment.
 * @param command its name
 * @throws ToolError when nobody gave a subscription, or an option is wrong
 */
export function sessionOf(command: string, values: OptionValues, environment: Environment, io: Io): SessionOptions {
  return {
    command,
    subscriptionId: subscriptionOf(environment, io),
    armEndpoint: textOf(values["arm-endpoint"]),
    authority: textOf(values.authority),
    timeoutS: timeoutOf(values),
    env: io.env,
    onInterrupt: io.onInterrupt,
  };
}

/** @throws ToolError when it is no number of seconds */
export function timeoutOf(values: OptionValues): number | undefined {
  return countOf(values, "timeout", " of seconds", MAX_TIMEOUT_S);
}

/** @throws ToolError when nobody gave one */
function subscriptionOf({ account, name }: Environment, io: Io): string {
  const id = account.subscriptionId ?? io.env.ARM_SUBSCRIPTION_ID;
  const help = `set ARM_SUBSCRIPTION_ID (az account show --query id --output tsv), or subscriptionId in account.yaml of ${name}`;
  if (!id) throw new ToolError("no-subscription", `which subscription? ${help}`);
  if (!SUBSCRIPTION_ID.accepts(id))
    throw new ToolError("no-subscription", `ARM_SUBSCRIPTION_ID is not a UUID; ${help}`);
  return id;
}

/** The value of an option that takes one. */
export function textOf(value: OptionValues[string]): string | undefined {
  return typeof value === "string" ? value : undefined;
}
