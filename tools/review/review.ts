/** Two configurations in, what the step from one to the other does out. Pure. */
import type { PriceList } from "../../config/cost/prices";
import type { Diagnostic } from "../../config/findings/diagnostic";
import type { EnvironmentFiles } from "../../config/read";
import { readableEnvironment, type ReadableEnvironment } from "./readable";
import { compareText } from "../../config/text";
import { type Context, type Revision, type Side, sorted } from "./context";
import { costDifference, priceText } from "./cost-difference";
import { diffResources } from "./diff-resources";
import { diffRouting } from "./diff-routing";
import { judgeResource } from "./judge-resource";
import { judgeRouting } from "./judge-routing";
import { REMOVED_NOTE } from "./phrases";
import { resourcesOf } from "../../config/resources";
import { type Change, type EnvironmentReview, KINDS, type Review, type SideFinding } from "./review-model";
import { diffSections } from "./sections";
import { summarise } from "./summary";

export interface ReviewOptions {
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
  readonly prices: PriceList;
  /** Only this environment. */
  readonly only?: string;
}

export function review(base: Revision, head: Revision, options: ReviewOptions): Review {
  const names = environmentNames(base, head).filter((name) => options.only === undefined || name === options.only);
  const findings = [...findingsOf("base", base), ...findingsOf("head", head)];
  const isAbout = ({ file }: Diagnostic): boolean => names.some((name) => environmentOf(file) === name);
  const known = new Set(base.findings.map(sameness));
  const left = new Set(head.findings.map(sameness));
  const stays = new Set(head.files.map(({ name }) => name));
  return {
    environments: names.map((name) => reviewOne(name, base, head, options)),
    findings,
    added: findings.filter((one) => one.side === "head" && !known.has(sameness(one)) && isAbout(one)),
    removed: base.findings
      .filter((one) => !left.has(sameness(one)) && isAbout(one) && stays.has(environmentOf(one.file)))
      .map((one) => ({ ...one, side: "base" })),
  };
}

/** What makes two findings the same, whichever revision and line they are of. */
function sameness({ file, code, message }: Diagnostic): string {
  return [...file.split("/").slice(-2), code, message].join("\n");
}

/** The environment of a file, or of an environment's folder itself. */
function environmentOf(file: string): string {
  const [folder = "", name = ""] = file.split("/").slice(-2);
  return name.endsWith(".yaml") ? folder : name;
}

/** Names of the environments of both sides, sorted. */
export function environmentNames(...revisions: readonly Revision[]): string[] {
  const names = revisions.flatMap(({ files }) => files.map(({ name }) => name));
  return [...new Set(names)].sort(compareText);
}

/** Of the base only what kept it from being read matters: its mistakes are about to be history. */
function findingsOf(side: SideFinding["side"], { findings }: Revision): SideFinding[] {
  const shown = side === "head" ? findings : findings.filter(({ severity }) => severity === "error");
  return shown.map((finding) => ({ ...finding, side }));
}

function reviewOne(name: string, base: Revision, head: Revision, options: ReviewOptions): EnvironmentReview {
  const [old, now] = [filesOf(base, name), filesOf(head, name)];
  const before = old && readableEnvironment(old, base.catalog, now && { files: now, catalog: head.catalog });
  const after = now && readableEnvironment(now, head.catalog, old && { files: old, catalog: base.catalog });
  const isBlind = (old !== undefined && before === undefined) || (now !== undefined && after === undefined);
  const { today, prices } = options;
  const priceOf = (model: string, version: string): string | undefined => priceText(model, version, prices);
  const sides = isBlind ? {} : { before, after };
  const context: Context = { name, ...bothReadable(sides.before, sides.after), today, priceOf };
  const changes = changesOf(context);
  const notes = [
    ...(isBlind ? ["nothing is compared: a file cannot be read, and the other side has none to stand in for it"] : []),
    ...existenceNotes(name, base, head),
    ...borrowedNotes("base", before),
    ...borrowedNotes("head", after),
  ];
  const cost = costDifference(context.before?.environment, context.after?.environment, options.prices);
  return { name, changes, summary: summarise(changes, context, cost, { refused: refusals(now, head), notes }) };
}

function refusals(now: EnvironmentFiles | undefined, { findings }: Revision): string[] {
  const broken = findings.filter(({ code, severity }) => code === "policy-violation" && severity === "error");
  return sorted(broken.filter(({ file }) => file === now?.account?.file.path).map(({ message }) => message));
}

function filesOf({ files }: Revision, name: string): EnvironmentFiles | undefined {
  return files.find((one) => one.name === name);
}

/** Leaves out of both sides the models that either cannot read: nobody can say whether they change. */
function bothReadable(
  before: ReadableEnvironment | undefined,
  after: ReadableEnvironment | undefined,
): Pick<Context, "before" | "after"> {
  const unreadable = [...new Set([...(before?.unreadable ?? []), ...(after?.unreadable ?? [])])];
  const without = (side: ReadableEnvironment | undefined): Side | undefined => {
    if (side === undefined) return undefined;
    const deployments = side.environment.deployments.filter(({ name }) => !unreadable.includes(name));
    return { environment: { ...side.environment, deployments }, facts: side.facts, unreadable };
  };
  return { before: without(before), after: without(after) };
}

function changesOf(context: Context): Change[] {
  const [before, after] = [context.before?.environment, context.after?.environment];
  const judged = diffResources(resourcesOf(before), resourcesOf(after)).map((one) => judgeResource(one, context));
  const routing = diffRouting(before, after).map((one) => judgeRouting(one, context));
  const rerouted = sorted(routing.flatMap(({ layers }) => layers));
  const isUpdated = ({ kind, action }: Change): boolean => kind === "configMap" && action === "update";
  const resources = judged.map((one) => (isUpdated(one) ? { ...one, layers: rerouted } : one));
  const sections = diffSections(before, after).map((one): Change => ({
    kind: "section",
    address: null,
    layers: [],
    outage: false,
    severity: "note",
    ...one,
  }));
  return [...resources, ...routing, ...sections].sort(byKind);
}

function byKind(a: Change, b: Change): number {
  return (
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    compareText(a.name, b.name) ||
    compareText(a.address ?? "", b.address ?? "")
  );
}

function existenceNotes(name: string, base: Revision, head: Revision): string[] {
  const [old, now] = [filesOf(base, name), filesOf(head, name)];
  const account = (files: EnvironmentFiles | undefined): string | undefined =>
    files?.account?.asRead.account?.name?.toLowerCase();
  const twin = (one: EnvironmentFiles, from: Revision, to: Revision): string | undefined =>
    to.files.find((other) => account(other) === account(one) && filesOf(from, other.name) === undefined)?.name;
  if (old !== undefined && now === undefined) {
    const next = account(old) === undefined ? undefined : twin(old, base, head);
    return next === undefined
      ? [REMOVED_NOTE]
      : [`renamed to ${next}: the state stays under the old stack names, and must be moved before the next deploy`];
  }
  if (old === undefined && now !== undefined && account(now) !== undefined) {
    const last = twin(now, head, base);
    if (last !== undefined) {
      return [`renamed from ${last}: without its state Terraform tries to create what exists already`];
    }
  }
  return [];
}

function borrowedNotes(side: string, readable: ReadableEnvironment | undefined): string[] {
  if (readable === undefined) return [];
  return [
    ...readable.borrowed.map((file) => `${file} of the ${side} cannot be read: not compared`),
    ...readable.unreadable.map((model) => `the entry of ${model} in the ${side} has a mistake: not compared`),
  ];
}
