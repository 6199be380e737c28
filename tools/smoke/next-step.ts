/** What a failed call means, and what to do about it. */
import { maskSecrets } from "../../config/findings/secrets";
import type { LlmError } from "../../docs/examples/backend/typescript/llm";
import type { SmokeCall } from "./plan-smoke";

export interface Trouble {
  readonly error: string;
  readonly help: string;
}

/** @see https://learn.microsoft.com/azure/foundry/openai/quotas-limits (429), and Azure's error codes as callers see them */
export function nextStep(failure: LlmError, { target }: SmokeCall): Trouble {
  const { status, code, message } = failure;
  const text = maskSecrets(message);
  if (status === undefined) return noAnswer(failure, text, target.baseUrl);
  return { error: text, help: helpFor(status, code, target.model, target.api) };
}

function helpFor(status: number, code: string | undefined, model: string, api: string): string {
  if (code === "DeploymentNotFound")
    return `deploy ${model} (cdktf deploy the Foundry stack), or wait five minutes if it is new`;
  if (code === "OperationNotSupported") return `${model} does not speak ${api}: set the layer's api in llm-config.yaml`;
  switch (status) {
    case 400:
      return "the request was refused: compare the layer's model and api with the catalogue";
    case 401:
      return "the sign-in was refused: sign in again (az login), or check the key that apiKeyEnv names";
    case 403:
      return "give this identity the role Cognitive Services User on the account, and check its network rules";
    case 404:
      return "no such model or path: check base URL and model name";
    case 410:
      return `${model} is retired: move the layer to another model`;
    case 429:
      return `the rate limit is reached: wait, or raise the capacity of ${model} in models.yaml`;
    default:
      return status >= 500
        ? "the provider has trouble: try again, and see its status page"
        : "see the provider's documentation";
  }
}

function noAnswer(error: unknown, message: string, baseUrl: string): Trouble {
  const code = causeCode(error);
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    return {
      error: `the host ${host} is unknown (${code})`,
      help: "check the account's subdomain; a new one takes minutes to appear in DNS",
    };
  }
  if (code === "ECONNREFUSED")
    return { error: `nothing answers at ${host} (${code})`, help: "check the base URL and the network" };
  const isTimeout = chainOf(error).some(({ message: text }) => /timed? ?out|aborted/i.test(String(text)));
  return isTimeout
    ? { error: `${host} did not answer in time`, help: "try again, or give a longer --timeout" }
    : {
        error: code === undefined ? message : `${message} (${code})`,
        help: "check the network between here and the provider",
      };
}

/** The system's error code, however deep the client has wrapped it. */
function causeCode(error: unknown): string | undefined {
  return chainOf(error)
    .map(({ code }) => code)
    .find((code): code is string => typeof code === "string");
}

/** An error and what caused it, and what caused that. */
function chainOf(error: unknown): { code?: unknown; cause?: unknown; message?: unknown }[] {
  const chain = [];
  for (
    let at = error;
    typeof at === "object" && at !== null && chain.length < 5;
    at = (at as { cause?: unknown }).cause
  )
    chain.push(at);
  return chain;
}
