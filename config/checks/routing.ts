/** Checks on `llm-config.yaml`: each layer against the list of deployments, and the provider in use. */
import type { Catalog } from "../catalog";
import { factsOf } from "../facts";
import type { ModelEntry } from "../facts";
import { isLayerName, isStage, LLM_APIS, PROVIDERS } from "../model";
import { isNearlySame, nearest } from "../nearest";
import type { LlmConfigFile, ModelsFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { reportAt, suggest } from "./check";
import type { CheckContext, Problem } from "./check";
import { isNameRefused } from "./names";
import { notOneOf } from "./offer";

type Layer = AsRead<LlmConfigFile["layers"][string]>;

/** The entries of the model list by name; undefined when the list could not be read to its end. */
type Listed = ReadonlyMap<string, ModelEntry> | undefined;

export function checkRouting(
  llm: CheckedFile<LlmConfigFile>,
  models: CheckedFile<ModelsFile> | undefined,
  localAuth: boolean | undefined,
  context: CheckContext,
): void {
  const { file, asRead } = llm;
  const listed = readableList(models);
  const layers = Object.entries(asRead.layers ?? {});
  if (asRead.layers !== undefined && layers.length === 0) {
    const message = "no layer is routed to a model";
    reportAt(
      context.report,
      file,
      ["layers"],
      { code: "empty-list", severity: "error", message, help: "add at least one layer" },
      "key",
    );
  }
  for (const [name, layer] of layers) checkLayer(name, layer, llm, listed, context);
  checkProvider(llm, localAuth, context);
  if (models !== undefined && asRead.layers !== undefined) reportUnused(layers, models, context);
}

/** A name that could not be read may be any name: then nothing can be said to be missing. */
function readableList(models: CheckedFile<ModelsFile> | undefined): Listed {
  const entries = models?.asRead.models;
  if (entries === undefined || entries.some((entry) => entry?.name === undefined)) return undefined;
  return new Map(entries.map((entry) => [entry?.name ?? "", entry ?? {}]));
}

function checkLayer(
  name: string,
  layer: Layer | undefined,
  { file }: CheckedFile<LlmConfigFile>,
  listed: Listed,
  context: CheckContext,
): void {
  const { report } = context;
  if (!isLayerName(name)) {
    const message = `${JSON.stringify(name)} cannot be the name of a layer: it becomes part of environment-variable names`;
    const help = "use lower-case letters, digits and single hyphens, beginning with a letter";
    reportAt(report, file, ["layers", name], { code: "layer-name", severity: "error", message, help }, "key");
  }
  if (layer?.stage !== undefined && !isStage(layer.stage)) {
    const message = `${JSON.stringify(layer.stage)} is not a stage of the pipeline`;
    reportAt(report, file, ["layers", name, "stage"], {
      code: "layer-stage",
      severity: "error",
      message,
      help: "write L and a number, such as L1",
    });
  }
  if (layer?.api !== undefined && !isLlmApi(layer.api)) {
    reportAt(
      report,
      file,
      ["layers", name, "api"],
      notOneOf("unknown-api", "an API that layers call", layer.api, LLM_APIS),
    );
  }
  if (layer?.model === undefined || listed === undefined) return;
  const entry = listed.get(layer.model);
  if (entry === undefined) {
    const missing = missingDeployment(name, layer.model, listed, context);
    if (missing !== undefined) reportAt(report, file, ["layers", name, "model"], missing);
  } else {
    const problem = apiProblem(name, layer, entry, context);
    if (problem !== undefined) reportAt(report, file, ["layers", name, "api" in layer ? "api" : "model"], problem);
  }
}

/** Nothing when the model list's own entry is wrong, and reported there, by the same slip. */
function missingDeployment(
  layer: string,
  model: string,
  listed: ReadonlyMap<string, ModelEntry>,
  { catalog }: CheckContext,
): Problem | undefined {
  if ([...listed.values()].some((entry) => isSlipOf(model, entry, catalog))) return undefined;
  const names = [...listed.keys()];
  const help = suggest(nearest(model, names), `deployments: ${names.join(", ")}`);
  return {
    code: "unknown-deployment",
    severity: "error",
    message: `layer ${layer} uses ${model}, which is not in models.yaml`,
    help,
  };
}

function apiProblem(name: string, layer: Layer, entry: ModelEntry, { catalog }: CheckContext): Problem | undefined {
  const api = "api" in layer ? layer.api : "chat-completions";
  const { apis } = factsOf(entry, catalog);
  if (api === undefined || !isLlmApi(api) || apis === undefined || apis.length === 0 || apis.includes(api))
    return undefined;
  const spoken = apis.filter(isLlmApi);
  const code = "layer-api";
  const severity = "error";
  if (spoken.length === 0) {
    const message = `layer ${name} uses ${entry.name}, which speaks neither chat-completions nor responses`;
    return { code, severity, message, help: "choose a model that answers in text" };
  }
  const names: Record<string, string> = { "chat-completions": "Chat Completions API", responses: "Responses API" };
  const message = `layer ${name} calls ${entry.name} by ${api}, but the model speaks the ${spoken.map((one) => names[one]).join(" and the ")} only`;
  return { code, severity, message, help: `write api: ${spoken[0]}, and see that the layer's backend calls it so` };
}

function checkProvider(
  { file, asRead }: CheckedFile<LlmConfigFile>,
  localAuth: boolean | undefined,
  { report }: CheckContext,
): void {
  const { provider } = asRead;
  if (provider !== undefined && !PROVIDERS.some((known) => known === provider)) {
    reportAt(report, file, ["provider"], notOneOf("unknown-provider", "a provider", provider, PROVIDERS));
  } else if (provider !== undefined && provider !== "foundry") {
    const message = `the provider in use is ${provider}, but providers has no settings for it`;
    reportAt(report, file, ["provider"], {
      code: "provider-not-configured",
      severity: "error",
      message,
      help: `configure providers.${provider}, or use foundry`,
    });
  }
  const auth = asRead.providers?.foundry?.auth;
  const place = ["providers", "foundry", "auth"];
  if (auth !== undefined && !AUTHS.includes(auth))
    reportAt(report, file, place, notOneOf("provider-auth", "a way to sign in to Foundry", auth, AUTHS));
  if (auth === "api-key" && localAuth === false) {
    const message = "auth is api-key, but the account has localAuth: false, so keys do not work";
    reportAt(report, file, place, { code: "provider-auth", severity: "error", message, help: "use entra-id" });
  }
}

const AUTHS = ["entra-id", "api-key"];

function reportUnused(
  layers: [string, Layer | undefined][],
  { file, asRead }: CheckedFile<ModelsFile>,
  { catalog, report }: CheckContext,
): void {
  const used = layers.map(([, layer]) => layer?.model).filter((model) => model !== undefined);
  // A layer whose model could not be read may use any of them.
  if (used.length < layers.length) return;
  for (const [index, entry] of (asRead.models ?? []).entries()) {
    if (entry?.name === undefined) continue;
    const { name } = entry;
    if (used.some((model) => model === name || isSlipOf(model, entry, catalog))) continue;
    reportAt(report, file, ["models", index, "name"], {
      code: "unused-deployment",
      severity: "note",
      message: `no layer uses ${name}`,
      help: "an idle deployment costs nothing; remove it when nothing else calls it",
    });
  }
}

/** Whether an entry whose name is refused was meant to be the model that a layer names. */
function isSlipOf(model: string, entry: ModelEntry, catalog: Catalog): boolean {
  return entry.name !== undefined && isNearlySame(entry.name, model) && isNameRefused(entry, catalog);
}

function isLlmApi(api: string): boolean {
  return LLM_APIS.some((known) => known === api);
}
