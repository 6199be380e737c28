"use strict";
// Keeps one issue for a stack whose plan shows changes that nobody deployed: opens it, brings it up to date, closes it.
// `node tools/ci/drift-issue.cjs foundry-dev 2 plan.txt`: stack, exit code of `terraform plan -detailed-exitcode`, its text.
// Needs GitHub's CLI signed in, and RUN_URL. Exit 0 done, 1 GitHub refused, 2 wrong arguments.
const fs = require("node:fs");
const { framed } = require("./fenced.cjs");
const { isStack } = require("./names.cjs");
const { gh, reasonOf, say } = require("./shared.cjs");

const LABEL = "drift";
/** Terraform's own line, and none that somebody wrote into a tag. */
const SUMMARY = /^Plan: \d+ to (?:import|add)[\w ,]*\.$/;

function main([stack, exitCode, planFile], runUrl) {
  if (!isStack(stack ?? "") || !["0", "2"].includes(exitCode) || !planFile || !fs.existsSync(planFile)) {
    return say(
      2,
      "usage: node tools/ci/drift-issue.cjs <stack> <0 or 2> <file with the plan>; a plan that failed is no drift",
    );
  }
  const title = `Drift in ${stack}`;
  try {
    const open = JSON.parse(
      gh(["issue", "list", "--state", "open", "--label", LABEL, "--limit", "200", "--json", "number,title"]),
    );
    const number = open.find((issue) => issue.title === title)?.number;
    if (exitCode === "0") return number === undefined ? 0 : close(number, runUrl);
    const body = bodyOf(stack, fs.readFileSync(planFile, "utf8"), runUrl);
    if (number !== undefined) gh(["issue", "edit", String(number), "--body-file", "-"], body);
    else {
      gh(["label", "create", LABEL, "--force", "--description", "What runs differs from the configuration"]);
      gh(["issue", "create", "--title", title, "--label", LABEL, "--body-file", "-"], body);
    }
    return 0;
  } catch (error) {
    return say(1, `GitHub did not take the issue: ${reasonOf(error)}`);
  }
}

function close(number, runUrl) {
  gh(["issue", "close", String(number), "--comment", `The plan shows no changes any more: ${runUrl}`]);
  return 0;
}

function bodyOf(stack, plan, runUrl) {
  const summary = plan.split("\n").find((line) => SUMMARY.test(line)) ?? "Only outputs change.";
  return [
    `**${summary}** Seen in ${runUrl}`,
    "",
    `What runs differs from what \`main\` says about \`${stack}\`. Somebody changed it by hand, Azure changed it by itself, or a merged change`,
    "is not deployed yet. What to do: docs/runbooks/watch.md. This issue is kept up to date and closed when the plan is empty.",
    "",
    "<details><summary>Plan</summary>",
    "",
    ...framed(plan, "the whole plan"),
    "",
    "</details>",
    "",
  ].join("\n");
}

process.exitCode = main(process.argv.slice(2), process.env.RUN_URL ?? "a run of the drift workflow");
