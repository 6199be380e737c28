import type { Catalog } from "../catalog/catalog";
import { Capacity, type Deployment } from "../model";
import { compareText } from "../text";
import { factsOf } from "./facts";
import { movesVersion } from "./rules";
import { type Defaults, type ModelsFile, NO_DEFAULTS } from "./shape";

/** Sorted by name. */
export function resolveDeployments({ models, defaults = NO_DEFAULTS }: ModelsFile, catalog: Catalog): Deployment[] {
  return models.map((entry) => resolveDeployment(entry, defaults, catalog)).sort((a, b) => compareText(a.name, b.name));
}

function resolveDeployment(entry: ModelsFile["models"][number], defaults: Defaults, catalog: Catalog): Deployment {
  const { name } = entry;
  const { format, version, apis, lifecycle, retirement, directFromAzure } = factsOf(entry, catalog);
  const capacity = entry.capacity ?? defaults.capacity;
  const versionUpgradeOption = entry.versionUpgradeOption ?? defaults.versionUpgradeOption;
  if (format === undefined || version === undefined || capacity === undefined) {
    throw new Error(`checks let ${name} pass without format, version or capacity`);
  }
  return {
    name,
    format,
    version,
    capacity: Capacity.thousandTokensPerMinute(capacity),
    raiPolicy: entry.raiPolicy ?? defaults.raiPolicy,
    versionUpgradeOption,
    isVersionPinned: entry.version !== undefined || !movesVersion(versionUpgradeOption),
    directFromAzure,
    ...(apis !== undefined && { apis }),
    ...(lifecycle !== undefined && { lifecycle }),
    ...(retirement !== undefined && { retirement }),
  };
}
