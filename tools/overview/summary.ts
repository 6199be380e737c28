/** The state in a few lines: what the page begins with, and what the list of environments shows. */
import { countBySeverity } from "../../config/findings/diagnostic";
import { plural } from "../../config/text";
import type { OverviewFacts } from "./facts";
import { livesOf, nextRetirement } from "./life";
import { costWords, runwayWords } from "./money";

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** In the order in which people ask. */
export function stateOf(facts: OverviewFacts): Fact[] {
  const { environment, findings } = facts;
  const { deployments, llm } = environment;
  const lives = livesOf(facts);
  const retired = lives.filter(({ urgency }) => urgency === "retired");
  return [
    { name: "Models", value: String(deployments.length) },
    { name: "Layers", value: String(llm.layers.length) },
    { name: "Expected month", value: `${expectedMonth(facts)}; $0 when nothing is called` },
    { name: "Credits last", value: creditsWords(facts) },
    ...(retired.length > 0 ? [{ name: "Retired", value: someOf(retired.map(({ model }) => model)) }] : []),
    { name: "Next retirement", value: nextRetirementWords(facts) },
    { name: "Open findings", value: countBySeverity(findings) },
  ];
}

/** The same as sentences. */
export function leadOf(facts: OverviewFacts): string {
  const { environment, findings } = facts;
  const { deployments, llm } = environment;
  const open = findings.length === 0 ? "Nothing needs attention" : `Open: ${countBySeverity(findings)}`;
  return [
    `${plural(llm.layers.length, "layer")} of our product can ask ${plural(deployments.length, "model")}.`,
    `The expected month is ${expectedMonth(facts)}, and $0 when nothing is called.`,
    `Credits last ${creditsWords(facts)}.`,
    `Next retirement: ${nextRetirementWords(facts)}.`,
    `${open}.`,
  ].join(" ");
}

/** As many names as a sentence holds. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
const SHOWN = 5;

function expectedMonth({ costs: { answer } }: OverviewFacts): string {
  return answer === undefined ? "not known" : costWords(answer.monthly);
}

function creditsWords({ costs: { answer, published } }: OverviewFacts): string {
  if (published.creditsUsd === undefined) return runwayWords(undefined);
  return answer === undefined ? "not known, as is the month" : runwayWords(answer.runway);
}

function nextRetirementWords(facts: OverviewFacts): string {
  const next = nextRetirement(livesOf(facts));
  if (next === undefined) return "none is published";
  return `${next.model} on ${next.retirement}, in ${plural(next.daysLeft ?? 0, "day")}`;
}
