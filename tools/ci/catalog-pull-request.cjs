"use strict";
// Puts a refreshed catalogue into the working tree and keeps one pull request with it: opens it, or brings it up to date.
// `node tools/ci/catalog-pull-request.cjs FOLDER`: the files by their paths, with words.txt (what changes) and review.txt
// (what it does to the configuration). The folder comes from a job that runs packages, so that nothing of it is trusted:
// only known files are taken over, and people read them. Needs git, GitHub's CLI signed in, and RUN_URL.
// Exit 0 done or nothing to do, 1 refused by git or GitHub, 2 the folder holds something else than a catalogue.
const fs = require("node:fs");
const path = require("node:path");
const { framed } = require("./fenced.cjs");
const { CHECKS_NOTE, git, keepPullRequest } = require("./keep-pull-request.cjs");
const { reasonOf, say } = require("./shared.cjs");

const BRANCH = "weekly/catalog";
const TITLE = "What Azure says of models and prices";

const TARGETS = [
  "config/catalog/models.yaml",
  "config/catalog/prices.yaml",
  ...["account", "llm-config", "models"].map((name) => `config/schemas/${name}.schema.json`),
  // What `npm run accept` writes, and `npm test` compares.
  ...["__tests__/accepted", "docs/pictures"].flatMap((name) =>
    fs.existsSync(name) ? fs.readdirSync(name).map((file) => `${name}/${file}`) : [],
  ),
];
const MAX_BYTES = 1024 * 1024;
/** The texts of the pull request, with their titles. */
const SECTIONS = [
  ["words.txt", "What changes"],
  ["review.txt", "What it does to the configuration"],
];

function main([folder], runUrl) {
  if (!folder || !fs.existsSync(folder)) return say(2, "usage: node tools/ci/catalog-pull-request.cjs <folder>");
  const given = TARGETS.filter((target) => fs.existsSync(path.join(folder, target)));
  if (given.length === 0)
    return say(0, "no file of the catalogue came: the job before could not read what Azure answers");
  const wrong = given.find((target) => !isFile(path.join(folder, target)) || !isFile(target));
  if (wrong !== undefined) return say(2, `${wrong}: this is no file of the catalogue, so nothing is taken over`);
  for (const target of given) fs.copyFileSync(path.join(folder, target), target);
  try {
    const changed = given.filter((target) => git("status", "--porcelain", "--", target) !== "");
    if (changed.length === 0) return say(0, "the catalogue says what Azure answered");
    const message = "chore(catalog): what Azure answered";
    keepPullRequest({ branch: BRANCH, title: TITLE, message, files: changed, body: bodyOf(folder, runUrl) });
    return 0;
  } catch (error) {
    return say(1, `the pull request could not be brought up to date: ${reasonOf(error)}`);
  }
}

/** A regular file of a usual size, and no link. */
function isFile(file) {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile() && stat.size <= MAX_BYTES;
}

function bodyOf(folder, runUrl) {
  return [
    `What Azure answered, where the catalogue says otherwise. Documented facts stay beside it. Made by ${runUrl}`,
    "",
    CHECKS_NOTE,
    "",
    ...SECTIONS.flatMap(([name, title]) => section(path.join(folder, name), title)),
  ].join("\n");
}

function section(file, title) {
  if (!isFile(file)) return [];
  return [`### ${title}`, "", ...framed(fs.readFileSync(file, "utf8"), "the whole text", SECTIONS.length), ""];
}

process.exitCode = main(process.argv.slice(2), process.env.RUN_URL ?? "a run of the weekly workflow");
