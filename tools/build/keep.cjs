"use strict";
// Writes what ./run.cjs finds in the cache: bundles, what they were made of, and their bytecode.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const DAY_MS = 24 * 60 * 60 * 1000;

/** Writes beside and renames, so that two runs at once never see half a file. */
function writeAtomically(file, content) {
  const temporary = `${file}.${process.pid}`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
}

/** Bundles of earlier sources. A day's grace leaves alone what another run is about to load. */
function removeOldBundles(cache, slug, current) {
  for (const name of fs.readdirSync(cache)) {
    const file = path.join(cache, name);
    if (!name.startsWith(`${slug}-`) || name.startsWith(`${current}.`)) continue;
    // Another run may have removed or renamed it by now.
    const written = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - written > DAY_MS) fs.rmSync(file, { force: true });
  }
}

/**
 * Keeps the bundle of an entry. Its stamp is one line of JSON, with the size of each input, and then their contents in a
 * row; null is the size of an input that is not there.
 * @param {{code: string, inputs: [string, Buffer | null][]}} made
 * @returns path of the bundle without ending
 */
exports.keepBundle = (cache, entry, slug, { code, inputs }) => {
  const bundle = `${slug}-${createHash("sha256").update(code).digest("hex").slice(0, 20)}`;
  const sizes = inputs.map(([file, content]) => [file, content && content.length]);
  const stamp = JSON.stringify({ entry, bundle, size: Buffer.byteLength(code), inputs: sizes });
  const contents = inputs.flatMap(([, content]) => content ?? []);
  fs.mkdirSync(cache, { recursive: true });
  writeAtomically(path.join(cache, `${bundle}.js`), code);
  writeAtomically(path.join(cache, `${slug}.stamp`), Buffer.concat([Buffer.from(`${stamp}\n`), ...contents]));
  removeOldBundles(cache, slug, bundle);
  return path.join(cache, bundle);
};

/** Keeps what V8 compiled in this run. It only saves time, so a folder that cannot be written is no failure. */
exports.keepCompiled = (script, file) => {
  try {
    const code = script.createCachedData();
    writeAtomically(file, Buffer.concat([code, code]));
  } catch {
    fs.rmSync(`${file}.${process.pid}`, { force: true });
  }
};

exports.writeAtomically = writeAtomically;
