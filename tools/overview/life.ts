/** How long each deployed version is there for. */
import type { OverviewFacts } from "./facts";
import { lifeOf, type ModelLife } from "../../config/models/life";
import type { Waiver } from "../../config/sections/waivers/rules";
import { compareText } from "../../config/text";

export interface Life extends ModelLife {
  readonly model: string;
  readonly version: string;
  /** Stage in Microsoft's word; undefined where no source says. */
  readonly stage: string | undefined;
  /** Day from which calls fail, YYYY-MM-DD; undefined where none is published. */
  readonly retirement: string | undefined;
  readonly successor: string | undefined;
  readonly layers: readonly string[];
  readonly waivers: readonly Waiver[];
}

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
      ...lifeOf({ lifecycle, retirement }, today),
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

/** The next day on which a version retires that has not yet. */
export function nextRetirement(lives: readonly Life[]): Life | undefined {
  return lives.find(({ daysLeft, urgency }) => daysLeft !== undefined && urgency !== "retired");
}
