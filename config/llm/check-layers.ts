/** Layers of `llm-config.yaml` against the list of deployments. */
import type { Catalog } from "../catalog/catalog";
import { checkEstimate } from "../cost/check-estimate";
import type { Path, YamlFile } from "../files/parse";
import type { AsRead, CheckedFile } from "../files/shape";
import { named } from "../findings/characters";
import { isNearlySame, nearest, suggest } from "../findings/nearest";
import { error, note, type Problem, type Report } from "../findings/report";
import { isNameRefused } from "../models/check-names";
import { factsOf, type ModelEntry } from "../models/facts";
import { OTHER_APIS } from "../models/formats";
import type { ModelsFile } from "../models/shape";
import { listed } from "../text";
import { DEFAULT_API, LLM_API, type LlmApi } from "./rules";
import type { LlmConfigFile } from "./shape";

interface LayerContext {
  readonly catalog: Catalog;
  readonly report: Report;
}

type Layer = AsRead<LlmConfigFile["layers"][string]>;

/** The model list as layers are held against it. */
interface Deployments {
  readonly entries: ReadonlyMap<string, ModelEntry>;
  readonly names: readonly string[];
  /** Names that are themselves reported as wrong. */
  readonly refused: readonly string[];
}

/** @param models the model list, when there is one */
export function checkLayers(
  { file, asRead }: CheckedFile<LlmConfigFile>,
  models: CheckedFile<ModelsFile> | undefined,
  context: LayerContext,
): void {
  const layers = Object.entries(asRead.layers ?? {});
  for (const [name, { usage } = {}] of layers) {
    for (const key of ["inputMTokPerMonth", "outputMTokPerMonth"] as const) {
      checkEstimate(usage?.[key], file, ["layers", name, "usage", key], context.report);
    }
  }
  if (asRead.layers === undefined || models === undefined) return;
  const deployments = readableList(models, context.catalog);
  for (const [name, layer] of layers) {
    if (layer !== undefined && deployments !== undefined) checkModelsOf(name, layer, file, deployments, context);
  }
  reportUnspoken(layers, models, context);
  reportUnused(layers, models, context);
}

/** Undefined where nothing can be said to be missing: of an empty list, reported as such, or one with a name that could not be read. */
function readableList({ asRead }: CheckedFile<ModelsFile>, catalog: Catalog): Deployments | undefined {
  const entries = asRead.models ?? [];
  if (entries.length === 0 || entries.some((entry) => entry?.name === undefined)) return undefined;
  const byName = new Map(entries.map((entry) => [entry?.name ?? "", entry ?? {}]));
  const refused = [...byName].filter(([, entry]) => isNameRefused(entry, catalog)).map(([name]) => name);
  return { entries: byName, names: [...byName.keys()], refused: refused.slice(0, MOST_REFUSED) };
}

/** Slips of the model list that a layer's model is held against: each costs time for each layer. */
const MOST_REFUSED = 100;

/** The layer's own model and its fallbacks. */
function checkModelsOf(
  name: string,
  layer: Layer,
  file: YamlFile,
  deployments: Deployments,
  context: LayerContext,
): void {
  const check = (model: string, path: Path): void => {
    const entry = deployments.entries.get(model);
    const problem =
      entry === undefined
        ? missingDeployment(name, model, deployments)
        : (formatProblem(name, entry, context) ?? apiProblem(name, layer, entry, context));
    if (problem === undefined) return;
    const isPrimary = path.at(-1) === "model";
    const at = problem.code === "layer-api" && isPrimary && "api" in layer ? ["layers", name, "api"] : path;
    context.report(file.place(at), problem);
  };
  if (layer.model !== undefined) check(layer.model, ["layers", name, "model"]);
  const tried = new Set([layer.model]);
  for (const [index, fallback] of (layer.fallbacks ?? []).entries()) {
    if (fallback === undefined) continue;
    const path = ["layers", name, "fallbacks", index];
    if (tried.has(fallback)) {
      const message = `${fallback} is ${fallback === layer.model ? "the layer's own model" : "a fallback of this layer already"}`;
      const problem = error("fallback", message, "remove it, or name another deployment");
      context.report(file.place(path), problem);
    } else check(fallback, path);
    tried.add(fallback);
  }
}

