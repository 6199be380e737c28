"use strict";
// Puts saved usage into the working tree and keeps one pull request with it: opens it, or brings it up to date.
// `node tools/ci/weekly-pull-request.cjs FOLDER`: for each environment <name>.csv, and <name>.txt with the summary. The folder
// comes from a job that runs packages, so that nothing of it is trusted. Needs git, GitHub's CLI signed in, and RUN_URL.
// Exit 0 done or nothing to do, 1 refused by git or GitHub, 2 the folder holds something else than usage.
const fs = require("node:fs");
const path = require("node:path");
const { framed } = require("./fenced.cjs");
const { CHECKS_NOTE, git, keepPullRequest } = require("./keep-pull-request.cjs");
const { ENVIRONMENT } = require("./names.cjs");
const { reasonOf, say } = require("./shared.cjs");

const BRANCH = "weekly/usage";
const TITLE = "Usage of the week";
/** As config/usage/usage-file.ts writes it, which code that runs beside a token cannot load; a test holds both together. */
const HEADER = "day (version 1),deployment,input_tokens,output_tokens,requests,throttled_429,server_errors_5xx";
const LINE = /^\d{4}-\d{2}-\d{2},[A-Za-z0-9._-]{2,64}(,\d{0,15}){5}$/;
const MAX_BYTES = 1024 * 1024;

function main([folder], runUrl) {
  if (!folder || !fs.existsSync(folder)) return say(2, "usage: node tools/ci/weekly-pull-request.cjs <folder>");
  const names = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith(".csv"))
    .map((file) => file.slice(0, -".csv".length))
    .sort();
  if (names.length === 0) return say(0, "no usage came: nothing was counted, or the job before could not read it");
  const wrong = names.find((name) => !isUsage(folder, name));
  if (wrong !== undefined)
    return say(2, `${JSON.stringify(wrong)}: this is no usage of an environment, so nothing is taken over`);
  for (const name of names) fs.copyFileSync(path.join(folder, `${name}.csv`), targetOf(name));
  try {
    const changed = names.filter((name) => git("status", "--porcelain", "--", targetOf(name)) !== "");
    if (changed.length === 0) return say(0, "no usage that is not there already");
    keepPullRequest({
      ...{ branch: BRANCH, title: TITLE, files: changed.map(targetOf), body: bodyOf(folder, changed, runUrl) },
      message: `chore(config): usage of ${changed.join(", ")}`,
    });
    return 0;
  } catch (error) {
    return say(1, `the pull request could not be brought up to date: ${reasonOf(error)}`);
  }
}

/** A regular file of whole lines of usage, for an environment that there is. */
function isUsage(folder, name) {
  const file = path.join(folder, `${name}.csv`);
  if (!ENVIRONMENT.test(name) || !fs.lstatSync(file).isFile() || fs.statSync(file).size > MAX_BYTES) return false;
  const place = fs.lstatSync(path.dirname(targetOf(name)), { throwIfNoEntry: false });
  if (!place?.isDirectory()) return false;
  const target = fs.lstatSync(targetOf(name), { throwIfNoEntry: false });
  const [header, ...lines] = fs.readFileSync(file, "utf8").split("\n");
  return (
    target?.isSymbolicLink() !== true &&
    header === HEADER &&
    lines.pop() === "" &&
    lines.every((line) => LINE.test(line))
  );
}

function targetOf(name) {
  return `config/environments/${name}/usage.csv`;
}

function bodyOf(folder, names, runUrl) {
  const summaries = names.flatMap((name) => {
    const file = path.join(folder, `${name}.txt`);
    const isThere = fs.lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    return isThere ? [...framed(fs.readFileSync(file, "utf8"), "the whole text", names.length), ""] : [];
  });
  return [
    `Days that Azure has counted since the last merge, for ${names.map((name) => `\`${name}\``).join(", ")}. Nothing is deployed by it. Made by ${runUrl}`,
    "",
    CHECKS_NOTE,
    "",
    ...summaries,
  ].join("\n");
}

process.exitCode = main(process.argv.slice(2), process.env.RUN_URL ?? "a run of the weekly workflow");
