"use strict";
// Looks at the YAML files that become part of bundles, so that a slip in one is shown with its line.
const fs = require("node:fs");
const path = require("node:path");
const { bundle } = require("./bundle.cjs");
const { contentOf, hashOf, keep, runText } = require("./files.cjs");

const CHECK = "tools/check-catalog.ts";
const CATALOG = "config/catalog";

function textOf(root, name) {
  try {
    return fs.readFileSync(path.join(root, name), "utf8");
  } catch (error) {
    throw new Error(`the catalogue's file ${name} cannot be read (${error.code})`, { cause: error });
  }
}

/** Throws what is wrong with the project's catalogue, if it has one and it is not as it was when all was well. */
exports.checkCatalog = async (root, cache) => {
  const [check, folder, sound] = [path.join(root, CHECK), path.join(root, CATALOG), path.join(cache, "catalog.sound")];
  if (!fs.existsSync(check)) return;
  const contents = fs.readdirSync(folder).map((name) => `${name} ${hashOf(contentOf(path.join(folder, name)))}\n`);
  if (contentOf(sound)?.toString() === contents.join("")) return;
  const { code } = await bundle(root, CHECK);
  const problems = runText(code, check).catalogProblems((name) => textOf(root, name));
  if (problems !== "") throw new Error(`the catalogue has mistakes\n\n${problems}`);
  keep(sound, contents.join(""));
};
