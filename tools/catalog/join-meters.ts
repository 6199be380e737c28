/** Which meter prices which model: by its id where Azure's list of models names it, else by its name. Pure. */
import { SKU } from "../../config/models/rules";
import type { OfferedModel } from "../azure/facts";
import { isNameOf, type ModelMeter } from "./meters";

/** What has a price of its own: a row of the price file, or a model that has none yet. */
export interface Target {
  readonly model: string;
  readonly versions: readonly string[];
  /** Names of meters that the file gives already. */
  readonly meters: readonly string[];
  /** Position of its row in the file. */
  readonly index: number | undefined;
}

export interface TargetMeters {
  readonly target: Target;
  readonly meters: readonly ModelMeter[];
  /** How the meters were found. */
  readonly way: "id" | "name";
}

/** Every target with its meters. A meter that fits two is not used, and said. */
export function joinMeters(
  meters: readonly ModelMeter[],
  targets: readonly Target[],
  models: readonly OfferedModel[],
): { readonly joined: readonly TargetMeters[]; readonly left: readonly string[] } {
  const byId = new Map<Target, ModelMeter[]>();
  const byName = new Map<Target, ModelMeter[]>();
  const left: string[] = [];
  for (const meter of meters) {
    const named = targetsById(meter, targets, models);
    const [way, found] = named.length > 0 ? [byId, named] : [byName, targetsByName(meter, targets)];
    const [target, ...others] = found;
    if (target === undefined) continue;
    if (others.length > 0) {
      left.push(`the meter ${meter.name} fits ${found.map(({ model }) => model).join(" and ")}: it is not used`);
    } else way.set(target, [...(way.get(target) ?? []), meter]);
  }
  const joined = targets.map((target): TargetMeters => {
    const exact = byId.get(target);
    return exact === undefined
      ? { target, meters: byName.get(target) ?? [], way: "name" }
      : { target, meters: exact, way: "id" };
  });
  return { joined, left };
}

function targetsById({ id }: ModelMeter, targets: readonly Target[], models: readonly OfferedModel[]): Target[] {
  const billed = models.filter(({ skus }) => skus.some(({ name, meters }) => name === SKU && meters?.includes(id)));
  return targets.filter(({ model, versions }) =>
    billed.some(({ name, version }) => name === model && versions.includes(version)),
  );
}

function targetsByName({ name, rest }: ModelMeter, targets: readonly Target[]): Target[] {
  const isGiven = ({ meters }: Target): boolean => meters.some((one) => one.toLowerCase() === name.toLowerCase());
  return targets.filter((target) => isGiven(target) || isNameOf(rest, target.model, target.versions));
}