/** Nothing when the model list's own entry is wrong, and reported there, by the same slip. */
function missingDeployment(layer: string, model: string, { names, refused }: Deployments): Problem | undefined {
  if (refused.some((name) => isNearlySame(name, model))) return undefined;
  const help = suggest(nearest(model, names), `deployments: ${listed(names)}`);
  const message = `layer ${layer} uses ${named(model)}, which is not in models.yaml`;
  return error("unknown-deployment", message, help);
}

const API_NAMES: Readonly<Record<LlmApi, string>> = {
  "chat-completions": "Chat Completions API",
  responses: "Responses API",
};

function formatProblem(name: string, entry: ModelEntry, { catalog }: LayerContext): Problem | undefined {
  const { format = "" } = factsOf(entry, catalog);
  const other = OTHER_APIS.get(format);
  if (other === undefined) return undefined;
  const message = `layer ${name} uses ${entry.name}, but a model of format ${format} does not speak OpenAI's API at /openai/v1/`;
  return error("layer-format", message, `it speaks ${other.speaks}; choose a model that speaks OpenAI's API`);
}

/** The API that a layer calls; undefined when it could not be read. */
export function apiOf(layer: AsRead<LlmConfigFile["layers"][string]>): LlmApi | undefined {
  const api = "api" in layer ? layer.api : DEFAULT_API;
  return api !== undefined && LLM_API.accepts(api) ? api : undefined;
}

function apiProblem(name: string, layer: Layer, entry: ModelEntry, { catalog }: LayerContext): Problem | undefined {
  const api = apiOf(layer);
  const { apis = [] } = factsOf(entry, catalog);
  if (api === undefined || apis.length === 0 || apis.includes(api)) return undefined;
  const spoken = apis.filter(LLM_API.accepts);
  if (spoken.length === 0) {
    const message = `layer ${name} uses ${entry.name}, which speaks neither chat-completions nor responses`;
    return error("layer-api", message, "choose a model that answers in text");
  }
  const only = spoken.map((one) => API_NAMES[one]).join(" and the ");
  const message = `layer ${name} calls ${entry.name} by ${api}, but the model speaks the ${only} only`;
  return error("layer-api", message, `write api: ${spoken[0]}, and see that the layer's backend calls it so`);
}

/** Models in use of which neither the catalogue nor their entry says what they speak. */
function reportUnspoken(
  layers: [string, Layer | undefined][],
  { file, asRead }: CheckedFile<ModelsFile>,
  { catalog, report }: LayerContext,
): void {
  const users = new Map<string, string>();
  for (const [name, layer] of layers) {
    for (const model of [layer?.model, ...(layer?.fallbacks ?? [])]) {
      if (model !== undefined && !users.has(model)) users.set(model, name);
    }
  }
  for (const [index, entry] of (asRead.models ?? []).entries()) {
    const user = entry?.name === undefined ? undefined : users.get(entry.name);
    if (entry === undefined || user === undefined || "apis" in entry || isNameRefused(entry, catalog)) continue;
    const { isListed, format = "" } = factsOf(entry, catalog);
    if (isListed || OTHER_APIS.has(format)) continue;
    const message = `layer ${user} uses ${entry.name}, but which API it speaks is not known: the catalogue lacks it`;
    const help = "give apis in this entry: [chat-completions], [responses] or both";
    report(file.place(["models", index, "name"]), error("missing-apis", message, help));
  }
}

function reportUnused(
  layers: [string, Layer | undefined][],
  { file, asRead }: CheckedFile<ModelsFile>,
  { catalog, report }: LayerContext,
): void {
  const used = layers.flatMap(([, layer]) => [layer?.model, ...(layer?.fallbacks ?? [])]);
  // A layer whose model could not be read may use any of them.
  if (used.includes(undefined)) return;
  const entries = asRead.models ?? [];
  const names = new Set(entries.flatMap((entry) => entry?.name ?? []));
  // What a layer means by a slip of spelling is used, and the slip is reported.
  const meant = new Set(used.map((model = "") => (names.has(model) ? model : nearest(model, names))));
  for (const [index, entry] of entries.entries()) {
    if (entry?.name === undefined || meant.has(entry.name) || isNameRefused(entry, catalog)) continue;
    const help = "an idle deployment costs nothing; remove it when nothing else calls it";
    const message = `no layer uses ${entry.name}`;
    report(file.place(["models", index, "name"]), note("unused-deployment", message, help));
  }
}
