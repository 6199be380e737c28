/** `aucert-foundry switch` */
import { nextSteps } from "../change/next";
import { planSwitch } from "../change/switch";
import { wordsOf } from "./args";
import { change, CHANGE_OPTIONS } from "./change";
import type { Command } from "./command";

export const switchCommand: Command = {
  name: "switch",
  summary: "let a layer call another model, which is added where it is missing",
  options: CHANGE_OPTIONS,
  positionals: ["layer", "model"],
  async run(values, io, positionals) {
    const [layer, model] = wordsOf("switch", positionals, ["LAYER", "MODEL"]);
    return change(values, io, (surveyed) => {
      const plan = planSwitch(surveyed, layer, model);
      if (plan === undefined) return `nothing to do: layer ${layer} calls ${model} already`;
      const adds = plan.edits.length - 1;
      return { ...plan, next: nextSteps({ ...surveyed, adds, removes: 0, isRouting: true }) };
    });
  },
};
