/** The options for a model that comes into the list. */
import type { NewModel } from "../change/add";
import { countOf, type OptionSpecs, type OptionValues } from "./args";

export const NEW_MODEL_OPTIONS: OptionSpecs = {
  "model-version": {
    type: "string",
    value: "VERSION",
    help: "its version (default: the catalogue's newest documented one)",
  },
  capacity: {
    type: "string",
    value: "THOUSANDS",
    help: "its rate limit in thousands of tokens a minute (default: the list's)",
  },
};

/** More than Azure gives anybody. */
const MOST_CAPACITY = 1_000_000;

export function newModelOf(name: string, values: OptionValues): NewModel {
  const { "model-version": version } = values;
  return {
    name,
    ...(typeof version === "string" && { version }),
    capacity: countOf(values, "capacity", " of thousands of tokens a minute", MOST_CAPACITY),
  };
}
