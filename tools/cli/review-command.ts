/** `aucert-foundry review` */
import { loadCatalog } from "../../config/catalog/catalog";
import { countBySeverity, ToolError } from "../../config/findings/diagnostic";
import { renderText } from "../../config/findings/diagnostic-text";
import { nearest, orMeant } from "../../config/findings/nearest";
import { ParsedTexts } from "../../config/files/syntax";
import { loadPrices } from "../../config/cost/prices";
import { FAIL_ON, type FailOn, verdictOf } from "../review/fail-on";
import { findingsOfHead, shownFindings } from "../review/finding-changes";
import { Git } from "../review/git";
import { isUnchanged } from "../review/phrases";
import { renderReviewJson } from "../review/render-json";
import { renderReviewMarkdown } from "../review/render-markdown";
import { renderReviewText } from "../review/render-text";
import { environmentNames, review } from "../review/review";
import type { Review } from "../review/review-model";
import { type ReadRevision, revisionAt, type RevisionOptions, workingTree } from "../review/revision";
import { PROGRAM } from "../../config/text";
import { ENV_OPTION, environmentOf, formatOption, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import type { Command } from "./command";
import { relativeConfigDirectory } from "./environment";
import { type Io, wantsColour } from "./io";

export const reviewCommand: Command = {
  name: "review",
  summary: "say what a change of the configuration does, before it is merged",
  options: {
    env: ENV_OPTION,
    format: formatOption("text", "json", "markdown"),
    "fail-on": {
      type: "string",
      value: FAIL_ON.join(","),
      help: "exit 1 when the change does any of these; unknown: a file of the base cannot be read",
    },
    today: TODAY_OPTION,
  },
  positionals: ["base", "head"],
  run(values, io, [baseName, headName]) {
    const today = todayOf(values, io);
    const conditions = conditionsOf(values);
    const [base, head] = inRepository(() => bothSides(baseName, headName, today, io));
    const only = environmentOf(values, environmentNames(base, head));
    const result = review(base, head, {
      today,
      prices: loadPrices(),
      ...(only !== undefined && { only }),
    });
    const textOf = (file: string): string | undefined => head.textOf(file) ?? base.textOf(file);
    io.stdout(render(result, values, io, textOf));
    const { isFailed, sentences } = verdictOf(result, conditions);
    for (const sentence of sentences) io.stderr(`${sentence}\n`);
    return isFailed ? 1 : 0;
  },
};

function conditionsOf({ "fail-on": given }: OptionValues): FailOn[] {
  if (given === undefined) return [];
  return String(given)
    .split(",")
    .map((word) => word.trim())
    .map((word) => {
      const known = FAIL_ON.find((one) => one === word);
      if (known !== undefined) return known;
      const hint = orMeant(nearest(word, FAIL_ON));
      throw new ToolError("arguments", `--fail-on takes ${FAIL_ON.join(", ")}, not ${JSON.stringify(word)}${hint}`);
    });
}

/** Says what review needs a repository for, where there is none. */
function inRepository<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof ToolError && cause.code === "no-repository")) throw cause;
    throw new ToolError(cause.code, `review compares two git revisions, and ${cause.message}`, { cause });
  }
}

/** @throws ToolError when a revision cannot be read, or neither side has a configuration */
function bothSides(baseName: string | undefined, headName: string | undefined, today: string, io: Io) {
  const options: RevisionOptions = {
    cwd: io.cwd,
    directory: relativeConfigDirectory(io),
    today,
    catalog: loadCatalog(),
    texts: new ParsedTexts(),
  };
  const git = new Git(io);
  const base = baseName ?? git.mergeBase(`${PROGRAM} review <base>`);
  const sides: [ReadRevision, ReadRevision] = [
    revisionAt(git, base, baseName ?? base.slice(0, 12), options),
    headName === undefined ? workingTree(options) : revisionAt(git, headName, headName, options),
  ];
  if (sides.every(({ files }) => files.length === 0)) {
    throw new ToolError(
      "no-configuration",
      `no environment in ${options.directory} on either side: run from the project's root, or point FOUNDRY_CONFIG_DIR at the folder`,
    );
  }
  return sides;
}

function render(
  result: Review,
  { format }: OptionValues,
  io: Io,
  textOf: (file: string) => string | undefined,
): string {
  if (format === "json") return renderReviewJson(result);
  const findings = shownFindings(result);
  if (format === "markdown") {
    const errors = findings.filter(({ severity }) => severity === "error");
    const text = errors.length === 0 ? "" : renderText(errors, { colour: false, textOf }).trimEnd();
    return renderReviewMarkdown(result, text, pagesOf(io));
  }
  const all = findingsOfHead(result);
  const isQuiet = findings.length === 0 && result.environments.every(isUnchanged);
  const whose = result.environments.length === 1 ? "this environment" : "these environments";
  const counted = `${countBySeverity(all)} on ${whose}`;
  const last = all.length === 0 || isQuiet ? "" : `\n${counted}; ${PROGRAM} validate shows them\n`;
  return renderReviewText({ ...result, findings }, { colour: wantsColour(io), textOf }) + last;
}

/** Where the project's pages stand for the reader of a comment, as GitHub Actions says. */
function pagesOf({ env }: Io): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  const isThere = server !== undefined && repository !== undefined && /^[\w.-]+\/[\w.-]+$/.test(repository);
  return isThere && URL.canParse(server) ? `${server}/${repository}/blob/HEAD` : undefined;
}
