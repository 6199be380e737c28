/** What changes for the pods: layers, providers, and which provider is in use. All of it stands in the ConfigMaps. */
import { configMapAddress } from "../../config/addresses";
import type { Environment } from "../../config/environment";
import type { LlmConfig, Provider } from "../../config/model";
import { compareText } from "../../config/text";
import { fieldChanges } from "./fields";
import type { Fields } from "../../config/resource";
import type { Action, FieldChange, Kind } from "./review-model";

export interface RoutingChange {
  readonly kind: Extract<Kind, "layer" | "provider">;
  readonly name: string;
  readonly address: string | null;
  readonly action: Action;
  readonly fields: readonly FieldChange[];
}

type Side = Pick<Environment, "aks" | "llm"> | undefined;

/** Name of the change of the provider in use, after the key that says so. */
export const PROVIDER_IN_USE = "LLM_PROVIDER";

export function diffRouting(before: Side, after: Side): RoutingChange[] {
  const compare = (kind: RoutingChange["kind"], tableOf: (llm: LlmConfig) => Table): RoutingChange[] =>
    compareTables(kind, tablesOf(before, tableOf), tablesOf(after, tableOf), addressIn(before, after));
  return [
    ...compare("provider", (llm) => new Map([[PROVIDER_IN_USE, { provider: llm.provider }]])),
    ...compare("provider", (llm) => new Map(llm.providers.map((one) => [one.name, providerFields(one)]))),
    ...compare("layer", layerFields),
  ];
}

/** Fields by the name of what they describe. */
type Table = ReadonlyMap<string, Fields>;

function tablesOf(side: Side, tableOf: (llm: LlmConfig) => Table): Table {
  return side === undefined ? new Map() : tableOf(side.llm);
}

function compareTables(
  kind: RoutingChange["kind"],
  before: Table,
  after: Table,
  addressOf: (action: Action) => string | null,
): RoutingChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    const fields = fieldChanges(old ?? {}, now ?? {});
    if (fields.length === 0) return [];
    const action = old === undefined ? "create" : now === undefined ? "delete" : "update";
    return [{ kind, name, address: addressOf(action), action, fields }];
  });
}

/** The first ConfigMap that is on every side of the change: none when the two sides share no namespace. */
function addressIn(before: Side, after: Side): (action: Action) => string | null {
  const old = before?.aks.namespaces ?? [];
  const now = after?.aks.namespaces ?? [];
  const shared = now.find((namespace) => old.includes(namespace));
  return (action) => {
    const own = { create: now[0], delete: old[0], update: undefined, replace: undefined }[action];
    const namespace = shared ?? own;
    return namespace === undefined ? null : configMapAddress(namespace);
  };
}

/** Foundry's routes are the layers themselves. */
function providerFields({ name, baseUrl, auth, apiKeyEnv, tokenScope, routes }: Provider): Fields {
  const models = (name === "foundry" ? [] : routes).flatMap(({ layer, model, api }): [string, string][] => [
    [`${layer}.model`, model],
    [`${layer}.api`, api],
  ]);
  return { baseUrl, auth, apiKeyEnv: apiKeyEnv ?? null, tokenScope: tokenScope ?? null, ...Object.fromEntries(models) };
}

function layerFields({ layers }: LlmConfig): Table {
  return new Map(
    layers.map(({ layer, stage, model, api, fallbacks }) => [
      layer,
      { stage, model, api, fallbacks: fallbacks.length > 0 ? fallbacks.join(", ") : null },
    ]),
  );
}
