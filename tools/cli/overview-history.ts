/** What changed, for `overview`: git's past through the core of `review`, in plain words. */
import path from "node:path";
import type { Catalog } from "../../config/catalog/catalog";
import type { PriceList } from "../../config/cost/prices";
import { configDirectory, configSource, type ConfigSource, type Surroundings } from "../../config/files/source";
import { ParsedTexts } from "../../config/files/syntax";
import { ToolError } from "../../config/findings/diagnostic";
import { type EnvironmentFiles, readEnvironment } from "../../config/read";
import { plural } from "../../config/text";
import type { History, PastChange } from "../overview/facts";
import type { Revision } from "../review/context";
import { type Commit, Git } from "../review/git";
import { gitFiles } from "../review/git-files";
import { changeText } from "../review/phrases";
import { review } from "../review/review";
import type { Change, Kind } from "../review/review-model";

/** So many commits are looked at, and so many of those that did something are shown. */
const MOST_COMMITS = 12;
const MOST_CHANGES = 6;
/** So many effects of one commit are told one by one. */
const MOST_EFFECTS = 8;
/** Characters of a commit's name that tell it from all others. */
const SHORT = 12;

export interface HistoryOptions {
  readonly catalog: Catalog;
  readonly prices: PriceList;
  readonly today: string;
}

/** The past of each of these environments. Never fails: without git it is unknown. */
export function historiesOf(names: readonly string[], io: Surroundings, options: HistoryOptions): Map<string, History> {
  try {
    const steps = stepsOf(io, options);
    return new Map(
      names.map((name) => [name, { kind: "known", ...steps, changes: changesOf(name, steps.steps, options) }]),
    );
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const reason = error.message.replace(/^this compares two git revisions, and /, "");
    return new Map(names.map((name) => [name, { kind: "unknown", reason }]));
  }
}

/** From one state of the files to the next; without a commit: to the files as they lie there. */
interface StepInTime {
  readonly commit?: Commit;
  readonly before: Revision;
  readonly after: Revision;
}

function stepsOf(io: Surroundings, { catalog }: HistoryOptions): { steps: StepInTime[]; isShallow: boolean } {
  const directory =
    path
      .relative(io.cwd, path.resolve(io.cwd, configDirectory(io)))
      .split(path.sep)
      .join("/") || ".";
  const texts = new ParsedTexts();
  // Without checks: what was wrong in the past is history. By the catalogue of today, so that what is told is what the files say.
  const readFrom = (source: ConfigSource): Revision => {
    const read = (name: string): EnvironmentFiles =>
      readEnvironment(source, name, { report: () => undefined, keepText: () => undefined, texts });
    return { files: source.environments().map(read), findings: [], catalog };
  };
  const git = new Git(io);
  const commits = git.history(directory, MOST_COMMITS + 1);
  const { isShallow } = git;
  const states = commits.map(({ hash }) =>
    readFrom(gitFiles(git, hash, hash.slice(0, SHORT), { cwd: io.cwd, directory, files: [] }).source),
  );
  const nothing: Revision = { files: [], findings: [], catalog };
  const steps = commits.flatMap((commit, index): StepInTime[] => {
    const after = states[index] ?? nothing;
    const before = states[index + 1];
    if (before !== undefined) return [{ commit, before, after }];
    // The oldest one seen: the first of all, unless the past before it is cut off.
    return isShallow || commits.length > MOST_COMMITS ? [] : [{ commit, before: nothing, after }];
  });
  const now: StepInTime = { before: states[0] ?? nothing, after: readFrom(configSource(io)) };
  return { steps: [now, ...steps], isShallow };
}

function changesOf(name: string, steps: readonly StepInTime[], { today, prices }: HistoryOptions): PastChange[] {
  const changes = steps.flatMap(({ commit, before, after }): PastChange[] => {
    const [one] = review(before, after, { today, prices, only: name }).environments;
    const isNew = !before.files.some((files) => files.name === name);
    const effects = one === undefined ? [] : effectsOf(one.changes, isNew);
    if (effects.length === 0) return [];
    if (commit === undefined) return [{ subject: "changes in the files", effects }];
    return [{ day: commit.day, commit: commit.hash.slice(0, SHORT), subject: commit.subject, effects }];
  });
  return changes.slice(0, MOST_CHANGES);
}

const NAMES: Readonly<Record<Kind, string>> = {
  account: "account",
  deployment: "model",
  section: "section",
  configMap: "ConfigMap",
  provider: "provider",
  layer: "layer",
};

/** What a step did, in words; a ConfigMap is told by its layers. */
function effectsOf(changes: readonly Change[], isNew: boolean): string[] {
  if (isNew) {
    const count = (kind: Kind): number => changes.filter((one) => one.kind === kind).length;
    return changes.length === 0
      ? []
      : [`the environment begins, with ${plural(count("deployment"), "model")} and ${plural(count("layer"), "layer")}`];
  }
  const effects = changes.flatMap((change) => (change.kind === "configMap" ? [] : [effectOf(change)]));
  if (effects.length === 0 && changes.length > 0) effects.push("the ConfigMap changes");
  const more = effects.length - MOST_EFFECTS;
  return more > 0 ? [...effects.slice(0, MOST_EFFECTS), `and ${more} more`] : effects;
}

function effectOf(change: Change): string {
  const { kind, name, action } = change;
  const what = `${NAMES[kind] ?? kind} ${name}`;
  if (action === "create") return `${what} is added`;
  if (action === "delete") return `${what} is taken out`;
  const fields = changeText(change);
  return `${what}${action === "replace" ? " is replaced" : ""}${fields === "" ? " changes" : `: ${fields}`}`;
}
