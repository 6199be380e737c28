/** What several environments ask together of one quota. */
import { assumedText, type QuotaPlace, sharedQuota } from "../account/shared-quota";
import type { Catalog } from "../catalog/catalog";
import { type Place, type Report, warning } from "../findings/report";
import type { EnvironmentFiles } from "../read";
import { grouped, listed } from "../text";
import { CAPACITY, CAPACITY_UNIT } from "./rules";

/** What an environment asks for one model. */
interface Asking extends QuotaPlace {
  readonly environment: string;
  /** Thousands of tokens a minute. */
  readonly capacity: number;
  readonly version: string | undefined;
  readonly place: Place;
}

/**
 * Warns where the environments of one subscription together ask for more than a model's default quota. Told once, at the last
 * of them; not where one alone asks for too much, which its own check says.
 */
export function checkSharedQuota(environments: readonly EnvironmentFiles[], catalog: Catalog, report: Report): void {
  if (environments.length < 2) return;
  for (const [model, asking] of askingByModel(environments, catalog)) {
    const quota = catalog.quotaOf(model) ?? Infinity;
    if (sumOf(asking) <= quota) continue;
    const told = new Set<string>();
    for (const last of [...asking].reverse()) {
      const group = sharing(last, asking, catalog, model);
      const names = group.map(({ environment }) => environment);
      const total = sumOf(group);
      const isToldAlone = group.some(({ capacity }) => capacity > quota);
      if (isToldAlone || total <= quota || names.every((name) => told.has(name))) continue;
      for (const name of names) told.add(name);
      const assumed = assumedText(group.flatMap((one) => one.assumed));
      const message = `${listed(names)} together ask for ${grouped(total)} of ${model}${assumed}, above ${grouped(quota)}, the default quota of quota tier 1 in ${CAPACITY_UNIT}`;
      const help = "ask for quota before deploying, lower a capacity, or give each environment its subscriptionId";
      const problem = warning("capacity-over-quota", message, help);
      report(last.place, { ...problem, subject: model, ...(names[0] !== undefined && { other: names[0] }) });
    }
  }
}

function sharing(one: Asking, all: readonly Asking[], catalog: Catalog, model: string) {
  const scope = catalog.quotaScopeOf(model, one.version);
  return all.flatMap((other) => {
    const assumed = one === other ? [] : sharedQuota(one, other, scope);
    return assumed === undefined ? [] : [{ ...other, assumed }];
  });
}

function askingByModel(environments: readonly EnvironmentFiles[], catalog: Catalog): Map<string, Asking[]> {
  const byModel = new Map<string, Asking[]>();
  for (const { name: environment, account, models } of environments) {
    const { location, subscriptionId } = account?.asRead.account ?? {};
    for (const [index, entry] of (models?.asRead.models ?? []).entries()) {
      const capacity = entry?.capacity ?? models?.asRead.defaults?.capacity;
      if (entry?.name === undefined || catalog.quotaOf(entry.name) === undefined) continue;
      if (capacity === undefined || !CAPACITY.accepts(capacity) || models === undefined) continue;
      const key = "capacity" in entry ? "capacity" : "name";
      const place = models.file.place(["models", index, key]);
      const asking = { environment, capacity, version: entry.version, location, subscriptionId, place };
      byModel.set(entry.name, [...(byModel.get(entry.name) ?? []), asking]);
    }
  }
  return byModel;
}

function sumOf(asking: readonly Pick<Asking, "capacity">[]): number {
  return asking.reduce((total, { capacity }) => total + capacity, 0);
}
