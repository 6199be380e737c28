/** What a change of a layer or a provider means for the backend. */
import type { Layer, Provider } from "../../config/model";
import { listed, plural } from "../../config/text";
import { allLayers, callsFoundry, type Context, hasDeployment, providerInUse, routeInUse, type Side } from "./context";
import { isSamePrice, priceChange, priceChangeText } from "./cost-difference";
import { PROVIDER_IN_USE, type RoutingChange } from "./diff-routing";
import type { Change, FieldChange, LayerSwitch, PriceChange } from "./review-model";
import { type Stage, stageOf } from "./lifecycle-stage";
import { careful, note, outage, type Remark, severityOf, worst } from "./risk";

export function judgeRouting(change: RoutingChange, context: Context): Change {
  const isLayer = change.kind === "layer";
  const remarks = isLayer ? layerRemarks(change, context) : providerRemarks(change, context);
  const isLabel = isLayer && change.action === "update" && change.fields.every(({ field }) => field === "stage");
  const base = change.action === "delete" ? "careful" : isLabel ? "none" : "safe";
  const risk = worst([base, ...remarks.map((one) => one.risk)]);
  const said = remarks.map(({ text }) => text).join("; ");
  const isOwn = change.name === FOUNDRY || context.before === undefined || context.after === undefined;
  const runbook = isLabel || isOwn ? undefined : isLayer ? SWITCH_LAYER : SWITCH_PROVIDER;
  return {
    ...change,
    // No ConfigMap holds the label.
    ...(isLabel && { address: null }),
    ...{ layers: layersOf(change, context), outage: false, severity: severityOf(risk), risk },
    ...(said !== "" && { note: said }),
    ...(runbook !== undefined && { runbook }),
  };
}

/** Its address follows the account; nobody switches it. */
const FOUNDRY = "foundry";

const SWITCH_LAYER = "docs/runbooks/switch-a-layer.md";
const SWITCH_PROVIDER = "docs/runbooks/switch-provider.md";

function layersOf({ kind, name }: RoutingChange, context: Context): string[] {
  if (kind === "layer") return [name];
  const inUse = [context.before, context.after].map((side) => side?.environment.llm.provider);
  return name === PROVIDER_IN_USE || inUse.includes(name) ? allLayers(context) : [];
}

function layerRemarks({ name, action, fields }: RoutingChange, context: Context): Remark[] {
  const { before, after, today } = context;
  const layer = after?.environment.llm.layers.find((one) => one.layer === name);
  if (layer === undefined) return action === "delete" ? [careful("pods that still ask for this layer fail")] : [];
  const remarks: Remark[] = [];
  if (!hasDeployment(after, layer.model)) {
    remarks.push(outage(`${layer.model} is not deployed: calls of ${name} fail`));
  }
  const price = priceChange(context, name);
  const isSwitch = fields.some(({ field }) => field === "model");
  if (isSwitch && action === "update" && price !== undefined) remarks.push(priceRemark(price));
  const api = fields.find(({ field }) => field === "api");
  if (api !== undefined && action === "update") remarks.push(apiRemark(String(api.before), String(api.after)));
  const stage = stageOf(after?.facts.get(layer.model), today);
  if (isSwitch && before !== undefined && stage.isNear) remarks.push(endRemark(layer, stage, after));
  if (before !== undefined) remarks.push(...fallbackRemarks(layer, before, context));
  if (isSwitch && !callsFoundry(context)) remarks.push(note("at foundry, which no pod calls now"));
  if (fields.every(({ field }) => field === "stage")) remarks.push(note("a label for readers: nothing is deployed"));
  return remarks;
}

function priceRemark(price: PriceChange): Remark {
  return isSamePrice(price) ? note("at the same price") : careful(priceChangeText(price));
}

/** Of a model that retires soon, or has: then calls fail as soon as pods ask for it. */
function endRemark({ layer, model }: Layer, { word, retirement, daysLeft }: Stage, after: Side | undefined): Remark {
  if (word !== "retired") return careful(`${model} retires on ${retirement}, in ${plural(daysLeft, "day")}`);
  const isUsed = after?.environment.llm.provider === FOUNDRY;
  return isUsed ? outage(`${model} is retired: calls of ${layer} fail`) : careful(`${model} is retired`);
}

