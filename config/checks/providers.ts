/** Settings of the providers: each complete, so that `LLM_PROVIDER` can be moved to it. */
import type { Code } from "../codes";
import {
  isAwsRegion,
  isBaseUrl,
  isEnvName,
  isGoogleProject,
  isProviderModelName,
  isVertexLocation,
  LLM_APIS,
  PROVIDERS,
} from "../model";
import type { ProviderName } from "../model";
import { nearest } from "../nearest";
import type { Path } from "../parse";
import { AUTHS } from "../providers";
import type { LlmConfigFile } from "../schema-llm-config";
import type { AsRead, CheckedFile } from "../shape";
import { reportAt, suggest } from "./check";
import type { CheckContext } from "./check";
import { notOneOf } from "./offer";

type Settings = AsRead<NonNullable<LlmConfigFile["providers"]>>;
type Routes = NonNullable<NonNullable<Settings["direct"]>["models"]>;
type Complain = (path: Path, code: Code, message: string, help: string, part?: "key" | "value") => void;

/** @param localAuth whether the account takes API keys, when that could be read */
export function checkProviders(
  llm: CheckedFile<LlmConfigFile>,
  localAuth: boolean | undefined,
  { report }: CheckContext,
): void {
  const { file, asRead } = llm;
  const complain: Complain = (path, code, message, help, part) =>
    reportAt(report, file, path, { code, severity: "error", message, help }, part);
  const providers = asRead.providers ?? {};
  checkProviderInUse(llm, complain, report);
  for (const name of PROVIDERS) {
    const settings = providers[name];
    if (settings === undefined) continue;
    checkSignIn(name, settings, complain);
    if (!("models" in settings) && name === "foundry") continue;
    const routes = "models" in settings ? settings.models : undefined;
    if (routes !== undefined && asRead.layers !== undefined)
      checkRoutes(name, routes, Object.keys(asRead.layers), complain);
  }
  checkPlaces(providers, complain);
  if (providers.foundry?.auth === "api-key" && localAuth === false) {
    const message = "auth is api-key, but the account has localAuth: false, so keys do not work";
    complain(["providers", "foundry", "auth"], "provider-auth", message, "use entra-id");
  }
}

function checkProviderInUse(
  { file, asRead }: CheckedFile<LlmConfigFile>,
  complain: Complain,
  report: CheckContext["report"],
): void {
  const { provider, providers = {} } = asRead;
  if (provider === undefined) return;
  if (!isProvider(provider)) {
    reportAt(report, file, ["provider"], notOneOf("unknown-provider", "a provider", provider, PROVIDERS));
  } else if (
    provider !== "foundry" &&
    !(provider in providers) &&
    !("providers" in asRead && asRead.providers === undefined)
  ) {
    const message = `the provider in use is ${provider}, but providers has no settings for it`;
    complain(["provider"], "provider-not-configured", message, `configure providers.${provider}, or use foundry`);
  }
}

function checkSignIn(
  name: ProviderName,
  settings: { auth?: string; apiKeyEnv?: string | undefined },
  complain: Complain,
): void {
  const { auth, apiKeyEnv } = settings;
  const path = ["providers", name];
  if (auth !== undefined && !AUTHS[name].some((known) => known === auth)) {
    const { message, help } = notOneOf("provider-auth", `a way to sign in to ${name}`, auth, AUTHS[name]);
    complain([...path, "auth"], "provider-auth", message, help);
  }
  if (apiKeyEnv === undefined) return;
  if (!isEnvName(apiKeyEnv)) {
    const help = "write the variable's name, such as OPENAI_API_KEY; the key itself belongs into a Kubernetes Secret";
    complain([...path, "apiKeyEnv"], "env-name", "apiKeyEnv must be the name of an environment variable", help);
  } else if (name === "foundry" && (auth ?? AUTHS.foundry[0]) === "entra-id") {
    complain(
      [...path, "apiKeyEnv"],
      "provider-auth",
      "apiKeyEnv has no use: with entra-id there is no key",
      "remove it",
    );
  }
}

/** Every layer has its model at the provider, and nothing else has. */
function checkRoutes(provider: ProviderName, routes: Routes, layers: readonly string[], complain: Complain): void {
  const path = ["providers", provider, "models"];
  const missing = layers.filter((layer) => !(layer in routes));
  const strange = Object.keys(routes).filter((layer) => !layers.includes(layer));
  for (const layer of strange) {
    const guess = nearest(layer, missing);
    const help = suggest(guess, `layers: ${layers.join(", ")}`);
    complain([...path, layer], "unknown-layer", `${layer} is not a layer of this file`, help, "key");
    if (guess !== undefined) missing.splice(missing.indexOf(guess), 1);
  }
  if (missing.length > 0) {
    const message = `${provider} has no model for ${missing.join(", ")}: LLM_PROVIDER could not be moved to it`;
    complain(path, "missing-layer", message, "give every layer a model, or remove the provider", "key");
  }
  for (const [layer, route] of Object.entries(routes)) {
    const { model, api } = typeof route === "object" ? route : { model: route, api: undefined };
    if (model !== undefined && !isProviderModelName(model)) {
      const at = typeof route === "object" ? [...path, layer, "model"] : [...path, layer];
      complain(
        at,
        "provider-model",
        `${JSON.stringify(model)} cannot be the name of a model`,
        `write the model id as ${provider} spells it`,
      );
    }
    if (api !== undefined && !LLM_APIS.some((known) => known === api)) {
      const { message, help } = notOneOf("unknown-api", "an API that layers call", api, LLM_APIS);
      complain([...path, layer, "api"], "unknown-api", message, help);
    }
  }
}

function checkPlaces({ bedrock, vertex, direct }: Settings, complain: Complain): void {
  const check = (
    value: string | undefined,
    isRight: (text: string) => boolean,
    path: Path,
    what: string,
    help: string,
  ): void => {
    if (value !== undefined && !isRight(value))
      complain(path, "provider-setting", `${JSON.stringify(value)} is not ${what}`, help);
  };
  check(bedrock?.region, isAwsRegion, ["providers", "bedrock", "region"], "an AWS region", "write it as us-west-2");
  check(
    vertex?.project,
    isGoogleProject,
    ["providers", "vertex", "project"],
    "a Google Cloud project id",
    "write the id, not the display name",
  );
  check(
    vertex?.location,
    isVertexLocation,
    ["providers", "vertex", "location"],
    "a Vertex AI location",
    "write it as us-central1, or global",
  );
  const url = "an HTTPS address without credentials, query or fragment";
  check(direct?.baseUrl, isBaseUrl, ["providers", "direct", "baseUrl"], url, "write it as https://api.openai.com/v1/");
}

function isProvider(name: string): name is ProviderName {
  return PROVIDERS.some((known) => known === name);
}
