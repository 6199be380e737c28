/** Whether the quota holds a change, by what Azure answered preflight when somebody last saved it. */
import { daysBetween } from "../../config/days";
import type { Environment } from "../../config/environment";
import { ANSWERS_FILE } from "../../config/read";
import { listed, plural } from "../../config/text";
import { type Fit, demandText, fitOf, quotaDemands } from "../azure/quota";
import { placeOf, SNAPSHOT_DAYS, snapshotOrReason } from "../azure/snapshot";
import { capacityChanges } from "./capacity";
import type { Context } from "./context";
import type { QuotaAnswer } from "./review-model";
import type { Risk } from "./risk";

export interface QuotaReview {
  readonly answer: QuotaAnswer;
  readonly risk: Risk;
}

/**
 * @param text of the environment's saved answer; undefined where there is none
 * @param others all other environments as the change leaves them, as far as they can be read
 * @returns undefined without a saved answer, or where the change makes no model and gives none more capacity
 */
export function quotaOf(
  text: string | undefined,
  { before, after, today }: Context,
  others: () => readonly Environment[],
): QuotaReview | undefined {
  const raised = capacityChanges(before, after).models.flatMap((one) => (one.after > one.before ? [one.model] : []));
  if (text === undefined || after === undefined || raised.length === 0) return undefined;
  const { environment } = after;
  const snapshot = snapshotOrReason(text, ANSWERS_FILE, placeOf(environment));
  if (typeof snapshot === "string") return unknown(snapshot);
  const { models, usages, deployments } = snapshot.answers;
  const unread = [models, usages, deployments].find(({ kind }) => kind === "unread");
  if (unread?.kind === "unread") return unknown(`${ANSWERS_FILE} does not say: ${unread.reason}`);
  const { demands, notOffered, withoutQuota } = quotaDemands(environment, others(), {
    models: listIn(models),
    usages: listIn(usages),
    deployed: listIn(deployments),
  });
  const isRaised = (name: string): boolean => raised.includes(name);
  const asked = demands.filter(({ names }) => names.some(isRaised));
  const fits = asked.map((demand): [Fit, string] => [fitOf(demand), `${listed(demand.names)}: ${demandText(demand)}`]);
  const unknowns = [
    ...notOffered.filter(isRaised).map((name) => `${name}: ${environment.account.location} does not offer it`),
    ...withoutQuota.filter(isRaised).map((name) => `${name}: Azure names no quota for it`),
  ].map((line): [Fit, string] => ["unknown", line]);
  const all = [...fits, ...unknowns];
  const daysOld = daysBetween(snapshot.takenOn, today);
  const fit = WORST_FIRST.find((one) => all.some(([word]) => word === one)) ?? "unknown";
  const answer = { takenOn: snapshot.takenOn, daysOld, fit, lines: all.map(([, line]) => line) };
  return { answer, risk: riskOf(answer) };
}

const WORST_FIRST: readonly Fit[] = ["does-not-fit", "not-on-the-way", "unknown", "fits"];

function riskOf(answer: QuotaAnswer): Risk {
  if (answer.fit === "fits") return "safe";
  return isQuotaRefused(answer) ? "refused" : "careful";
}

/** Whether the deploy would fail. What is old refuses nothing: Azure may have given more since. */
export function isQuotaRefused({ fit, daysOld }: QuotaAnswer): boolean {
  return fit === "does-not-fit" && daysOld !== null && daysOld <= SNAPSHOT_DAYS;
}

function unknown(reason: string): QuotaReview {
  return { answer: { takenOn: null, daysOld: null, fit: "unknown", lines: [reason] }, risk: "careful" };
}

/** A list that was read; there is none where the account does not exist. */
function listIn<T>(answer: { readonly kind: string; readonly value?: unknown }): readonly T[] {
  return answer.kind === "known" ? (answer.value as readonly T[]) : [];
}

const FIT_WORDS: Readonly<Record<Fit, string>> = {
  fits: "fits",
  "not-on-the-way": "fits only when what goes has gone: lower or remove it first, in a deploy of its own",
  "does-not-fit": "does not fit: ask for quota (https://aka.ms/oai/stuquotarequest), or lower capacity",
  unknown: "not known whether it fits",
};

/** `fits, by Azure's answer of 2026-11-20 (2 days old): gpt-5.4-mini: needs 250 more capacity (…)`. */
export function quotaText({ takenOn, daysOld, fit, lines }: QuotaAnswer): string {
  const old = daysOld !== null && (daysOld < 0 || daysOld > SNAPSHOT_DAYS) ? ", ask again with preflight --save" : "";
  const source =
    takenOn === null || daysOld === null ? "" : `, by Azure's answer of ${takenOn} (${age(daysOld)}${old})`;
  return `${FIT_WORDS[fit]}${source}: ${lines.join("; ")}`;
}

function age(days: number): string {
  return days < 0 ? `of a day to come` : days === 0 ? "of today" : `${plural(days, "day")} old`;
}
