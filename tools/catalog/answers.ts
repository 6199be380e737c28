/** What Azure answered about models and prices, as a refresh of the catalogue takes it, and as a file keeps it. */
import * as z from "zod/mini";
import { ToolError } from "../../config/findings/diagnostic";
import { FACTS, type Place } from "../azure/facts";
import { parseSnapshot } from "../azure/snapshot";

const text = z.string();

/** Regions that offer a model as GlobalStandard. */
const offeredIn = z.strictObject({ name: text, version: text, regions: z.array(text) });

/** One row of Azure's price list. */
const meter = z.strictObject({
  id: text,
  name: text,
  /** USD for one unit. */
  price: z.number(),
  /** `1K` or `1M` tokens. */
  unit: text,
  /** Day from which the price holds. */
  since: z.iso.date(),
});

const answers = z.strictObject({
  version: z.literal(1),
  /** Day of the answers, YYYY-MM-DD. */
  takenOn: z.iso.date(),
  /** The region that was asked. */
  location: text,
  models: FACTS.models,
  /** Models without a row could not be read. */
  regions: z.optional(z.array(offeredIn)),
  /** Absent: could not be read. */
  usages: z.optional(FACTS.usages),
  /** Absent: could not be read. */
  meters: z.optional(z.array(meter)),
});

export type CatalogAnswers = Omit<z.output<typeof answers>, "version">;
export type OfferedIn = z.output<typeof offeredIn>;
export type Meter = z.output<typeof meter>;

/** One line per listed thing, so that two files can be compared. Ends in a line feed. */
export function answersText({ takenOn, location, ...lists }: CatalogAnswers): string {
  const head = `  "version": 1,\n  "takenOn": ${JSON.stringify(takenOn)},\n  "location": ${JSON.stringify(location)}`;
  const parts = Object.entries(lists).map(([name, list]) => {
    const lines = (list ?? []).map((item) => `    ${JSON.stringify(item)}`).join(",\n");
    return `  ${JSON.stringify(name)}: [${lines === "" ? "" : `\n${lines}\n  `}]`;
  });
  return `{\n${[head, ...parts].join(",\n")}\n}\n`;
}

/**
 * Reads answers that a refresh has saved, or a snapshot of preflight, which has no regions and no prices.
 * @param file for the message
 * @throws ToolError when the text is neither, or about another region
 */
export function parseAnswers(content: string, file: string, place: Place): CatalogAnswers {
  const value = jsonOf(content);
  if (typeof value === "object" && value !== null && "place" in value) return fromSnapshot(content, file, place);
  const { data, error } = answers.safeParse(value);
  if (data === undefined) {
    const at = error.issues[0]?.path.join(".") ?? "";
    const help = "write one with catalog refresh --save-to, or give one that preflight saved";
    throw new ToolError("not-answers", `${file} holds no answers of Azure${at && ` (at ${at})`}\n${help}`);
  }
  if (data.location === place.location) return data;
  throw new ToolError("not-answers", `${file} is about ${data.location}, but the account is in ${place.location}`);
}

/** Whether a text is what `answersText` writes. */
export function isAnswers(content: string): boolean {
  return answers.safeParse(jsonOf(content)).success;
}

function fromSnapshot(content: string, file: string, place: Place): CatalogAnswers {
  const { takenOn, answers: given } = parseSnapshot(content, file, place);
  const { models, usages } = given;
  if (models.kind !== "known") {
    throw new ToolError("not-answers", `${file} has no list of models, so there is nothing to refresh from`);
  }
  return {
    takenOn,
    location: place.location,
    models: models.value as CatalogAnswers["models"],
    ...(usages.kind === "known" && { usages: usages.value as CatalogAnswers["usages"] }),
  };
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
