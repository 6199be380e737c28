/** What a region offers of a model, found in the list that Azure gives. */
import { SKU } from "../../config/models/rules";
import type { Deployment } from "../../config/model";
import { isSameName, type DeployedModel, type OfferedModel, type OfferedSku, type UsageFacts } from "./facts";

/** A model in the wanted version, and its SKU. */
export interface Offer {
  readonly model: OfferedModel;
  readonly sku: OfferedSku;
}

/** The very model, version and SKU of a deployment, or undefined when the region lacks any of it. */
export function offerOf(deployment: Deployment, models: readonly OfferedModel[]): Offer | undefined {
  const { name, format, version } = deployment;
  return withSku(
    models.filter((model) => model.name === name && model.format === format && model.version === version),
    SKU,
  );
}

/** The offer behind a deployment that exists, whose version may have left the list. */
export function offerOfDeployed(deployed: DeployedModel, models: readonly OfferedModel[]): Offer | undefined {
  const versions = models.filter(
    (model) => isSameName(model.name, deployed.model) && isSameName(model.format, deployed.format),
  );
  const same = versions.filter(({ version }) => version === deployed.version);
  return withSku(same.length > 0 ? same : versions, deployed.sku ?? "");
}

function withSku(models: readonly OfferedModel[], skuName: string): Offer | undefined {
  for (const model of models) {
    const sku = model.skus.find(({ name }) => isSameName(name, skuName));
    if (sku !== undefined) return { model, sku };
  }
  return undefined;
}

/**
 * The quota row of a SKU. Azure spells some names differently in its two lists, so without an exact match the only row that
 * is the same but for case and punctuation is taken.
 */
export function usageOf(usageName: string, usages: readonly UsageFacts[]): UsageFacts | undefined {
  const exact = usages.find(({ name }) => name === usageName);
  if (exact !== undefined) return exact;
  const similar = usages.filter(({ name }) => bare(name) === bare(usageName));
  return similar.length === 1 ? similar[0] : undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
