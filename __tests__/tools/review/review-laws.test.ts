import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { loadCatalog } from "../../../config/catalog/catalog";
import type { Environment } from "../../../config/environment";
import { readableEnvironment } from "../../../tools/review/readable";
import { type Change, type EnvironmentReview, isPlanned } from "../../../tools/review/review-model";
import { isAtLeast } from "../../../tools/review/risk";
import { renderReviewJson } from "../../../tools/review/render-json";
import { MAX_COMMENT_BYTES, MARKER, renderReviewMarkdown } from "../../../tools/review/render-markdown";
import { renderReviewText } from "../../../tools/review/render-text";
import { plannedActions, type Resources, resourcesIn } from "../../helpers/plan";
import { reviewed, reviewedDev, revision } from "../../helpers/review";
import { environment, filesOf, type Parts, reversed } from "./generated";

const pair = fc.tuple(environment, environment);
const maybe = fc.option(environment, { nil: undefined });

/** Everything that happens to resources of Terraform's, by address. */
function actionsByAddress(changes: readonly Change[]): Record<string, string> {
  const real = changes.filter((one) => ["account", "deployment", "configMap"].includes(one.kind) || isResource(one));
  return Object.fromEntries(real.map(({ address, action }) => [address, action]));
}

/** A section with resources of its own. */
function isResource({ kind, address }: Change): boolean {
  return kind === "section" && address !== null;
}

function resolved(parts: Parts | undefined): Environment | undefined {
  if (parts === undefined) return undefined;
  const [files] = revision({ dev: filesOf(parts) }).files;
  return readableEnvironment(files!, loadCatalog())?.environment;
}

