/** `aucert-foundry remove` */
import { isNotMerged, isQuiet, podsHaveMoved } from "../change/conditions";
import { nextSteps } from "../change/next";
import { planRemove } from "../change/remove";
import { wordsOf } from "./args";
import { change, CHANGE_OPTIONS } from "./change";
import type { Command } from "./command";
import { mayBeDeployed } from "./deployed";
import { evidenceOf } from "./evidence";

export const removeCommand: Command = {
  name: "remove",
  summary: "take a model that no layer uses out of the list",
  options: CHANGE_OPTIONS,
  positionals: ["model"],
  async run(values, io, positionals) {
    const [model] = wordsOf("remove", positionals, ["MODEL"]);
    return change(values, io, (surveyed) => {
      const plan = planRemove(surveyed, model);
      const isThere = mayBeDeployed(model, surveyed, io);
      return {
        ...plan,
        conditions: isThere ? [podsHaveMoved(model), isQuiet(model, evidenceOf(surveyed))] : [isNotMerged(model)],
        isUndeployed: !isThere,
        next: nextSteps(
          { ...surveyed, adds: 0, removes: Number(isThere), isRouting: false },
          isThere ? [] : [`nothing is to be deployed: ${model} never was`],
        ),
      };
    });
  },
};
