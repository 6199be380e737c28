"use strict";
// Checks the names of environments, and prints what later jobs and steps use of them, as lines of $GITHUB_OUTPUT.
// `node tools/ci/environments.cjs dev`, or a JSON list of names. Exit 0 all are names, 2 one is not.
const { ENVIRONMENT, stacksOf } = require("./names.cjs");

function main(given = "") {
  const environments = given.startsWith("[") ? listOf(given) : [given];
  const wrong = environments?.find((name) => typeof name !== "string" || !ENVIRONMENT.test(name));
  if (!environments?.length || wrong !== undefined) {
    console.error(
      `${JSON.stringify(wrong ?? given)} names no environment: write the name of a folder below config/environments, ` +
        'such as dev, or in the variable (DRIFT_ENVIRONMENTS, WEEKLY_ENVIRONMENTS) a JSON list of them, such as ["dev"]',
    );
    return 2;
  }
  console.log(`environments=${JSON.stringify(environments)}`);
  console.log(`stacks=${environments.flatMap(stacksOf).join(" ")}`);
  return 0;
}

function listOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

process.exitCode = main(process.argv[2]);
