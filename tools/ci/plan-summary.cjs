"use strict";
// Writes a plan as Markdown for who approves it.
// `node tools/ci/plan-summary.cjs foundry-dev plan.json plan.txt`: stack, and what `terraform show` printed with and without -json.
const fs = require("node:fs");
const { fenced } = require("./fenced.cjs");

/** GitHub shows no summary above 1 MiB at all. A character takes four bytes at most, an unseen one ten as `\u{…}`. */
const MAX_PLAN_CHARACTERS = 100_000;

function main([stack, jsonFile, textFile]) {
  const changes = JSON.parse(fs.readFileSync(jsonFile, "utf8")).resource_changes ?? [];
  const text = fs.readFileSync(textFile, "utf8");
  const cut = text.length > MAX_PLAN_CHARACTERS;
  console.log(`## Plan of ${stack}\n\n**${countsOf(changes)}**\n`);
  if (cut)
    console.log(
      `**This is not the whole plan**: ${text.length - MAX_PLAN_CHARACTERS} characters are cut off. Read the rest in the log of this step before you approve.\n`,
    );
  console.log(fenced(text.slice(0, MAX_PLAN_CHARACTERS)));
}

/** Counted from the data: a line of the text may have been written by whoever wrote a tag. */
function countsOf(changes) {
  const count = (word, isOne) => `${changes.filter(isOne).length} ${word}`;
  const actions =
    (...wanted) =>
    ({ change }) =>
      change.actions.join() === wanted.join();
  const replaces = ({ change }) => change.actions.includes("create") && change.actions.includes("delete");
  return [
    count("to import", ({ change }) => change.importing !== undefined),
    count("to create", actions("create")),
    count("to change", actions("update")),
    count("to replace", replaces),
    count("to destroy", actions("delete")),
  ].join(", ");
}

main(process.argv.slice(2));
