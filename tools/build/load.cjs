"use strict";
// Loads a bundle as a CommonJS module, together with the bytecode that V8 made of it in an earlier run.
const fs = require("node:fs");
const { createRequire, wrap } = require("node:module");
const path = require("node:path");
const vm = require("node:vm");

/** Writes beside and renames, so that two runs at once never see half a file. */
function writeAtomically(file, content) {
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
}

/** The compiled code in a file, or undefined. Damaged code would crash the process, so the file holds it twice. */
function readCompiled(file) {
  try {
    const content = fs.readFileSync(file);
    const code = content.subarray(0, content.length / 2);
    return content.subarray(code.length).equals(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what V8 compiled in this run. It only saves time, so a folder that cannot be written is no failure. */
function keepCompiled(script, file) {
  try {
    const code = script.createCachedData();
    writeAtomically(file, Buffer.concat([code, code]));
  } catch {
    fs.rmSync(`${file}.${process.pid}`, { force: true });
  }
}

/**
 * Runs a bundle. V8 refuses code that another V8 or other flags made; the bundle's name stands for its content.
 * @param {string} bundle path of the bundle without its ending `.js`; its text is ASCII
 * @see docs/decisions/0009-compiled-code-kept.md
 */
function load(bundle) {
  const file = `${bundle}.js`;
  const compiledFile = `${bundle}.${process.version}-${process.arch}.compiled`;
  const cachedData = readCompiled(compiledFile);
  const script = new vm.Script(wrap(fs.readFileSync(file, "latin1")), { filename: file, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file));
  if (cachedData !== undefined && !script.cachedDataRejected) return;
  // Only now has V8 compiled the functions that the run needed. A run that could not do its work says nothing of them.
  process.on("exit", (code) => code < 2 && keepCompiled(script, compiledFile));
}

module.exports = { load, writeAtomically };
