/** What Azure answered, kept in a file: saved after a live run, and read to run the checks without Azure. */
import * as z from "zod/mini";
import type { Environment } from "../../config/environment";
import { ToolError } from "../../config/findings/diagnostic";
import {
  type Answer,
  FACTS,
  FAULTS,
  LATER_QUESTIONS,
  type Place,
  type Question,
  QUESTIONS,
  type Source,
  type Unread,
} from "./facts";

const VERSION = 1;

/** Days after which a snapshot says too little about today. */
export const SNAPSHOT_DAYS = 14;

const place = z.strictObject({
  name: z.string(),
  subdomain: z.string(),
  resourceGroup: z.string(),
  location: z.string(),
});

const answer = <T extends z.ZodMiniType>(value: T) =>
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("known"), value }),
    z.strictObject({ kind: z.literal("absent") }),
    z.strictObject({
      kind: z.literal("unread"),
      reason: z.string(),
      isDenied: z.boolean(),
      fault: z.optional(z.enum(FAULTS)),
    }),
  ]);

const answers = z.strictObject(Object.fromEntries(QUESTIONS.map((question) => [question, savedAnswer(question)])));

function savedAnswer(question: Question): z.ZodMiniType {
  const saved = answer(FACTS[question]);
  return LATER_QUESTIONS.includes(question) ? z.optional(saved) : saved;
}

/** What a snapshot lacks that is older than the question. */
const NOT_SAVED: Unread = {
  kind: "unread",
  reason: "the snapshot is older than this check",
  isDenied: false,
  fault: "not-saved",
};

const snapshot = z.strictObject({
  version: z.literal(VERSION),
  /** Day it was taken, YYYY-MM-DD. */
  takenOn: z.iso.date(),
  place,
  answers,
});

export interface Snapshot {
  readonly takenOn: string;
  readonly place: Place;
  readonly answers: Readonly<Record<Question, Answer<unknown>>>;
}

/** What of an environment a snapshot is of. */
export function placeOf({
  account: { name, subdomain, resourceGroup, location },
}: Pick<Environment, "account">): Place {
  return { name, subdomain, resourceGroup, location };
}

/** Asks every question, those too that no chosen check reads, so that the file serves every later run. */
export async function takeSnapshot(source: Source, at: Place, takenOn: string): Promise<Snapshot> {
  const pairs = await Promise.all(QUESTIONS.map(async (question) => [question, await source.ask(question)] as const));
  return { takenOn, place: at, answers: Object.fromEntries(pairs) as Snapshot["answers"] };
}

/** One line per listed thing, so that two snapshots can be compared. Ends in a line feed. */
export function snapshotText({ takenOn, place: at, answers: given }: Snapshot): string {
  const lines = QUESTIONS.map((question) => `    ${JSON.stringify(question)}: ${answerText(given[question])}`);
  const head = `  "version": ${VERSION},\n  "takenOn": ${JSON.stringify(takenOn)},\n  "place": ${JSON.stringify(at)},`;
  return `{\n${head}\n  "answers": {\n${lines.join(",\n")}\n  }\n}\n`;
}

function answerText(given: Answer<unknown>): string {
  if (given.kind !== "known" || !Array.isArray(given.value) || given.value.length === 0) return JSON.stringify(given);
  const items = given.value.map((item) => `      ${JSON.stringify(item)}`).join(",\n");
  return `{ "kind": "known", "value": [\n${items}\n    ] }`;
}

/**
 * Reads a snapshot.
 * @param file for the message
 * @throws ToolError when the text is no snapshot, or one of another place than `at`
 */
export function parseSnapshot(text: string, file: string, at: Place): Snapshot {
  const parsed = snapshot.safeParse(jsonOf(text, file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : ` (at ${issue.path.join(".")})`;
    throw notASnapshot(file, where);
  }
  const taken = parsed.data.place;
  const changed = (Object.keys(at) as (keyof Place)[]).filter((key) => taken[key] !== at[key]);
  if (changed.length > 0) {
    const list = changed.map((key) => `${key} ${taken[key]}, not ${at[key]}`).join("; ");
    throw new ToolError(
      "snapshot-place",
      `${file} is of another place: ${list}\ntake a new one with --save, or --save-to ${file}`,
    );
  }
  const later = Object.fromEntries(LATER_QUESTIONS.map((question) => [question, NOT_SAVED]));
  return {
    takenOn: parsed.data.takenOn,
    place: taken,
    answers: { ...later, ...parsed.data.answers } as Snapshot["answers"],
  };
}

/** The snapshot, or in a line why the text is none of this place. */
export function snapshotOrReason(text: string, file: string, at: Place): Snapshot | string {
  try {
    return parseSnapshot(text, file, at);
  } catch (cause) {
    if (!(cause instanceof ToolError)) throw cause;
    return cause.message.split("\n")[0] ?? cause.message;
  }
}

/** Whether a text is a snapshot at all: a file that is not one is never overwritten. */
export function isSnapshot(text: string): boolean {
  try {
    return snapshot.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notASnapshot(file, " (not valid JSON)");
  }
}

function notASnapshot(file: string, where: string): ToolError {
  return new ToolError("not-a-snapshot", `${file} is not a snapshot of preflight${where}; write one with --save`);
}

/** Answers as they were given. */
export function snapshotSource({ answers: given }: Snapshot): Source {
  return { ask: async (question) => given[question] as never };
}
