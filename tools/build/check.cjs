"use strict";
// Looks at the YAML files that become part of every bundle, so that a slip in one is shown with its line.
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const vm = require("node:vm");
const { bundle } = require("./bundle.cjs");

const CHECK = "tools/check-catalog.ts";

/** Throws what is wrong with the project's catalogue, if it has one. */
exports.check = async (root) => {
  const file = path.join(root, CHECK);
  if (!fs.existsSync(file)) return;
  const { code } = await bundle(root, CHECK);
  const module = { exports: {} };
  vm.runInThisContext(code, { filename: file })(module.exports, createRequire(file), module, file, root);
  const problems = module.exports.catalogProblems((name) => fs.readFileSync(path.join(root, name), "utf8"));
  if (problems !== "") throw new Error(`the catalogue has mistakes\n\n${problems}`);
};
