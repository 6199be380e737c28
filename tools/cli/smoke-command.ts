/** `aucert-foundry smoke` */
import { loadCatalog } from "../../config/catalog/catalog";
import { ToolError } from "../../config/findings/diagnostic";
import type { Environment } from "../../config/environment";
import { PROVIDER } from "../../config/llm/providers/providers";
import { nearest, suggest } from "../../config/findings/nearest";
import { withSlash } from "../../config/llm/providers/direct";
import { LlmError, signIn } from "../../docs/examples/backend/typescript/llm";
import { callLayer, type SmokeResult } from "../smoke/call-layer";
import { planSmoke, type SmokeCall, type SmokeOptions } from "../smoke/plan-smoke";
import { renderRequests, renderResults } from "../smoke/render-smoke";
import { standInEnv, startStandIn } from "../smoke/stand-in";
import { rolesOf } from "../smoke/stand-in-answer";
import { countOf, ENV_OPTION, formatOption, type OptionValues } from "./args";
import type { Command } from "./command";
import { configuredProvider, soundEnvironment } from "./environment";
import type { Io } from "./io";

const DEFAULT_TIMEOUT_SECONDS = 60;
const MAX_TIMEOUT_SECONDS = 3600;
const MAX_PORT = 65_535;

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
    "base-url": {
      type: "string",
      value: "URL",
      help: "call this address of the provider, or of this machine (default: the configured one)",
    },
    timeout: {
      type: "string",
      value: "SECONDS",
      help: `longest that one request may take (default: ${DEFAULT_TIMEOUT_SECONDS})`,
    },
    "dry-run": { type: "boolean", help: "show the requests, send nothing" },
    "stand-in": {
      type: "boolean",
      help: "call a server on this machine that plays the providers: no cloud, no sign-in",
    },
    keep: { type: "boolean", help: "with --stand-in: leave it running for a backend until Ctrl-C" },
    port: { type: "string", value: "PORT", help: "with --stand-in: where it listens (default: any that is free)" },
  },
  async run(values, io) {
    checkTogether(values);
    const isStandIn = values["stand-in"] === true;
    // A layer on the wrong API is what the stand-in refuses, as the real service would.
    const environment = soundEnvironment(values, io, isStandIn ? ["layer-api", "provider-api"] : []);
    const options = optionsOf(values, environment);
    return isStandIn ? withStandIn(environment, options, values, io) : smoke(environment, options, values, io);
  },
};

/** @throws ToolError when options contradict each other */
function checkTogether(values: OptionValues): void {
  const wrong = (message: string): never => {
    throw new ToolError("arguments", message);
  };
  for (const name of ["keep", "port"]) {
    if (values[name] !== undefined && !values["stand-in"]) wrong(`--${name} is for --stand-in only`);
  }
  for (const name of ["base-url", "dry-run"]) {
    if (values[name] !== undefined && values["stand-in"]) wrong(`--stand-in and --${name} exclude each other`);
  }
}

async function smoke(environment: Environment, options: SmokeOptions, values: OptionValues, io: Io): Promise<number> {
  const calls = plannedCalls(environment, options);
  const format = values.format === "json" ? "json" : "text";
  const timeoutMs = (countOf(values, "timeout", " of seconds", MAX_TIMEOUT_SECONDS) ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
  if (values["dry-run"]) {
    io.stdout(renderRequests(calls, format));
    return 0;
  }
  const results = await callAll(calls, timeoutMs, io);
  io.stdout(renderResults(results, format));
  return results.every(({ ok }) => ok) ? 0 : 1;
}

/** @throws ToolError when --base-url leads to no host of the provider, which may not see its credential */
function plannedCalls(environment: Environment, options: SmokeOptions): SmokeCall[] {
  try {
    return planSmoke(environment, options);
  } catch (cause) {
    if (!(cause instanceof LlmError) || options.baseUrl === undefined || !cause.key?.endsWith("_BASE_URL")) throw cause;
    throw new ToolError("arguments", cause.message.replace(cause.key, "--base-url"), { cause });
  }
}

async function withStandIn(
  environment: Environment,
  options: SmokeOptions,
  values: OptionValues,
  io: Io,
): Promise<number> {
  const port = countOf(values, "port", "", MAX_PORT) ?? 0;
  const standIn = await startStandIn(rolesOf(environment, loadCatalog()), port).catch((cause: unknown) => {
    throw new ToolError("arguments", `the stand-in cannot listen at port ${port}: ${reasonOf(cause)}`, { cause });
  });
  try {
    const baseUrl = standIn.baseUrls[options.provider ?? environment.llm.provider];
    const exitCode = await smoke(environment, { ...options, ...(baseUrl && { baseUrl }) }, values, io);
    if (values.keep) {
      io.stderr(`the stand-in runs until Ctrl-C; for a backend, after what show-env prints:\n${standInEnv(standIn)}`);
      await new Promise<void>((resolve) => (io.onInterrupt ? io.onInterrupt(resolve) : resolve()));
    }
    return exitCode;
  } finally {
    await standIn.close();
  }
}

function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return code === "EADDRINUSE" ? "another program does (EADDRINUSE)" : String(code ?? error);
}

function optionsOf(values: OptionValues, environment: Environment): SmokeOptions {
  const { layer, "base-url": baseUrl } = values as Record<string, string | undefined>;
  const provider = configuredProvider(values, environment.llm);
  const { layers } = environment.llm;
  const names = layers.map(({ layer: name }) => name);
  if (layer !== undefined && !names.includes(layer)) {
    const guess = nearest(layer, names);
    throw new ToolError("arguments", `no layer ${layer}; ${suggest(guess, `there are: ${names.join(", ")}`)}`);
  }
  if (baseUrl !== undefined && !isSafe(baseUrl)) {
    throw new ToolError(
      "arguments",
      "--base-url must be an https address, or http on this machine: a key or token would be sent to it",
    );
  }
  return {
    ...(layer !== undefined && { layer }),
    ...(provider !== undefined && { provider }),
    ...(baseUrl !== undefined && { baseUrl: withSlash(baseUrl) }),
  };
}

function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname));
}

/** @throws ToolError when the first layer's sign-in is missing, before any call; the others have the same */
async function callAll(calls: readonly SmokeCall[], timeoutMs: number, io: Io): Promise<SmokeResult[]> {
  const results: SmokeResult[] = [];
  const [first] = calls;
  if (first === undefined) return results;
  await signIn(first.target, io.env).catch((cause: unknown) => {
    if (!(cause instanceof LlmError)) throw cause;
    throw new ToolError("no-sign-in", `no sign-in to ${first.target.provider}: ${cause.message}`, { cause });
  });
  for (const call of calls) {
    io.stderr(`calling ${call.layer} (${call.target.model} by ${call.target.api}) …\n`);
    results.push(await callLayer(call, { environment: io.env, timeoutMs, now: () => performance.now() }));
  }
  return results;
}
