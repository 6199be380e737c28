"use strict";
// Keeps one pull request from a branch that only workflows write. Needs git, and GitHub's CLI signed in.
const { execFileSync } = require("node:child_process");
const { gh } = require("./shared.cjs");

const AUTHOR = ["-c", "user.name=github-actions[bot]", "-c", "user.email=github-actions[bot]@users.noreply.github.com"];

/** For the text of such a pull request. */
exports.CHECKS_NOTE =
  "Checks do not start by themselves on what a workflow has made: close the pull request and open it again.";

/**
 * Commits files as they lie in the working tree, and opens the branch's pull request or brings it up to date.
 * Throws what git or GitHub say.
 */
exports.keepPullRequest = ({ branch, title, message, files, body }) => {
  git("add", "--", ...files);
  git(...AUTHOR, "commit", "--quiet", "--message", message);
  git("push", "--quiet", "--force", "origin", `HEAD:refs/heads/${branch}`);
  const [open] = JSON.parse(gh(["pr", "list", "--head", branch, "--state", "open", "--json", "number"]));
  if (open !== undefined) gh(["pr", "edit", String(open.number), "--body-file", "-"], body);
  else gh(["pr", "create", "--head", branch, "--base", "main", "--title", title, "--body-file", "-"], body);
};

function git(...args) {
  return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
exports.git = git;
