/** What a check is: which facts it reads, which checks decide first, and a pure judgement. */
import type { Catalog } from "../../config/catalog/catalog";
import type { Environment } from "../../config/environment";
import type { Answer, Facts, Question } from "../azure/facts";
import type { CheckCode, Group } from "./check-codes";
import { NO_ACCOUNT, skipped, type Verdict } from "./outcome";

export interface Context {
  readonly environment: Environment;
  /** All other environments, which may draw on the same quota. @default - none */
  readonly others?: readonly Environment[];
  readonly catalog: Catalog;
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
}

/** Answers that could be read: a check never sees the others, the runner reports them as unverified. */
export type Read<Q extends Question> = { readonly [Key in Q]: Exclude<Answer<Facts[Key]>, { kind: "unread" }> };

export interface Check {
  readonly group: Group;
  readonly code: CheckCode;
  /** Checks whose failure makes this one pointless. */
  readonly dependsOn: readonly CheckCode[];
  readonly needs: readonly Question[];
  judge(context: Context, read: Read<Question>): Verdict[];
}

/** Ties the facts that a check may read to those that it names. */
export function defineCheck<Q extends Question>(check: {
  readonly group: Group;
  readonly code: CheckCode;
  readonly dependsOn: readonly CheckCode[];
  readonly needs: readonly Q[];
  readonly judge: (context: Context, read: Read<Q>) => Verdict[];
}): Check {
  return check;
}

/** A check of one thing about the account as Azure has it. */
export function defineAccountCheck(
  code: CheckCode,
  judge: (existing: Facts["account"], context: Context) => Verdict[],
): Check {
  return defineCheck({
    ...{ group: "account", code, dependsOn: ["subscription", "account"], needs: ["account"] },
    judge: (context, read) => {
      const existing = valueOf(read.account);
      return existing === undefined ? [skipped(NO_ACCOUNT)] : judge(existing, context);
    },
  });
}

/** The value of an answer, undefined when there is none. */
export function valueOf<T>(answer: { readonly kind: "known"; readonly value: T } | { readonly kind: "absent" }) {
  return answer.kind === "known" ? answer.value : undefined;
}

/** `capacity 100 in Azure, 250 here` for each value that differs. */
export function differences(rows: readonly (readonly [key: string, azure: unknown, here: unknown])[]): string[] {
  return rows
    .filter(([, azure, here]) => azure !== here)
    .map(([key, azure, here]) => `${key} ${String(azure ?? "unset")} in Azure, ${String(here ?? "unset")} here`);
}