/** Of fallbacks that a layer has from now on, or has no longer. */
function fallbackRemarks({ layer, fallbacks }: Layer, before: Side, context: Context): Remark[] {
  const { after, today } = context;
  if (!callsFoundry(context)) return [];
  const known = before.environment.llm.layers.find((one) => one.layer === layer)?.fallbacks ?? [];
  if (known.length > 0 && fallbacks.length === 0) return [careful("no fallback is left when its model fails")];
  return fallbacks
    .filter((model) => !known.includes(model))
    .map((model) => ({ model, stage: stageOf(after?.facts.get(model), today) }))
    .filter(({ stage }) => stage.isNear)
    .map(({ model, stage: { word, retirement, daysLeft } }) => {
      const when = word === "retired" ? "is retired" : `retires on ${retirement}, in ${plural(daysLeft, "day")}`;
      return careful(`the fallback ${model} ${when}`);
    });
}

function apiRemark(before: string, after: string): Remark {
  return careful(`the backend has to call ${after} instead of ${before}: release it together with this`);
}

function providerRemarks({ name, action, fields }: RoutingChange, context: Context): Remark[] {
  const { before, after } = context;
  const [from, to] = [before?.environment.llm.provider, after?.environment.llm.provider];
  if (name === to && name === from && name !== FOUNDRY) return remarksInUse(fields, context);
  if (name !== PROVIDER_IN_USE || action !== "update") return [];
  const used = after?.environment.llm.providers.find((one) => one.name === to);
  const isKnown = before?.environment.llm.providers.some((one) => one.name === to) ?? false;
  const otherApi = layerSwitches(context).flatMap(({ layer, api }) => (api === undefined ? [] : [layer]));
  return [
    ...(from === "foundry" ? [careful("Azure credits no longer pay for any layer")] : []),
    ...(to === "foundry" ? [note("Azure credits pay again, for the models that Azure sells directly")] : []),
    ...(used === undefined ? [] : [careful(`the pods need ${credentialText(used)}`)]),
    ...(isKnown ? [] : [careful(`${to} was not configured before, so nobody has tried it`)]),
    ...(otherApi.length > 0
      ? [careful(`another API for ${otherApi.join(", ")}: the backend has to be released with it`)]
      : []),
  ];
}

/** Of the provider that pods call before and after. */
function remarksInUse(fields: readonly FieldChange[], { after }: Context): Remark[] {
  const used = providerInUse(after);
  const isOneOf = (...names: readonly string[]): boolean => fields.some(({ field }) => names.includes(field));
  const changed = (end: string): string[] =>
    fields.flatMap(({ field, before, after: now }) =>
      field.endsWith(end) && before !== null && now !== null ? [field.slice(0, -end.length)] : [],
    );
  const [models, apis] = [changed(".model"), changed(".api")];
  return [
    ...(used !== undefined && isOneOf("auth", "apiKeyEnv") ? [careful(`the pods need ${credentialText(used)}`)] : []),
    ...(isOneOf("baseUrl") ? [careful("prompts, and what signs the pods in, go to another address")] : []),
    ...(models.length > 0 ? [careful(`another model for ${listed(models)}`)] : []),
    ...(apis.length > 0 ? [careful(`another API for ${listed(apis)}: the backend has to be released with it`)] : []),
  ];
}

/** What the pods need to sign in. */
export function credentialText({ auth, apiKeyEnv }: Pick<Provider, "auth" | "apiKeyEnv">): string {
  if (apiKeyEnv !== undefined) return `a Secret that gives them the variable ${apiKeyEnv}`;
  return `an identity of ${auth === "entra-id" ? "Entra ID" : "Google Cloud"}`;
}

/** Layers that are served afterwards by another model, provider or API, or no longer. */
export function layerSwitches(context: Context): LayerSwitch[] {
  const { before, after } = context;
  const [from, to] = [before?.environment.llm.provider, after?.environment.llm.provider];
  return allLayers({ before, after }).flatMap((layer): LayerSwitch[] => {
    const [old, now] = [routeInUse(before, layer), routeInUse(after, layer)];
    const isBoth = old !== undefined && now !== undefined;
    const isOtherApi = isBoth && old.api !== now.api;
    const isElsewhere = isBoth && from !== undefined && to !== undefined && from !== to;
    if (old?.model === now?.model && !isOtherApi && !isElsewhere) return [];
    const price = priceChange(context, layer);
    return [
      {
        ...{ layer, before: old?.model ?? null, after: now?.model ?? null },
        ...(isElsewhere && { provider: { before: from, after: to } }),
        ...(isOtherApi && { api: { before: old.api, after: now.api } }),
        ...(price !== undefined && { price }),
      },
    ];
  });
}
