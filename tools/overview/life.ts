/** How long each deployed version is there for. */
import type { OverviewFacts } from "./facts";
import { daysBetween } from "../../config/days";
import { RETIRING_ERROR_DAYS, RETIRING_WARNING_DAYS } from "../../config/models/check-lifecycle";
import type { Waiver } from "../../config/sections/waivers/rules";
import { compareText } from "../../config/text";

export interface Life {
  readonly model: string;
  readonly version: string;
  /** Stage in Microsoft's word; undefined where no source says. */
  readonly stage: string | undefined;
  /** Day from which calls fail, YYYY-MM-DD; undefined where none is published. */
  readonly retirement: string | undefined;
  /** From today; negative when it has passed. */
  readonly daysLeft: number | undefined;
  readonly successor: string | undefined;
  readonly layers: readonly string[];
  readonly waivers: readonly Waiver[];
}

export type Urgency = "retired" | "error" | "warning" | "none" | "unknown";

/** The next to retire first; those of which no day is known last. */
export function livesOf({ environment, models, today }: OverviewFacts): Life[] {
  const { deployments, llm, waivers } = environment;
  const lives = deployments.map(({ name, version }): Life => {
    const { lifecycle, retirement, replacement } = models.get(name) ?? {};
    return {
      model: name,
      version,
      stage: lifecycle,
      retirement,
      daysLeft: retirement === undefined ? undefined : daysBetween(today, retirement),
      successor: replacement,
      layers: llm.layers
        .filter(({ model, fallbacks }) => [model, ...fallbacks].includes(name))
        .map(({ layer }) => layer),
      waivers: waivers.filter(({ subject, until }) => subject === name && until >= today),
    };
  });
  return lives.sort(
    (a, b) => compareText(a.retirement ?? "9999", b.retirement ?? "9999") || compareText(a.model, b.model),
  );
}

/** How near it is, by the same days as the checks. */
export function urgencyOf({ daysLeft, stage }: Life): Urgency {
  if (stage === "Retired") return "retired";
  if (daysLeft === undefined) return "unknown";
  if (daysLeft <= 0) return "retired";
  if (daysLeft <= RETIRING_ERROR_DAYS) return "error";
  return daysLeft <= RETIRING_WARNING_DAYS ? "warning" : "none";
}

/** The next day on which a version retires that has not yet. */
export function nextRetirement(lives: readonly Life[]): Life | undefined {
  return lives.find((life) => life.daysLeft !== undefined && life.daysLeft > 0);
}
