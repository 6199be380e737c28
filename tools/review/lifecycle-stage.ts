/** Where a model stands in its life on the day of the review. */
import type { ModelFacts } from "../../config/models/facts";
import { lifeOf } from "../../config/models/life";
import { isDate } from "../../config/values";
import { compareText } from "../../config/text";
import type { Side } from "./context";
import type { Retirement, Summary } from "./review-model";

export interface Stage {
  /** YYYY-MM-DD; undefined when no source says. */
  readonly retirement?: string;
  readonly daysLeft: number;
  /** Whether it retires soon enough for `validate` to warn, or has. */
  readonly isNear: boolean;
  /** Whether Azure may refuse to create it. */
  readonly isClosed: boolean;
  /** Why, in a word. */
  readonly word: "deprecated" | "retired";
}

export function stageOf(facts: ModelFacts | undefined, today: string): Stage {
  const retirement = facts?.retirement !== undefined && isDate(facts.retirement) ? facts.retirement : undefined;
  const { urgency, daysLeft = Infinity } = lifeOf(facts ?? {}, today);
  const isRetired = urgency === "retired";
  return {
    ...(retirement !== undefined && { retirement }),
    daysLeft,
    isNear: urgency !== "none" && urgency !== "unknown",
    isClosed: isRetired || facts?.lifecycle === "Deprecated",
    word: isRetired ? "retired" : "deprecated",
  };
}

/** Retirement dates that come into the environment with a model or a version, and those that leave it. */
export function retirementChanges(
  before: Side | undefined,
  after: Side | undefined,
  today: string,
): Summary["retirements"] {
  const [old, now] = [retirementsOf(before, today), retirementsOf(after, today)];
  return { gained: without(now, old), lost: without(old, now) };
}

function retirementsOf(side: Side | undefined, today: string): Retirement[] {
  const deployments = side?.environment.deployments ?? [];
  return deployments.flatMap(({ name, version }) => {
    const { retirement, daysLeft } = stageOf(side?.facts.get(name), today);
    return retirement === undefined ? [] : [{ model: name, version, day: retirement, daysLeft }];
  });
}

function without(list: readonly Retirement[], other: readonly Retirement[]): Retirement[] {
  const key = ({ model, version, day }: Retirement): string => JSON.stringify([model, version, day]);
  const known = new Set(other.map(key));
  return list
    .filter((one) => !known.has(key(one)))
    .sort((a, b) => compareText(a.day, b.day) || compareText(a.model, b.model));
}
