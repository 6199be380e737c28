/** `aucert-foundry swap` */
import { type Condition, isDeployed, isQuiet, podsHaveMoved } from "../change/conditions";
import { nextSteps } from "../change/next";
import { planStep, requireNames, stepsBetween, type SwapStep } from "../change/swap";
import { PROGRAM } from "../../config/text";
import { ToolError } from "../../config/findings/diagnostic";
import { listOf, wordsOf } from "./args";
import { change, CHANGE_OPTIONS, type Wanted } from "./change";
import type { Command } from "./command";
import { deployedFiles } from "./deployed";
import { evidenceOf } from "./evidence";
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
      const base = deployedFiles(surveyed, io, typeof values.base === "string" ? values.base : undefined);
      const pending = stepsBetween(base, surveyed.files, from, to);
      if (pending.length > 0) {
        requireNames(surveyed, swap, base);
        return pendingText(pending, from, to);
      }
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

const UNDER_WAY: Readonly<Record<SwapStep, (from: string, to: string) => string>> = {
  add: (_, to) => `${to} is added`,
  move: (from, to) => `layers move from ${from} to ${to}`,
  remove: (from) => `${from} is removed`,
};

function pendingText(steps: readonly SwapStep[], from: string, to: string): string {
  const told = steps.map((step) => UNDER_WAY[step](from, to)).join(", ");
  return `a step is under way: ${told}\nit has to be merged and deployed before the next; nothing was changed`;
}
