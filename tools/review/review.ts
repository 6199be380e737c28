/** Two configurations in, what the step from one to the other does out. Pure. */
import type { PriceList } from "../../config/cost/prices";
import type { Environment } from "../../config/environment";
import { FILE_NAMES } from "../../config/read";
import { readableEnvironment } from "./readable";
import { compareText } from "../../config/text";
import { type Context, type Revision, sorted } from "./context";
import { costDifference } from "./cost-difference";
import { diffResources } from "./diff-resources";
import { diffRouting } from "./diff-routing";
import { findingChanges, isIn } from "./finding-changes";
import { judgeResource } from "./judge-resource";
import { judgeRouting } from "./judge-routing";
import { judgePlainSection } from "./judge-plain-section";
import { notesOf, refusals } from "./notes";
import { environmentPairs, type Pair } from "./pairs";
import { type Change, type EnvironmentReview, KINDS, type Review, type Standing } from "./review-model";
import { resourcesOf } from "../../config/resources";
import { type Risk, worst } from "./risk";
import { diffSections } from "./sections";
import { settingChanges } from "./settings";
import { quotaOf } from "./quota";
import { summarise } from "./summary";
import { bothReadable, unknownFiles } from "./unreadable";

export interface ReviewOptions {
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
  /** This program's. */
  readonly prices: PriceList;
  /** Only this environment. */
  readonly only?: string;
}

export function review(base: Revision, head: Revision, options: ReviewOptions): Review {
  const { only } = options;
  const pairs = environmentPairs(base, head).filter(
    ({ name, renamedFrom }) => only === undefined || name === only || renamedFrom === only,
  );
  const findings = findingChanges(base, head, pairs);
  const environments = pairs.map((pair) => reviewOne(pair, base, head, options, findings.added));
  return { risk: worst(environments.map(({ risk }) => risk)), environments, ...findings };
}

/** Names of the environments of both sides, sorted. */
export function environmentNames(...revisions: readonly Revision[]): string[] {
  const names = revisions.flatMap(({ files }) => files.map(({ name }) => name));
  return [...new Set(names)].sort(compareText);
}

function reviewOne(
  pair: Pair,
  base: Revision,
  head: Revision,
  { today, prices }: ReviewOptions,
  added: Review["added"],
): EnvironmentReview {
  const { name, old, now, renamedFrom } = pair;
  const before = old && readableEnvironment(old, base.catalog, now && { files: now, catalog: head.catalog });
  const after = now && readableEnvironment(now, head.catalog, old && { files: old, catalog: base.catalog });
  const isBlind = (old !== undefined && before === undefined) || (now !== undefined && after === undefined);
  const sides = isBlind ? { doubts: [] } : bothReadable(before, after);
  const context: Context = {
    ...{ name, today },
    before: sides.before && { ...sides.before, prices: base.prices ?? prices },
    after: sides.after && { ...sides.after, prices: head.prices ?? prices },
  };
  const changes = changesOf(context);
  const standing = standingOf(pair, isBlind);
  const quota = quotaOf(head.answers?.get(name), context, () => othersIn(head, name));
  // Of what is new nothing can be lost.
  const unknown = old === undefined ? [] : isBlind ? FILE_NAMES : unknownFiles(sides.doubts);
  const isPriceless = isBlind || sides.doubts.some(({ files }) => files.some((file) => file !== "account.yaml"));
  const summary = summarise(changes, context, {
    isWhole: unknown.length === 0,
    cost: isPriceless ? UNREADABLE : costDifference(context),
    refused: refusals(now, head),
    quota: quota?.answer ?? null,
    notes: notesOf(pair, standing, sides.doubts, context),
  });
  const brings = added.some(({ file, severity }) => severity !== "note" && isIn(now, file));
  const risks: readonly Risk[] = [
    ...changes.map((one) => one.risk),
    summary.refused.length > 0 ? "refused" : "none",
    brings || unknown.length > 0 || standing === "renamed" ? "careful" : "none",
    summary.deploy.length > 0 ? "safe" : "none",
    quota?.risk ?? "none",
  ];
  return {
    ...{ name, risk: worst(risks), standing },
    ...(renamedFrom !== undefined && { renamedFrom }),
    ...{ unknown, changes, summary },
  };
}

/** The other environments of a revision, as far as they can be read. */
function othersIn({ files, catalog }: Revision, name: string): Environment[] {
  const others = files.filter((one) => one.name !== name);
  return others.flatMap((one) => readableEnvironment(one, catalog)?.environment ?? []);
}

const UNREADABLE = { kind: "unknown", missing: ["a configuration that can be read"] } as const;

function standingOf({ old, now, renamedFrom }: Pair, isBlind: boolean): Standing {
  if (now === undefined) return "removed";
  if (old === undefined) return isBlind ? "new-unreadable" : "new";
  if (isBlind) return "unreadable";
  return renamedFrom === undefined ? "stays" : "renamed";
}

function changesOf(context: Context): Change[] {
  const [before, after] = [context.before?.environment, context.after?.environment];
  const resources = diffResources(resourcesOf(before), resourcesOf(after));
  const judged = resources.filter(({ isSettingOnly }) => !isSettingOnly).map((one) => judgeResource(one, context));
  const routing = diffRouting(before, after).map((one) => judgeRouting(one, context));
  const rerouted = sorted(routing.flatMap(({ layers }) => layers));
  const isUpdated = ({ kind, action }: Change): boolean => kind === "configMap" && action === "update";
  const withLayers = judged.map((one) => (isUpdated(one) ? { ...one, layers: rerouted } : one));
  const imported = judged.flatMap(({ address, isImport }) => (isImport && address !== null ? [address] : []));
  const plain = diffSections(before, after, imported).map((one) => judgePlainSection(one, context));
  return [...withLayers, ...routing, ...settingChanges(resources), ...plain].sort(byKind);
}

function byKind(a: Change, b: Change): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    compareText(a.name, b.name) ||
    compareText(a.address ?? "", b.address ?? "")
  );
}
