/** Layers of `llm-config.yaml` against the list of deployments. */
import type { Catalog } from "../catalog";
import { factsOf } from "../facts";
import type { ModelEntry } from "../facts";
import { isLayerName, isStage, LLM_APIS } from "../model";
import { isNearlySame, nearest } from "../nearest";
import type { Path } from "../parse";
import type { ModelsFile } from "../schema";
import type { LlmConfigFile } from "../schema-llm-config";
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
  context: CheckContext,
): void {
  const { file, asRead } = llm;
  if (asRead.layers === undefined) return;
  const layers = Object.entries(asRead.layers);
  if (layers.length === 0) {
    const problem = { code: "empty-list", severity: "error", message: "no layer is routed to a model" } as const;
    reportAt(context.report, file, ["layers"], { ...problem, help: "add at least one layer" }, "key");
  }
  const listed = readableList(models);
  for (const [name, layer] of layers) {
    checkLayer(name, layer, llm, context);
    if (layer !== undefined && listed !== undefined) checkModelsOf(name, layer, llm, listed, context);
  }
  if (models !== undefined) reportUnused(layers, models, context);
}

/** Nothing can be said to be missing from an empty list, reported as such, or from one with a name that could not be read. */
function readableList(models: CheckedFile<ModelsFile> | undefined): Listed {
  const entries = models?.asRead.models;
  if (entries === undefined || entries.length === 0 || entries.some((entry) => entry?.name === undefined))
    return undefined;
  return new Map(entries.map((entry) => [entry?.name ?? "", entry ?? {}]));
}

function checkLayer(
  name: string,
  layer: Layer | undefined,
  { file }: CheckedFile<LlmConfigFile>,
  { report }: CheckContext,
): void {
  if (!isLayerName(name)) {
    const message = `${JSON.stringify(name)} cannot be the name of a layer: it becomes part of environment-variable names`;
    const help = "use at most 63 lower-case letters, digits and single hyphens between them, beginning with a letter";
    reportAt(report, file, ["layers", name], { code: "layer-name", severity: "error", message, help }, "key");
  }
  if (layer?.stage !== undefined && !isStage(layer.stage)) {
    const message = `${JSON.stringify(layer.stage)} is not a stage of the pipeline`;
    const help = "write L and a number from 1, such as L1";
    reportAt(report, file, ["layers", name, "stage"], { code: "layer-stage", severity: "error", message, help });
  }
  if (layer?.api !== undefined && !isLlmApi(layer.api)) {
    const problem = notOneOf("unknown-api", "an API that layers call", layer.api, LLM_APIS);
    reportAt(report, file, ["layers", name, "api"], problem);
  }
}

/** The layer's own model and its fallbacks. */
function checkModelsOf(
  name: string,
  layer: Layer,
  { file }: CheckedFile<LlmConfigFile>,
  listed: ReadonlyMap<string, ModelEntry>,
  context: CheckContext,
): void {
  const check = (model: string, path: Path): void => {
    const entry = listed.get(model);
    const problem =
      entry === undefined ? missingDeployment(name, model, listed, context) : apiProblem(name, layer, entry, context);
    if (problem === undefined) return;
    const isPrimary = path.at(-1) === "model";
    const at = problem.code === "layer-api" && isPrimary && "api" in layer ? ["layers", name, "api"] : path;
    reportAt(context.report, file, at, problem);
  };
  if (layer.model !== undefined) check(layer.model, ["layers", name, "model"]);
  const tried = new Set([layer.model]);
  for (const [index, fallback] of (layer.fallbacks ?? []).entries()) {
    if (fallback === undefined) continue;
    const path = ["layers", name, "fallbacks", index];
    if (tried.has(fallback)) {
      const message = `${fallback} is ${fallback === layer.model ? "the layer's own model" : "a fallback of this layer already"}`;
      reportAt(context.report, file, path, {
        code: "fallback",
        severity: "error",
        message,
        help: "remove it, or name another deployment",
      });
    } else check(fallback, path);
    tried.add(fallback);
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
  const message = `layer ${layer} uses ${model}, which is not in models.yaml`;
  return { code: "unknown-deployment", severity: "error", message, help };
}

const API_NAMES: Readonly<Record<string, string>> = {
  "chat-completions": "Chat Completions API",
  responses: "Responses API",
};

function apiProblem(name: string, layer: Layer, entry: ModelEntry, { catalog }: CheckContext): Problem | undefined {
  const api = "api" in layer ? layer.api : "chat-completions";
  const { apis = [] } = factsOf(entry, catalog);
  if (api === undefined || !isLlmApi(api) || apis.length === 0 || apis.includes(api)) return undefined;
  const problem = { code: "layer-api", severity: "error" } as const;
  const spoken = apis.filter(isLlmApi);
  if (spoken.length === 0) {
    const message = `layer ${name} uses ${entry.name}, which speaks neither chat-completions nor responses`;
    return { ...problem, message, help: "choose a model that answers in text" };
  }
  const only = spoken.map((one) => API_NAMES[one]).join(" and the ");
  const message = `layer ${name} calls ${entry.name} by ${api}, but the model speaks the ${only} only`;
  return { ...problem, message, help: `write api: ${spoken[0]}, and see that the layer's backend calls it so` };
}

function reportUnused(
  layers: [string, Layer | undefined][],
  { file, asRead }: CheckedFile<ModelsFile>,
  { catalog, report }: CheckContext,
): void {
  const used = layers.flatMap(([, layer]) => [layer?.model, ...(layer?.fallbacks ?? [])]);
  // A layer whose model could not be read may use any of them.
  if (used.includes(undefined)) return;
  const names = new Set(used.filter((model) => model !== undefined));
  for (const [index, entry] of (asRead.models ?? []).entries()) {
    if (entry?.name === undefined || names.has(entry.name)) continue;
    if (isNameRefused(entry, catalog) && [...names].some((model) => isSlipOf(model, entry, catalog))) continue;
    const help = "an idle deployment costs nothing; remove it when nothing else calls it";
    const message = `no layer uses ${entry.name}`;
    reportAt(report, file, ["models", index, "name"], { code: "unused-deployment", severity: "note", message, help });
  }
}

/** Whether an entry whose name is refused was meant to be the model that a layer names. */
function isSlipOf(model: string, entry: ModelEntry, catalog: Catalog): boolean {
  return entry.name !== undefined && isNearlySame(entry.name, model) && isNameRefused(entry, catalog);
}

function isLlmApi(api: string): boolean {
  return LLM_APIS.some((known) => known === api);
}
