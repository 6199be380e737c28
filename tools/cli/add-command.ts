/** `aucert-foundry add` */
import { planAdd } from "../change/add";
import { nextSteps } from "../change/next";
import { PROGRAM } from "../../config/text";
import { wordsOf } from "./args";
import { change, CHANGE_OPTIONS } from "./change";
import type { Command } from "./command";
import { NEW_MODEL_OPTIONS, newModelOf } from "./new-model";

export const addCommand: Command = {
  name: "add",
  summary: "add a model of the catalogue to the list",
  options: { ...NEW_MODEL_OPTIONS, ...CHANGE_OPTIONS },
  positionals: ["model"],
  async run(values, io, positionals) {
    const [model] = wordsOf("add", positionals, ["MODEL"]);
    const wanted = newModelOf(model, values);
    return change(values, io, (surveyed) => ({
      ...planAdd(surveyed, wanted),
      next: nextSteps({ ...surveyed, adds: 1, removes: 0, isRouting: false }, [
        `to use it: ${PROGRAM} switch LAYER ${model}`,
      ]),
    }));
  },
};
