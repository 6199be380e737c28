/** `aucert-foundry remove` */
import { isQuiet, podsHaveMoved } from "../change/conditions";
import { nextSteps } from "../change/next";
import { planRemove } from "../change/remove";
import { wordsOf } from "./args";
import { change, CHANGE_OPTIONS } from "./change";
import type { Command } from "./command";
import { evidenceOf } from "./evidence";

export const removeCommand: Command = {
  name: "remove",
  summary: "take a model that no layer uses out of the list",
  options: CHANGE_OPTIONS,
  positionals: ["model"],
  async run(values, io, positionals) {
    const [model] = wordsOf("remove", positionals, ["MODEL"]);
    return change(values, io, (surveyed) => ({
      ...planRemove(surveyed, model),
      conditions: [podsHaveMoved(model), isQuiet(model, evidenceOf(surveyed))],
      next: nextSteps({ ...surveyed, adds: 0, removes: 1, isRouting: false }),
    }));
  },
};
