/** `aucert-foundry swap` */
import { type Condition, isDeployed, isQuiet, podsHaveMoved } from "../change/conditions";
import { nextSteps } from "../change/next";
import { planStep, stepsBetween, type SwapStep } from "../change/swap";
import { PROGRAM } from "../text/program";
import { ParsedTexts } from "../../config/files/syntax";
import { ToolError } from "../../config/findings/diagnostic";
import { Git } from "../review/git";
import { revisionAt } from "../review/revision";
import { listOf, type OptionValues, wordsOf } from "./args";
import { change, CHANGE_OPTIONS, type Wanted } from "./change";
import type { Command } from "./command";
import { relativeConfigDirectory } from "./environment";
import { evidenceOf } from "./evidence";
import type { Io } from "./io";
import { NEW_MODEL_OPTIONS, newModelOf } from "./new-model";
import type { Surveyed } from "./survey";

export const swapCommand: Command = {
  name: "swap",
  summary: "take the next step of replacing one model by another; run it once a step",
  options: {
    ...NEW_MODEL_OPTIONS,
    layer: { type: "string", value: "NAME", help: "move only this layer (repeatable; default: all)", multiple: true },
    base: {
      type: "string",
      value: "REVISION",
      help: "what is deployed (default: where the work left the main branch)",
    },
    ...CHANGE_OPTIONS,
  },
  positionals: ["old", "new"],
  async run(values, io, positionals) {
    const [from, to] = wordsOf("swap", positionals, ["OLD", "NEW"]);
    if (from === to) throw new ToolError("arguments", `${from} cannot be swapped for itself`);
    const swap = { from, to: newModelOf(to, values), layers: listOf(values, "layer") };
    return change(values, io, (surveyed): Wanted | string => {
      const pending = stepsBetween(filesOfBase(values, io, surveyed), surveyed.files, from, to);
      if (pending.length > 0) return pendingText(pending, from, to);
      const planned = planStep(surveyed, swap);
      if (planned === undefined) return `nothing is left to do: ${to} has taken the place of ${from}`;
      const { step, ...plan } = planned;
      const [adds, removes] = [Number(step === "add"), Number(step === "remove")];
      const again = step === "remove" ? [] : [`then the next step: ${PROGRAM} swap ${from} ${to}`];
      return {
        ...plan,
        conditions: conditionsOf(step, from, to, surveyed),
        next: nextSteps({ ...surveyed, adds, removes, isRouting: step === "move" }, again),
      };
    });
  },
};

function conditionsOf(step: SwapStep, from: string, to: string, surveyed: Surveyed): Condition[] {
  if (step === "move") return [isDeployed(to, evidenceOf(surveyed))];
  return step === "remove" ? [podsHaveMoved(from), isQuiet(from, evidenceOf(surveyed))] : [];
}

/** The environment where this work left the main branch, or in the revision that was given; undefined where it was not yet. */
function filesOfBase({ base }: OptionValues, io: Io, { environment, catalog, today }: Surveyed) {
  const git = new Git(io);
  const revision = typeof base === "string" ? base : git.mergeBase();
  const options = { cwd: io.cwd, directory: relativeConfigDirectory(io), today, catalog, texts: new ParsedTexts() };
  return revisionAt(git, revision, revision, options).files.find(({ name }) => name === environment);
}

const UNDER_WAY: Readonly<Record<SwapStep, (from: string, to: string) => string>> = {
  add: (_, to) => `${to} is added`,
  move: (from, to) => `layers move from ${from} to ${to}`,
  remove: (from) => `${from} is removed`,
};

function pendingText(steps: readonly SwapStep[], from: string, to: string): string {
  const told = steps.map((step) => UNDER_WAY[step](from, to)).join(", ");
  return `a step is under way: ${told}\nit has to be merged and deployed before the next; nothing was changed`;
}
