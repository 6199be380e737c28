/** Runs the checks one after the other while the answers come in. Knows neither Azure nor the terminal. */
import { daysBetween } from "../../config/days";
import { ToolError } from "../../config/findings/diagnostic";
import { plural } from "../../config/text";
import type { Answer, Question, Source, Unread } from "../azure/facts";
import { SNAPSHOT_DAYS } from "../azure/snapshot";
import { adoptList } from "./checks/deployment-check";
import { hasFailed, NEW_SNAPSHOT, type Outcome, type Report, unverified, type Verdict, warning } from "./outcome";
import type { Check, Context, Read } from "./preflight-check";
import { helpOn, labelOf } from "./questions";

export interface RunOptions extends Context {
  readonly checks: readonly Check[];
  readonly source: Source;
  /** The day of the snapshot, YYYY-MM-DD; undefined when Azure itself answers. */
  readonly snapshotDay?: string | undefined;
  /** Called before a check waits for its answers. */
  readonly onCheck?: (check: Check) => void;
  /** Called for every outcome, in the order of the report. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/**
 * Runs the checks.
 * @throws ToolError when the subscription cannot be read: then nothing can be said
 */
export async function preflight(options: RunOptions): Promise<Report> {
  const outcomes: Outcome[] = [];
  const add = (outcome: Outcome): void => {
    outcomes.push(outcome);
    options.onOutcome?.(outcome);
  };
  const age = snapshotAge(options);
  if (age !== undefined) add({ group: "snapshot", code: "snapshot-age", ...age });
  await rejectUnreadable(options);
  for (const check of options.checks) {
    options.onCheck?.(check);
    const verdicts = blockedBy(check, outcomes) ?? (await judge(check, options));
    for (const verdict of verdicts) add({ group: check.group, code: check.code, ...verdict });
    if (check.code === "subscription" && !hasFailed(verdicts)) askAhead(options);
  }
  return { environment: options.environment.name, outcomes, adopt: await adoptable(options, outcomes) };
}

function snapshotAge({ snapshotDay, today }: RunOptions): Verdict | undefined {
  const days = snapshotDay === undefined ? 0 : daysBetween(snapshotDay, today);
  if (days < 0) {
    const message = `the snapshot of ${snapshotDay} is of a day after ${today}, by which dates are judged`;
    return warning(message, `check --today and this machine's clock, or ${NEW_SNAPSHOT}`);
  }
  if (days <= SNAPSHOT_DAYS) return undefined;
  const message = `the snapshot of ${snapshotDay} is ${plural(days, "day")} old: quota, models and dates may have changed`;
  return warning(message, NEW_SNAPSHOT);
}

async function rejectUnreadable({ source }: RunOptions): Promise<void> {
  const answer = await source.ask("subscription");
  if (answer.kind !== "unread") return;
  throw new ToolError(
    "azure-unreachable",
    `Azure could not be asked: ${answer.reason}\ntry again, raise --timeout, or check --arm-endpoint and the network`,
  );
}

/** Starts every question at once; who needs an answer waits for it, and meets the error if there is one. */
function askAhead({ checks, source }: RunOptions): void {
  for (const question of new Set(checks.flatMap(({ needs }) => needs))) source.ask(question).catch(() => undefined);
}

/** A check whose precondition failed is skipped, in one line. */
function blockedBy({ dependsOn }: Check, outcomes: readonly Outcome[]): Verdict[] | undefined {
  const failed = outcomes.find(({ code, status }) => dependsOn.includes(code) && status === "fail");
  return failed && [{ status: "skipped", message: `${failed.code} failed` }];
}

async function judge(check: Check, options: RunOptions): Promise<Verdict[]> {
  const answers = await Promise.all(
    check.needs.map(async (question) => [question, await options.source.ask(question)]),
  );
  const unread = answers.find((pair): pair is [Question, Unread] => (pair[1] as Answer<unknown>).kind === "unread");
  if (unread === undefined) return check.judge(options, Object.fromEntries(answers) as Read<Question>);
  const [question, answer] = unread;
  const message = `${labelOf(question, options.environment)} could not be read: ${answer.reason}`;
  return [unverified(message, helpOn(question, answer))];
}

/** Empty when the check on deployments was not chosen, was skipped, or could not look. */
async function adoptable({ environment, source }: RunOptions, outcomes: readonly Outcome[]): Promise<string[]> {
  if (!outcomes.some(({ code, status }) => code === "deployment" && status !== "skipped")) return [];
  const [account, group, deployed] = await Promise.all([
    source.ask("account"),
    source.ask("resourceGroup"),
    source.ask("deployments"),
  ]);
  if (account.kind !== "known" || deployed.kind !== "known") return [];
  return adoptList(environment, account.value, group.kind === "known" ? group.value : undefined, deployed.value);
}
