/** What judging a change needs to know of both sides. */
import type { Catalog } from "../../config/catalog/catalog";
import type { PriceList } from "../../config/cost/prices";
import type { Diagnostic } from "../../config/findings/diagnostic";
import type { EnvironmentFiles } from "../../config/read";
import type { LlmConfig, Provider, Route } from "../../config/model";
import type { ModelFacts } from "../../config/models/facts";
import type { Environment } from "../../config/environment";
import { compareText } from "../../config/text";

/** A revision's configuration as it was read, right or not. */
export interface Revision {
  readonly files: readonly EnvironmentFiles[];
  readonly findings: readonly Diagnostic[];
  /** Every finding, where `findings` has not all of a file. */
  readonly uncut?: readonly Diagnostic[];
  readonly catalog: Catalog;
  /** Its price list, where it is another than this program's. */
  readonly prices?: PriceList;
  /** What Azure answered preflight, as saved, by environment. */
  readonly answers?: ReadonlyMap<string, string>;
}

/** An environment in one revision. */
export interface Side {
  readonly environment: Environment;
  /** Models that count as unchanged, because an entry has a mistake. */
  readonly unreadable: readonly string[];
  /** What is known of each model, by name. */
  readonly facts: ReadonlyMap<string, ModelFacts>;
  readonly prices: PriceList;
}

/** One environment on both sides of a change, and what else it is judged by. */
export interface Context {
  /** Of the environment. */
  readonly name: string;
  readonly before: Side | undefined;
  readonly after: Side | undefined;
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
}

/** Layers that use any of these deployments before or after, first choice or fallback; sorted. */
export function layersUsing({ before, after }: Context, ...models: (string | undefined)[]): string[] {
  const layers = [before, after].flatMap((side) => {
    const users = usersOf(side?.environment.llm);
    return models.flatMap((model) => (model === undefined ? [] : [...(users.get(model) ?? [])]));
  });
  return sorted(layers);
}

/** Whether pods call Foundry before or after, and not another provider all the time. */
export function callsFoundry({ before, after }: Context): boolean {
  return [before, after].some((side) => side?.environment.llm.provider === "foundry");
}

/** Layers of both sides. */
export function allLayers({ before, after }: Pick<Context, "before" | "after">): string[] {
  return sorted([before, after].flatMap((side) => side?.environment.llm.layers.map(({ layer }) => layer) ?? []));
}

/** Whether the deployment is there on a side, or may be. */
export function hasDeployment(side: Side | undefined, model: string): boolean {
  if (side === undefined) return false;
  return side.unreadable.includes(model) || side.environment.deployments.some(({ name }) => name === model);
}

export function providerInUse(side: Side | undefined): Provider | undefined {
  const llm = side?.environment.llm;
  return llm?.providers.find(({ name }) => name === llm.provider);
}

/** What the provider in use has for a layer: nothing where Foundry is in use and the model is not deployed. */
export function routeInUse(side: Side | undefined, layer: string): Route | undefined {
  const provider = providerInUse(side);
  const route = provider?.routes.find((one) => one.layer === layer);
  const isThere = route === undefined || provider?.name !== "foundry" || hasDeployment(side, route.model);
  return isThere ? route : undefined;
}

export function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}

type Users = ReadonlyMap<string, ReadonlySet<string>>;

/** Asked for every change, worked out once. */
const known = new WeakMap<LlmConfig, Users>();

/** Layers that call each deployment, first choice or fallback. */
export function usersOf(llm: LlmConfig | undefined): Users {
  if (llm === undefined) return new Map();
  const users = known.get(llm) ?? findUsers(llm);
  known.set(llm, users);
  return users;
}

function findUsers({ layers }: LlmConfig): Users {
  const users = new Map<string, Set<string>>();
  const add = (model: string, layer: string): void => {
    const known = users.get(model);
    if (known === undefined) users.set(model, new Set([layer]));
    else known.add(layer);
  };
  for (const { layer, model, fallbacks } of layers) for (const one of [model, ...fallbacks]) add(one, layer);
  return users;
}