test("generated configurations are sound, but for what policies forbid", () => {
  fc.assert(
    fc.property(environment, (parts) => {
      const errors = revision({ dev: filesOf(parts) }).findings.filter(({ severity }) => severity === "error");
      expect(errors.filter(({ code }) => code !== "policy-violation")).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("a configuration against itself is empty, whatever the order of its lists and keys and its comments", () => {
  fc.assert(
    fc.property(environment, (parts) => {
      const { changes, summary } = reviewedDev(filesOf(parts), reversed(parts));
      expect(changes).toEqual([]);
      expect(summary).toMatchObject({
        actions: { create: 0, update: 0, replace: 0, delete: 0 },
        outage: [],
        severity: summary.refused.length > 0 ? "error" : "note",
        layers: [],
        capacity: { models: [] },
        retirements: { gained: [], lost: [] },
        cost: { kind: "known", usd: { low: 0, high: 0 } },
        order: [],
        notes: [],
      });
    }),
    { numRuns: 40 },
  );
});

test("order never matters", () => {
  fc.assert(
    fc.property(pair, ([a, b]) => {
      expect(reviewedDev(reversed(a), reversed(b))).toEqual(reviewedDev(filesOf(a), filesOf(b)));
    }),
    { numRuns: 30 },
  );
});

test("swapping the sides swaps create and delete, before and after", () => {
  const others: Record<string, string> = { create: "delete", delete: "create" };
  const shape = ({ changes }: EnvironmentReview, isSwapped: boolean): string[] =>
    changes
      .map(({ kind, name, action, fields }) => [
        // What only Terraform is told stands with the account's other fields when those change as well.
        kind === "section" ? "account" : kind,
        kind === "account" ? "" : name,
        isSwapped ? (others[action] ?? "change") : action in others ? action : "change",
        fields.map(({ field, before, after }) => (isSwapped ? [field, after, before] : [field, before, after])),
      ])
      // What only goes along with a replaced account has no fields, and stays when the account is updated on the way back.
      .filter(([, , action, fields]) => action !== "change" || (fields as unknown[]).length > 0)
      .map((one) => JSON.stringify(one))
      .sort();
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const there = reviewedDev(filesOf(a), filesOf(b));
      const back = reviewedDev(filesOf(b), filesOf(a));
      expect(shape(back, true)).toEqual(shape(there, false));
      const swapped = (review: EnvironmentReview) => [
        ...review.summary.retirements.gained,
        ...review.summary.retirements.lost,
      ];
      expect(swapped(back).length).toBe(swapped(there).length);
      expect(back.summary.capacity.total.peak).toBe(there.summary.capacity.total.peak);
    }),
    { numRuns: 40 },
  );
});

test("every action is the plan's, every address exists on its side, every difference is explained", () => {
  fc.assert(
    fc.property(maybe, environment, (before, after) => {
      const base = before === undefined ? {} : { dev: filesOf(before) };
      const { changes } = reviewed(base, { dev: filesOf(after) }).environments[0]!;
      const [old, now] = [resourcesIn(resolved(before)), resourcesIn(resolved(after))];
      expect(actionsByAddress(changes)).toEqual(plannedActions(old, now));
      expectAddresses(changes, old, now);
      const isExplained = (address: string): boolean => changes.some((one) => one.address === address);
      const isGroupOwned = changes.some(({ fields }) => fields.some(({ field }) => field === "createResourceGroup"));
      // Whose group it is changes an expression that comes to the same name.
      expect(isGroupOwned ? [] : differing(old, now).filter((address) => !isExplained(address))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

function expectAddresses(changes: readonly Change[], old: Resources, now: Resources): void {
  for (const { address, action } of changes) {
    if (address === null) continue;
    if (action !== "create") expect(Object.keys(old)).toContain(address);
    if (action !== "delete") expect(Object.keys(now)).toContain(address);
  }
}

/** Addresses whose JSON differs, but for the order in which Terraform works, and for what only Terraform reads. */
function differing(old: Resources, now: Resources): string[] {
  const unordered = (resource: object | undefined): object => ({ ...resource, depends_on: [], lifecycle: {} });
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (address) => !isDeepStrictEqual(unordered(old[address]), unordered(now[address])),
  );
}

test("the risk is what its parts say, and what is deployed is what a plan would change", () => {
  fc.assert(
    fc.property(maybe, environment, (before, after) => {
      const base = before === undefined ? {} : { dev: filesOf(before) };
      const { environments, risk } = reviewed(base, { dev: filesOf(after) });
      const { changes, summary, risk: own } = environments[0]!;
      const stacks = new Set(summary.deploy.map(({ stack }) => stack));
      const isMap = ({ kind }: Change): boolean => kind === "configMap";
      const planned = changes.filter(isPlanned);
      const isMoved = before !== undefined && before.context !== after.context;

      expect(own).toBe(risk);
      expect(changes.every((one) => isAtLeast(own, one.risk))).toBe(true);
      expect(own === "refused").toBe(summary.refused.length > 0 || changes.some((one) => one.risk === "refused"));
      expect(own === "none").toBe(stacks.size === 0 && changes.every((one) => one.risk === "none"));
      if (changes.some(({ outage }) => outage)) expect(isAtLeast(own, "outage")).toBe(true);
      expect([stacks.has("foundry-dev"), stacks.has("llm-config-dev")]).toEqual([
        planned.some((one) => !isMap(one)),
        planned.some(isMap) || isMoved,
      ]);
      const counted = Object.values(summary.actions).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(planned.length);
    }),
    { numRuns: 40 },
  );
});

test("every rendering of any review is valid and never throws", () => {
  const markdown = new MarkdownIt({ html: true });
  fc.assert(
    fc.property(maybe, maybe, (before, after) => {
      const side = (parts: Parts | undefined) => (parts === undefined ? {} : { dev: filesOf(parts) });
      const review = reviewed(side(before), side(after));
      expect(renderReviewText(review, { colour: false, textOf: () => undefined })).not.toContain("undefined");
      const json = JSON.parse(renderReviewJson(review)) as object;
      expect(Object.keys(json)).toEqual(["version", "risk", "environments", "findings", "added", "removed"]);
      const comment = renderReviewMarkdown(review, "");
      expect(comment.startsWith(`${MARKER}\n`)).toBe(true);
      expect(Buffer.byteLength(comment)).toBeLessThan(MAX_COMMENT_BYTES);
      expect(tags(markdown.render(comment))).toEqual(balanced(markdown.render(comment)));
    }),
    { numRuns: 30 },
  );
});

function tags(html: string): string[] {
  return (html.match(/<(details|pre|code|summary)\b/g) ?? []).map((tag) => tag.slice(1)).sort();
}

function balanced(html: string): string[] {
  return (html.match(/<\/(details|pre|code|summary)>/g) ?? []).map((tag) => tag.slice(2, -1)).sort();
}
