"use strict";
// What the scripts of this folder share. Plain node: they run beside a token, and before any package is there.
const { execFileSync } = require("node:child_process");

/** GitHub's CLI. Throws what it says. */
exports.gh = (args, input = "") =>
  execFileSync("gh", args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "pipe"] });

/** What a program said before it failed. */
exports.reasonOf = (error) => String(error.stderr || error.message).trim();

/** Says a sentence. @returns the exit code */
exports.say = (exitCode, sentence) => {
  console.error(sentence);
  return exitCode;
};
