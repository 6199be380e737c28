/** What a check found, and all of it together. */
import { plural } from "../../config/text";
import type { CheckCode, Group } from "./check-codes";

/** `unverified`: Azure could not be read, so nobody knows; never a pass. `skipped`: another check decides first. */
export const STATUSES = ["pass", "warning", "fail", "unverified", "skipped"] as const;
export type Status = (typeof STATUSES)[number];

/** One answer of one check. */
export interface Outcome {
  readonly group: Group;
  readonly code: CheckCode;
  /** What of several things it is about: a deployment, a resource provider. */
  readonly subject?: string;
  readonly status: Status;
  /** A sentence on its own, lower case, no full stop. */
  readonly message: string;
  /** How to put it right. */
  readonly help?: string;
}

/** An outcome before its check has signed it. */
export type Verdict = Omit<Outcome, "group" | "code">;

export interface Report {
  readonly environment: string;
  readonly outcomes: readonly Outcome[];
  /** What of the configuration exists in Azure, in the words of the `adopt` list. */
  readonly adopt: readonly string[];
}

export const pass = (message: string, subject?: string) => verdict("pass", message, undefined, subject);
export const skipped = (message: string, subject?: string) => verdict("skipped", message, undefined, subject);
export const warning = (message: string, help: string, subject?: string) => verdict("warning", message, help, subject);
export const fail = (message: string, help: string, subject?: string) => verdict("fail", message, help, subject);
export const unverified = (message: string, help: string, subject?: string) =>
  verdict("unverified", message, help, subject);

/** For checks of an account that is not there. */
export const NO_ACCOUNT = "the account does not exist yet";

export const NEW_SNAPSHOT = "take a new one with --save";

/** For what an older snapshot did not keep. @param what it is about, as "its tags" */
export function notSaved(what: string): Verdict {
  return unverified(`the snapshot does not say what ${what} are`, NEW_SNAPSHOT);
}

function verdict(status: Status, message: string, help?: string, subject?: string): Verdict {
  return { ...(subject !== undefined && { subject }), status, message, ...(help !== undefined && { help }) };
}

export function hasFailed(outcomes: readonly Pick<Outcome, "status">[]): boolean {
  return outcomes.some(({ status }) => status === "fail");
}

/** `12 passed, 1 warning, 1 failed, 2 unverified, 3 skipped`; only what there is. */
export function countByStatus(outcomes: readonly Outcome[]): string {
  const counts = new Map(STATUSES.map((status) => [status, outcomes.filter((one) => one.status === status).length]));
  const words: Record<Status, (count: number) => string> = {
    pass: (count) => `${count} passed`,
    warning: (count) => plural(count, "warning"),
    fail: (count) => `${count} failed`,
    unverified: (count) => `${count} unverified`,
    skipped: (count) => `${count} skipped`,
  };
  return STATUSES.map((status) => [status, counts.get(status) ?? 0] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => words[status](count))
    .join(", ");
}
