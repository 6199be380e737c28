"use strict";
// Runs a TypeScript entry point of this project: `node tools/build/run.cjs main.ts [arguments]`.
// What runs is a bundle kept in node_modules/.cache, made again whenever the content of any file behind it differs from
// what it was made of. Times and clocks play no part. See docs/decisions/0002-bundled-ahead.md.
// Every start pays for what stands here; what only a build needs is in ./bundle.cjs and ./keep.cjs.
const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");
const vm = require("node:vm");

const root = path.resolve(__dirname, "../..");
const cache = path.join(root, "node_modules/.cache/aucert-foundry");

/** The content of a file, or null when it cannot be read. */
function contentOf(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return null;
  }
}

/** Whether the files still hold, byte by byte, these contents in a row; null is the size of a file that is not there. */
function isUnchanged(files, contents) {
  let start = 0;
  return files.every(([name, size]) => {
    const now = contentOf(`${root}/${name}`);
    if (now === null || size === null) return now === size;
    const was = contents.subarray(start, start + size);
    start += size;
    return now.equals(was);
  });
}

/** Path of the entry's bundle, without ending, when all it was made of still has the content it had; else undefined. */
function freshBundle(entry, slug) {
  try {
    const stamp = fs.readFileSync(`${cache}/${slug}.stamp`);
    const end = stamp.indexOf("\n");
    const was = JSON.parse(stamp.toString("utf8", 0, end));
    const bundle = `${cache}/${was.bundle}`;
    const isWhole = was.entry === entry && fs.statSync(`${bundle}.js`).size === was.size;
    return isWhole && isUnchanged(was.inputs, stamp.subarray(end + 1)) ? bundle : undefined;
  } catch {
    return undefined;
  }
}

/** Makes the cache's folder if it can: without one every start is as slow as the first. */
function makeCache() {
  try {
    fs.mkdirSync(cache, { recursive: true });
  } catch {
    // The bundle is then run from memory.
  }
}

async function build(entry, slug) {
  if (!entry || !fs.existsSync(path.join(root, entry))) throw new Error("no such entry point");
  if (!fs.existsSync(path.join(root, "node_modules/esbuild")))
    throw new Error("packages are missing; run npm ci first");
  makeCache();
  const { bundle } = require("./bundle.cjs");
  const made = bundle(root, entry);
  // What is wrong with the catalogue is said before what esbuild says of it.
  await Promise.all([made.catch(() => undefined), require("./check-catalog.cjs").check(root, cache)]);
  const { code, inputs } = await made;
  return { bundle: require("./keep.cjs").keepBundle(cache, entry, slug, { code, inputs }), code };
}

/** The bytecode in a file, or undefined. Damaged code would crash the process, so the file holds it twice. */
function compiledIn(file) {
  const content = contentOf(file);
  const code = content?.subarray(0, content.length / 2);
  return code && content.subarray(code.length).equals(code) ? code : undefined;
}

/**
 * Runs a bundle as a CommonJS module, with the bytecode that V8 made of it in an earlier run. V8 refuses code that another
 * V8 or other flags made; the bundle's name stands for its content.
 * @param {string} bundle path of the bundle without ending; its text is ASCII, a function as node makes one of a module
 * @param {string} code what the bundle's file holds, or would hold in a cache that can be written
 * @see docs/decisions/0009-compiled-code-kept.md
 */
function load(bundle, code = fs.readFileSync(`${bundle}.js`, "latin1")) {
  const file = `${bundle}.js`;
  const compiledFile = `${bundle}.${process.version}-${process.arch}.compiled`;
  const cachedData = compiledIn(compiledFile);
  const script = new vm.Script(code, { filename: file, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, cache);
  if (cachedData !== undefined && !script.cachedDataRejected) return;
  // Only at its end has V8 compiled what a run needs. One that did not do its work says nothing of that.
  process.on("exit", (code) => {
    if (code < 2 && !process.argv.includes("--help")) require("./keep.cjs").keepCompiled(script, compiledFile);
  });
}

async function main(entry = "") {
  const slug = entry.replace(/[^A-Za-z0-9]+/g, "-");
  const fresh = freshBundle(entry, slug);
  const { bundle, code } = fresh === undefined ? await build(entry, slug) : { bundle: fresh };
  process.argv.splice(1, 2, path.join(root, entry));
  load(bundle, code);
}

const entry = process.argv[2];
main(entry).catch((error) => {
  console.error(`could not start ${entry ?? "(nothing named)"}: ${error.message}`);
  process.exitCode = 2;
});
