/** Reviews of configurations in memory. */
import { loadCatalog } from "../../config/catalog/catalog";
import { readConfiguration } from "../../config/load";
import { loadPrices } from "../../config/cost/prices";
import type { Change, EnvironmentReview, Review } from "../../tools/review/review-model";
import { review } from "../../tools/review/review";
import type { Revision } from "../../tools/review/context";
import { type Files, filesWith, memorySource, TODAY } from "./config";

const catalog = loadCatalog();
const prices = loadPrices();

export type Environments = Readonly<Record<string, Files>>;

export function revision(environments: Environments): Revision {
  return { ...readConfiguration(memorySource(environments), { catalog, today: TODAY }), catalog };
}

export function reviewed(base: Environments, head: Environments): Review {
  return review(revision(base), revision(head), { today: TODAY, prices });
}

/** The review of one environment, `dev`. */
export function reviewedDev(base: Files, head: Files): EnvironmentReview {
  return reviewed({ dev: base }, { dev: head }).environments[0]!;
}

/** `replace deployment gpt-5.4 OUTAGE decision` for each change. */
export function briefChanges(changes: readonly Change[]): string[] {
  return changes.map(({ action, kind, name, outage, layers }) =>
    [action, kind, name, ...(outage ? ["OUTAGE", ...layers] : [])].join(" "),
  );
}

/** A review that says the value in every place. */
export function withText(value: string): Review {
  const change: Change = {
    kind: "deployment",
    name: value,
    address: value,
    action: "delete",
    fields: [{ field: value, before: value, after: null }],
    layers: [value],
    outage: true,
    severity: "error",
    risk: "outage",
    note: value,
  };
  const base = reviewed({ dev: filesWith() }, { dev: filesWith() }).environments[0]!;
  const summary = {
    ...base.summary,
    refused: [value],
    outage: [value],
    order: [value, value],
    notes: [value],
    cost: { kind: "unknown" as const, missing: [value] },
    layers: [{ layer: value, before: value, after: value }],
  };
  const finding = {
    ...({
      code: "preview",
      severity: "warning",
      message: value,
      file: value,
      line: 1,
      column: 1,
      side: "head",
    } as const),
  };
  return {
    risk: "outage",
    environments: [{ name: value, risk: "outage", standing: "stays", unknown: [], changes: [change], summary }],
    ...{ findings: [], added: [finding], removed: [finding] },
  };
}
