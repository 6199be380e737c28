/** What a change of a layer or a provider means for the backend. */
import { foundryStackName, llmConfigStackName } from "../../config/addresses";
import { allLayers, type Context, hasDeployment, routeInUse } from "./context";
import { PROVIDER_IN_USE, type RoutingChange } from "./diff-routing";
import { type Change, type LayerSwitch, type Remark, warning, worst } from "./review-model";
import { stageOf } from "./lifecycle-stage";

export function judgeRouting(change: RoutingChange, context: Context): Change {
  const remarks = change.kind === "layer" ? layerRemarks(change, context) : providerRemarks(change, context);
  const severity = worst([change.action === "delete" ? "warning" : "note", ...remarks.map((one) => one.severity)]);
  const note = remarks.map(({ text }) => text).join("; ");
  return { ...change, layers: layersOf(change, context), outage: false, severity, ...(note !== "" && { note }) };
}

function layersOf({ kind, name }: RoutingChange, context: Context): string[] {
  if (kind === "layer") return [name];
  const inUse = [context.before, context.after].map((side) => side?.environment.llm.provider);
  return name === PROVIDER_IN_USE || inUse.includes(name) ? allLayers(context) : [];
}

function layerRemarks({ name, action, fields }: RoutingChange, context: Context): Remark[] {
  const { before, after, today } = context;
  const layer = after?.environment.llm.layers.find((one) => one.layer === name);
  if (layer === undefined)
    return action === "delete" ? [{ severity: "warning", text: "pods that still ask for this layer fail" }] : [];
  const remarks: Remark[] = [];
  if (!hasDeployment(after, layer.model)) {
    remarks.push({ severity: "error", text: `${layer.model} is not deployed: calls of ${name} fail` });
  } else if (!hasDeployment(before, layer.model) && before !== undefined) {
    const order = `deploy ${foundryStackName(context.name)} before ${llmConfigStackName(context.name)}`;
    remarks.push({ severity: "note", text: order });
  }
  const api = fields.find(({ field }) => field === "api");
  if (api !== undefined && action === "update") remarks.push(apiRemark(String(api.before), String(api.after)));
  const isSwitch = fields.some(({ field }) => field === "model");
  const stage = stageOf(after?.facts.get(layer.model), today);
  if (isSwitch && stage.isNear) remarks.push(warning(`${layer.model} ${nearText(stage.retirement, stage.daysLeft)}`));
  if (fields.every(({ field }) => field === "stage")) {
    remarks.push({ severity: "note", text: "a label for readers: nothing is deployed" });
  }
  return remarks;
}

function nearText(retirement: string | undefined, daysLeft: number): string {
  return retirement === undefined || daysLeft <= 0 ? "is retired" : `retires on ${retirement}, in ${daysLeft} days`;
}

function apiRemark(before: string, after: string): Remark {
  return warning(`the backend has to call ${after} instead of ${before}: release it together with this`);
}

function providerRemarks({ name, action }: RoutingChange, { before, after }: Context): Remark[] {
  if (name !== PROVIDER_IN_USE || action !== "update") return [];
  const switches = layerSwitches({ before, after });
  const otherApi = switches.filter(({ api }) => api !== undefined).map(({ layer }) => layer);
  return [
    warning("every layer moves to another provider when its pods restart"),
    ...(otherApi.length > 0
      ? [warning(`another API for ${otherApi.join(", ")}: the backend has to be released with it`)]
      : []),
  ];
}

/** Layers that the provider in use serves with another model or by another API afterwards, or no longer. */
export function layerSwitches({ before, after }: Pick<Context, "before" | "after">): LayerSwitch[] {
  const names = allLayers({ before, after });
  return names.flatMap((layer): LayerSwitch[] => {
    const [old, now] = [routeInUse(before, layer), routeInUse(after, layer)];
    const isOtherApi = old !== undefined && now !== undefined && old.api !== now.api;
    if (old?.model === now?.model && !isOtherApi) return [];
    const api = isOtherApi ? { api: { before: old.api, after: now.api } } : {};
    return [{ layer, before: old?.model ?? null, after: now?.model ?? null, ...api }];
  });
}
