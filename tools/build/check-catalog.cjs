"use strict";
// Looks at the YAML files that become part of bundles, so that a slip in one is shown with its line.
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const vm = require("node:vm");
const { bundle } = require("./bundle.cjs");
const { contentOf, keep } = require("./files.cjs");

const CHECK = "tools/check-catalog.ts";
const CATALOG = "config/catalog";

/** Names and contents of the catalogue's files in a row. */
function contentsOf(root) {
  const names = fs.readdirSync(path.join(root, CATALOG)).sort();
  return Buffer.concat(
    names.flatMap((name) => [Buffer.from(`${name}\n`), fs.readFileSync(path.join(root, CATALOG, name))]),
  );
}

function textOf(root, name) {
  try {
    return fs.readFileSync(path.join(root, name), "utf8");
  } catch (error) {
    throw new Error(`the catalogue's file ${name} cannot be read (${error.code})`, { cause: error });
  }
}

/** Throws what is wrong with the project's catalogue, if it has one and it is not as it was when all was well. */
exports.check = async (root, cache) => {
  const file = path.join(root, CHECK);
  if (!fs.existsSync(file)) return;
  const [sound, contents] = [path.join(cache, "catalog.sound"), contentsOf(root)];
  if (contentOf(sound)?.equals(contents)) return;
  const { code } = await bundle(root, CHECK);
  const module = { exports: {} };
  vm.runInThisContext(code, { filename: file })(module.exports, createRequire(file), module, file, root);
  const problems = module.exports.catalogProblems((name) => textOf(root, name));
  if (problems !== "") throw new Error(`the catalogue has mistakes\n\n${problems}`);
  keep(sound, contents);
};
