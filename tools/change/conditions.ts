/** What has to hold before a step is taken: some of it is saved beside the configuration, the rest only people know. */
import { dayPlus, daysBetween } from "../../config/days";
import type { EnvironmentFiles } from "../../config/read";
import { callsBetween } from "../../config/usage/calls";
import type { DeployedModel } from "../azure/facts";
import { plural, PROGRAM } from "../../config/text";
import { type Snapshot, SNAPSHOT_DAYS } from "../azure/snapshot";

/** Something that has to hold. */
export interface Condition {
  /** What, as a sentence on its own: lower case, no full stop. */
  readonly text: string;
  readonly holds: "yes" | "no" | "unknown";
  /** How that is known, or why it is not. */
  readonly because: string;
}

/** What is saved of the world. */
export interface Evidence {
  /** What Azure answered preflight, or why that is not known. */
  readonly azure: Snapshot | string;
  readonly usage: EnvironmentFiles["usage"];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** So many days without a call, and nobody has forgotten a job that runs once a week. */
const QUIET_DAYS = 7;

/** The model is there to be called. */
export function isDeployed(model: string, { azure, today }: Evidence): Condition {
  const text = `${model} is deployed`;
  if (typeof azure === "string") return { text, holds: "unknown", because: azure };
  const answer = azure.answers.deployments;
  const on = `Azure's answer of ${azure.takenOn}`;
  const daysOld = daysBetween(azure.takenOn, today);
  if (daysOld > SNAPSHOT_DAYS) {
    const because = `${on} is ${plural(daysOld, "day")} old, too old to tell: ${PROGRAM} preflight --save`;
    return { text, holds: "unknown", because };
  }
  if (answer.kind !== "known") return { text, holds: "unknown", because: `${on} does not say` };
  const found = (answer.value as readonly DeployedModel[]).find(({ name }) => name === model);
  // What was not there then may be there by now.
  if (found === undefined) return { text, holds: "unknown", because: `${on} does not have it` };
  if (found.state !== undefined && found.state !== "Succeeded") {
    return { text, holds: "unknown", because: `${on} says ${found.state}` };
  }
  return { text, holds: "yes", because: `${on} has it` };
}

/** Nobody has deployed the model, so nothing calls it. */
export function isNotMerged(model: string): Condition {
  return {
    text: `${model} has not been deployed`,
    holds: "yes",
    because: "the model list of the main branch lacks it",
  };
}

/** No pod has the model in its environment any more. */
export function podsHaveMoved(model: string): Condition {
  const text = `llm-config is deployed, and every pod that used ${model} has restarted since`;
  return { text, holds: "unknown", because: "only who deploys knows" };
}

/** Nothing calls the model any more, whether this configuration knows of it or not. */
export function isQuiet(model: string, { usage, today }: Evidence): Condition {
  const text = `nothing has called ${model} for ${QUIET_DAYS} days`;
  if (usage === undefined) {
    return { text, holds: "unknown", because: `no usage is saved: ${PROGRAM} usage --save` };
  }
  const [first, yesterday] = [dayPlus(today, -QUIET_DAYS), dayPlus(today, -1)];
  const calls = callsBetween(usage.days, model, { first, last: today });
  if (calls.kind === "called") {
    const day = dayPlus(calls.lastDay, QUIET_DAYS + 1);
    return { text, holds: "no", because: `usage.csv has calls on ${calls.lastDay}: not before ${day}` };
  }
  // Nobody has counted all of today.
  const known = callsBetween(usage.days, model, { first, last: yesterday });
  return known.kind === "none"
    ? { text, holds: "yes", because: `usage.csv has none from ${first} to ${yesterday}` }
    : { text, holds: "unknown", because: `usage.csv does not say so of every day: ${PROGRAM} usage --save` };
}
