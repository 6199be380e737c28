/** What the commands have in common that change the configuration: from the plan to files, review and what is next. */
import { loadCatalog } from "../../config/catalog/catalog";
import { loadPrices } from "../../config/cost/prices";
import { type Edit, editYaml } from "../../config/files/edit";
import { configSource, type ConfigSource } from "../../config/files/source";
import { ToolError } from "../../config/findings/diagnostic";
import { renderText } from "../../config/findings/diagnostic-text";
import { printableLines } from "../../config/findings/terminal";
import type { FileName } from "../../config/read";
import { plural } from "../../config/text";
import type { Condition } from "../change/conditions";
import { type Texts, wholeText, withTexts } from "../change/overlay";
import { type ChangedFile, patchOf } from "../change/patch";
import { type Plan, Refused, type Target } from "../change/plan";
import { type ReplacedFile, replaceFiles } from "../change/write";
import { renderReviewText } from "../review/render-text";
import { review } from "../review/review";
import { readRevision, type ReadRevision } from "../review/revision";
import { type OptionSpec, type OptionSpecs, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import { oneEnvironment } from "./environment";
import { type Io, wantsColour } from "./io";

export const DRY_RUN_OPTION: OptionSpec = { type: "boolean", help: "show the change as a patch and write nothing" };

export const CHANGE_OPTIONS: OptionSpecs = {
  env: { type: "string", value: "NAME", help: "the environment to change; needed when there are several" },
  "dry-run": DRY_RUN_OPTION,
  yes: { type: "boolean", help: "answer every question with yes" },
  today: TODAY_OPTION,
};

/** What a command has to plan with. */
export interface Surveyed extends Target {
  readonly source: ConfigSource;
  readonly environment: string;
  readonly today: string;
  /** All environments as they are. */
  readonly before: ReadRevision;
}

/**
 * @param option the one that names the environment
 * @throws ToolError when it is open which environment is meant
 */
export function survey(values: OptionValues, io: Io, option = "env"): Surveyed {
  const [source, catalog, today] = [configSource(io), loadCatalog(), todayOf(values, io)];
  const environment = oneEnvironment(values, source, option);
  const before = readRevision(source, catalog, { today });
  const files = before.files.find(({ name }) => name === environment);
  if (files === undefined) throw new Error(`no environment ${environment} among those read`);
  return { source, catalog, today, environment, before, files };
}

/** A change to be made. */
export interface Wanted extends Plan {
  /** What has to hold before. */
  readonly conditions?: readonly Condition[];
  /** What is to be done afterwards. */
  readonly next: readonly string[];
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
    const changed = wanted.edits.map(({ file, edits }) => editedFile(surveyed, file, edits));
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
  { changed, write, does, conditions = [], next }: Settled,
  surveyed: Surveyed,
  values: OptionValues,
  io: Io,
): Promise<number> {
  const seen = reviewed(new Map(changed.map(({ name, after }) => [name, after])), surveyed, io);
  await settle(conditions, values, io);
  if (values["dry-run"] === true) {
    const patch = patchOf(changed);
    // Nothing else goes to stdout, for `git apply`.
    io.stdout(io.isTerminal ? printableLines(patch) : patch);
    io.stderr(`${printableLines(does.join("\n"))}\nnothing was written: this was a dry run\n`);
    return 0;
  }
  write();
  const done = [...does, ...changed.map(({ path }) => `  ${path}`)].map(printableLines).join("\n");
  const steps = next.map((step, index) => `  ${index + 1}. ${step}\n`).join("");
  io.stdout(`${done}\n\n${seen}\nnext:\n${steps}`);
  return 0;
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
 * What the change does to the environment, as `review` says it.
 * @throws Refused when it would bring an error
 */
function reviewed(texts: Texts, { source, environment, today, catalog, before }: Surveyed, io: Io): string {
  const after = readRevision(withTexts(source, environment, texts), catalog, { today });
  const result = review(before, after, { today, prices: loadPrices() });
  const errors = result.added.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    io.stderr(`${renderText(errors, { colour: false, textOf: after.textOf })}\n`);
    throw new Refused(`the change would bring ${plural(errors.length, "error")}, so nothing was written`);
  }
  const environments = result.environments.filter(({ name }) => name === environment);
  const shown = { ...result, environments, findings: result.added };
  return renderReviewText(shown, { colour: wantsColour(io), textOf: after.textOf });
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
