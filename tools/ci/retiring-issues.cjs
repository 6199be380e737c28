"use strict";
// Keeps one issue for each deployed model that retires within 120 days: opens it, brings it up to date, closes it.
// `node tools/ci/retiring-issues.cjs FILE`: what `aucert-foundry catalog retiring --format json` has written, in a job that runs
// packages, so that nothing of it is trusted. Needs GitHub's CLI signed in, and RUN_URL.
// Exit 0 done, 1 GitHub refused, 2 the file holds something else.
const fs = require("node:fs");
const { ENVIRONMENT } = require("./names.cjs");
const { gh, reasonOf, say } = require("./shared.cjs");

const LABEL = "retiring";
const TITLE_START = "Retiring: ";
const MODEL = /^[A-Za-z0-9._-]{2,64}$/;
const LAYER = /^[a-z][a-z0-9-]{0,62}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

function main([file], runUrl) {
  const models = file === undefined ? undefined : modelsIn(file);
  if (models === undefined) {
    return say(2, "usage: node tools/ci/retiring-issues.cjs <file that catalog retiring --format json has written>");
  }
  try {
    const open = JSON.parse(
      gh(["issue", "list", "--state", "open", "--label", LABEL, "--limit", "200", "--json", "number,title"]),
    ).filter(({ title }) => title.startsWith(TITLE_START));
    if (models.length > 0) gh(["label", "create", LABEL, "--force", "--description", "A deployed model retires soon"]);
    for (const model of models) keep(model, open, runUrl);
    const titles = models.map(titleOf);
    for (const { number } of open.filter(({ title }) => !titles.includes(title))) {
      gh(["issue", "close", String(number), "--comment", `Not deployed any more, or it retires later: ${runUrl}`]);
    }
    return 0;
  } catch (error) {
    return say(1, `GitHub did not take the issue: ${reasonOf(error)}`);
  }
}

function keep(model, open, runUrl) {
  const number = open.find(({ title }) => title === titleOf(model))?.number;
  const body = bodyOf(model, runUrl);
  if (number !== undefined) gh(["issue", "edit", String(number), "--body-file", "-"], body);
  else gh(["issue", "create", "--title", titleOf(model), "--label", LABEL, "--body-file", "-"], body);
}

/** The models, each field of the form that it has to have; undefined when it is anything else. */
function modelsIn(file) {
  try {
    const { version, models } = JSON.parse(fs.readFileSync(file, "utf8"));
    return version === 1 && Array.isArray(models) && models.every(isModel) ? models : undefined;
  } catch {
    return undefined;
  }
}

function isModel({ model, version, retirement, daysLeft, layers, successor }) {
  const areLayers = Object.entries(layers).every(
    ([environment, names]) => ENVIRONMENT.test(environment) && names.every((name) => LAYER.test(name)),
  );
  const isSuccessor = successor === null || isWord(successor.name, /^[\w .()-]{2,64}$/);
  return (
    isWord(model, MODEL) &&
    isWord(version, MODEL_VERSION) &&
    (retirement === null ? daysLeft === null : isWord(retirement, DAY) && Number.isInteger(daysLeft)) &&
    areLayers &&
    isSuccessor
  );
}
const MODEL_VERSION = /^[A-Za-z0-9._-]{1,64}$/;

function isWord(value, pattern) {
  return typeof value === "string" && pattern.test(value);
}

function titleOf({ model, version }) {
  return `${TITLE_START}${model} ${version}`;
}

function bodyOf({ model, retirement, daysLeft, layers, successor }, runUrl) {
  const when = daysLeft > 0 ? `in ${daysLeft} day${daysLeft === 1 ? "" : "s"}` : "calls to it fail";
  const used = Object.entries(layers).map(
    ([name, some]) => `- \`${name}\`: ${some.map((one) => `\`${one}\``).join(", ") || "no layer calls it"}`,
  );
  return [
    `\`${model}\` ${retirement === null ? "is retired" : `retires on **${retirement}**`}, ${when}. Seen in ${runUrl}`,
    "",
    ...used,
    "",
    ...successorLines(successor),
    "",
    `    npx aucert-foundry swap ${model} ${isModelName(successor) ? successor.name : "SUCCESSOR"}`,
    "",
    "takes the swap one step further, and says what has to be merged and deployed first. This issue is kept up to date, and closed when the model is",
    "not deployed any more or retires later.",
    "",
  ].join("\n");
}

function isModelName(successor) {
  return successor !== null && MODEL.test(successor.name);
}

function successorLines(successor) {
  if (successor === null) return ["Microsoft names no successor: choose one (`npx aucert-foundry models`)."];
  const { input, output } = successor.price ?? {};
  const out = typeof output === "number" ? `, $${output} out` : "";
  const price = typeof input === "number" ? `$${input} in${out} per million tokens` : "unknown";
  const apis = (Array.isArray(successor.apis) ? successor.apis : []).filter((api) => isWord(api, LAYER));
  const spoken = apis.map((api) => `\`${api}\``).join(", ") || "unknown";
  return [`Microsoft names \`${successor.name}\` as successor. API: ${spoken}. Price: ${price}.`];
}

process.exitCode = main(process.argv.slice(2), process.env.RUN_URL ?? "a run of the weekly workflow");
