/** What the commands have in common that change the configuration: from the plan to files, review and what is next. */
import { type Edit, editYaml } from "../../config/files/edit";
import { ToolError } from "../../config/findings/diagnostic";
import { printableLines } from "../../config/findings/terminal";
import type { FileName } from "../../config/read";
import type { Condition } from "../change/conditions";
import { type Step, stepLines } from "../change/next";
import { wholeText } from "../change/overlay";
import { type ChangedFile, filesFrom, patchOf, patchRoot } from "../change/patch";
import { type Plan, Refused } from "../change/plan";
import { type ReplacedFile, replaceFiles } from "../change/write";
import { type OptionSpec, type OptionSpecs, type OptionValues, TODAY_OPTION } from "./args";
import { reviewChange } from "./change-review";
import type { Io } from "./io";
import { survey, type Surveyed } from "./survey";

export const DRY_RUN_OPTION: OptionSpec = { type: "boolean", help: "show the change as a patch and write nothing" };

export const YES_OPTION: OptionSpec = {
  type: "boolean",
  help: "answer every question with yes, also whether to write what could not be deployed",
};

export const CHANGE_OPTIONS: OptionSpecs = {
  env: { type: "string", value: "NAME", help: "the environment to change; needed when there are several" },
  "dry-run": DRY_RUN_OPTION,
  yes: YES_OPTION,
  today: TODAY_OPTION,
};

/** A change to be made. */
export interface Wanted extends Plan {
  /** What has to hold before. */
  readonly conditions?: readonly Condition[];
  /** What it takes away was never deployed, so that nothing comes of it: the review would call it a deletion. */
  readonly isUndeployed?: boolean;
  /** What is to be done afterwards. */
  readonly next: readonly Step[];
}

/**
 * Makes a change of one environment.
 * @param plan the change, or why there is nothing to do
 * @returns the exit code: 0 done or nothing to do, 1 refused
 */
export function change(values: OptionValues, io: Io, plan: (surveyed: Surveyed) => Wanted | string): Promise<number> {
  return refusing(io, async () => {
    const surveyed = survey(values, io);
    const wanted = plan(surveyed);
    if (typeof wanted === "string") {
      io.stdout(`${printableLines(wanted)}\n`);
      return 0;
    }
    const changed = editedFiles(surveyed, wanted);
    if (wanted.then !== undefined) {
      const texts = new Map(
        [...changed, ...editedFiles(surveyed, wanted.then)].map(({ name, after }) => [name, after]),
      );
      reviewChange({ texts, calls: wanted.then.calls, what: "the step after this one" }, surveyed, io);
    }
    const write = (): void => replaceFiles(changed, io.cwd);
    return carryOut({ ...wanted, changed, write }, surveyed, values, io);
  });
}

/** A change whose texts are known. */
export interface Settled extends Wanted {
  /** Files of the environment, by name. */
  readonly changed: readonly (ChangedFile & { readonly name: string; readonly after: string })[];
  readonly write: () => void;
}

/** Looks at what comes out, sees that everything holds that has to, writes, and says what was done and what is next. */
export async function carryOut(
  { changed, write, does, calls, conditions = [], isUndeployed = false, next }: Settled,
  surveyed: Surveyed,
  values: OptionValues,
  io: Io,
): Promise<number> {
  const texts = new Map(changed.map(({ name, after }) => [name, after]));
  const seen = reviewChange({ texts, calls, what: "the change" }, surveyed, io);
  await settleRefusals(seen.refusals, values, io);
  await settle(conditions, values, io);
  if (values["dry-run"] === true) {
    showPatch(changed, does, io);
    return 0;
  }
  write();
  const done = [...does, ...changed.map(({ path }) => `  ${path}`)].map(printableLines).join("\n");
  const steps = stepLines(next, [...seen.refusals, ...seen.standing]).map(printableLines);
  const numbered = steps.map((step, index) => `  ${index + 1}. ${step}\n`).join("");
  io.stdout(`${done}\n\n${isUndeployed ? "" : `${seen.text}\n`}next:\n${numbered}`);
  return 0;
}

