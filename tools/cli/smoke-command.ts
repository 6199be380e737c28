/** `aucert-foundry smoke` */
import { ToolError } from "../../config/findings/diagnostic";
import type { Environment } from "../../config/environment";
import { PROVIDER, type ProviderName } from "../../config/llm/providers/providers";
import { nearest, suggest } from "../../config/findings/nearest";
import { withSlash } from "../../config/llm/providers/direct";
import { callLayer, type SmokeResult } from "../smoke/call-layer";
import { credentialFor } from "../smoke/credential";
import { planSmoke, type SmokeCall } from "../smoke/plan-smoke";
import { renderRequests, renderResults } from "../smoke/render-smoke";
import { countOf, ENV_OPTION, formatOption, type OptionValues } from "./args";
import type { Command } from "./command";
import { soundEnvironment } from "./environment";
import type { Io } from "./io";

const DEFAULT_TIMEOUT_SECONDS = 60;
const MAX_TIMEOUT_SECONDS = 3600;

export const smokeCommand: Command = {
  name: "smoke",
  summary: "call every layer's model once, as a pod would",
  options: {
    env: { ...ENV_OPTION, help: "the environment (needed when there are several)" },
    format: formatOption("text", "json"),
    layer: { type: "string", value: "NAME", help: "only this layer (default: all)" },
    provider: {
      type: "string",
      value: PROVIDER.words.join("|"),
      help: "call this provider (default: the one in use)",
      oneOf: PROVIDER.words,
    },
    "base-url": { type: "string", value: "URL", help: "call this address (default: the provider's)" },
    timeout: {
      type: "string",
      value: "SECONDS",
      help: `longest that one request may take (default: ${DEFAULT_TIMEOUT_SECONDS})`,
    },
    "dry-run": { type: "boolean", help: "show the requests, send nothing" },
  },
  async run(values, io) {
    const environment = soundEnvironment(values, io);
    const calls = planSmoke(environment, optionsOf(values, environment));
    const format = values.format === "json" ? "json" : "text";
    const timeoutMs =
      (countOf(values, "timeout", " of seconds", MAX_TIMEOUT_SECONDS) ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
    if (values["dry-run"]) {
      io.stdout(renderRequests(calls, format));
      return 0;
    }
    const results = await callAll(calls, timeoutMs, io);
    io.stdout(renderResults(results, format));
    return results.every(({ ok }) => ok) ? 0 : 1;
  },
};

function optionsOf(values: OptionValues, environment: Environment) {
  const { layer, provider, "base-url": baseUrl } = values as Record<string, string | undefined>;
  const { layers, providers } = environment.llm;
  const names = layers.map(({ layer: name }) => name);
  if (layer !== undefined && !names.includes(layer)) {
    const guess = nearest(layer, names);
    throw new ToolError("arguments", `no layer ${layer}; ${suggest(guess, `there are: ${names.join(", ")}`)}`);
  }
  if (provider !== undefined && !providers.some(({ name }) => name === provider)) {
    throw new ToolError(
      "arguments",
      `${provider} is not configured in llm-config.yaml; there is: ${providers.map(({ name }) => name).join(", ")}`,
    );
  }
  if (baseUrl !== undefined && !isSafe(baseUrl)) {
    throw new ToolError(
      "arguments",
      "--base-url must be an https address, or http on this machine: a key or token would be sent to it",
    );
  }
  return {
    ...(layer !== undefined && { layer }),
    ...(provider !== undefined && { provider: provider as ProviderName }),
    ...(baseUrl !== undefined && { baseUrl: withSlash(baseUrl) }),
  };
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname));
}

async function callAll(calls: readonly SmokeCall[], timeoutMs: number, io: Io): Promise<SmokeResult[]> {
  const { OpenAI } = await import("openai");
  const results: SmokeResult[] = [];
  const [first] = calls;
  if (first === undefined) return results;
  const credential = await credentialFor(first.target, { env: io.env, entraToken });
  for (const call of calls) {
    io.stderr(`calling ${call.layer} (${call.target.model} by ${call.target.api}) …\n`);
    results.push(await callLayer(call, { Client: OpenAI, credential, timeoutMs, now: () => performance.now() }));
  }
  return results;
}

async function entraToken(scope: string): Promise<string> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return (await new DefaultAzureCredential().getToken(scope)).token;
}
