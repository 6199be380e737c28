"use strict";
// Files as the launcher reads, writes and runs them.
const { hash } = require("node:crypto");
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const vm = require("node:vm");

/** The content of a file, or null when it cannot be read. */
exports.contentOf = (file) => {
  try {
    return fs.readFileSync(file);
  } catch {
    return null;
  }
};

/** Where the packages are, from the root: in it or, with npm's workspaces, in a folder above; undefined when nowhere. */
exports.packagesOf = (root) => {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const packages = path.join(folder, "node_modules");
    if (fs.existsSync(path.join(packages, "esbuild"))) return path.relative(root, packages).split(path.sep).join("/");
    if (path.dirname(folder) === folder) return undefined;
  }
};

/** What stands for a content, or null for null. */
exports.hashOf = (content) => content && hash("sha256", content);

/**
 * Writes to the cache if it can: what is there only saves time. Writes beside and renames, so that two runs at once never
 * see half a file.
 * @returns whether it could
 */
exports.keep = (file, content) => {
  const temporary = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(temporary, content, { flag: "wx" });
    fs.renameSync(temporary, file);
    return true;
  } catch {
    if (fs.existsSync(temporary)) fs.rmSync(temporary);
    return false;
  }
};

/** Runs a text as the CommonJS module of a file that need not be there. @returns what it exports */
exports.runText = (text, file) => {
  const names = ["exports", "require", "module", "__filename", "__dirname"];
  const module = { exports: {} };
  const body = vm.compileFunction(text, names, { filename: file });
  body(module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
};