/** Nothing else goes to stdout, for `git apply`. */
function showPatch(changed: Settled["changed"], does: Plan["does"], io: Io): void {
  const root = patchRoot(changed, io.cwd);
  const patch = patchOf(filesFrom(root, changed, io.cwd));
  io.stdout(io.isTerminal ? printableLines(patch) : patch);
  const how = root === io.cwd ? "" : `; git -C ${root} apply takes the patch`;
  io.stderr(`${printableLines(does.join("\n"))}\nnothing was written: this was a dry run${how}\n`);
}

/** Says why a change is refused, and returns 1. */
export async function refusing(io: Io, action: () => Promise<number>): Promise<number> {
  try {
    return await action();
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    const help = cause.help === undefined ? "" : `\n  ${cause.help}`;
    io.stderr(`${printableLines(`refused: ${cause.message}${help}`)}\n`);
    return 1;
  }
}

/**
 * Whether a change is written whose deploy would not go through.
 * @throws Refused when nobody says so
 */
async function settleRefusals(refusals: readonly string[], values: OptionValues, io: Io): Promise<void> {
  if (refusals.length === 0 || values.yes === true) return;
  const told = refusals.map((one) => `\n  ${printableLines(one)}`).join("");
  const isAsked = io.ask !== undefined && values["dry-run"] !== true;
  if (isAsked && (await io.ask?.(`The deploy would not go through:${told}\nWrite it nevertheless?`))) return;
  const help =
    values["dry-run"] === true ? "with --yes the dry run shows it nevertheless" : "--yes writes it nevertheless";
  throw new Refused(`the deploy would not go through, so nothing was written:${told}`, help);
}

/**
 * Sees that all of it holds: says what is known, and asks for the rest.
 * @throws Refused when something does not hold
 * @throws ToolError when there is nobody to ask
 */
async function settle(conditions: readonly Condition[], values: OptionValues, io: Io): Promise<void> {
  const told = ({ text, because }: Condition): string => printableLines(`${text} (${because})`);
  const isGiven = values.yes === true || values["dry-run"] === true;
  const open = conditions.filter(({ holds }) => holds === "unknown");
  for (const one of conditions.filter(({ holds }) => holds === "no"))
    throw new Refused(`it is not so that ${told(one)}`);
  for (const one of conditions.filter(({ holds }) => holds === "yes")) io.stderr(`known: ${told(one)}\n`);
  if (isGiven) for (const one of open) io.stderr(`taken for granted: ${told(one)}\n`);
  else if (io.ask === undefined && open.length > 0) {
    const questions = open.map((one) => `\n  ${told(one)}`).join("");
    throw new ToolError("arguments", `there is no terminal to ask at; give --yes when all of this is so:${questions}`);
  }
  for (const one of isGiven ? [] : open) {
    if (!(await io.ask?.(`Is it so that ${told(one)}?`))) throw new Refused(`it has to be so first that ${one.text}`);
  }
}

function editedFiles(surveyed: Surveyed, { edits }: Plan): ReturnType<typeof editedFile>[] {
  return edits.map((one) => editedFile(surveyed, one.file, one.edits));
}

/**
 * A file of the environment with edits in it.
 * @throws Refused when it cannot be read, or the edits not be made
 */
export function editedFile(
  { source, files: { name: environment } }: Pick<Surveyed, "source" | "files">,
  name: FileName,
  edits: readonly Edit[],
): ReplacedFile & { readonly name: FileName } {
  const path = source.display(environment, name);
  const before = wholeText(source, environment, name);
  if (before === undefined) throw new Refused(`${path} cannot be read`);
  const edited = editYaml(path, before, edits);
  if ("text" in edited) return { name, path, before, after: edited.text };
  const { place, message, help } = edited.refused;
  throw new Refused(`${place.file}:${place.line}:${place.column}: ${message}`, help);
}
