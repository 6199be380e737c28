"use strict";
// Writes what ./run.cjs finds in the cache: bundles, what they were made of, and their bytecode.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { keep } = require("./files.cjs");

const DAY_MS = 24 * 60 * 60 * 1000;

/** Bundles of earlier sources. A day's grace leaves alone what another run is about to load. */
function removeOldBundles(cache, slug, current) {
  for (const name of fs.readdirSync(cache)) {
    const file = path.join(cache, name);
    if (!name.startsWith(`${slug}-`) || name.startsWith(`${current}.`)) continue;
    if (Date.now() - fs.statSync(file).mtimeMs > DAY_MS) fs.rmSync(file, { force: true });
  }
}

/**
 * Keeps the bundle of an entry. Its stamp is one line of JSON, with the size of each input, and then their contents in a
 * row; null is the size of an input that is not there.
 * @param {{code: string, inputs: [string, Buffer | null][]}} made
 * @returns path of the bundle without ending, whether or not it could be written
 */
exports.keepBundle = (cache, entry, slug, { code, inputs }) => {
  const bundle = `${slug}-${createHash("sha256").update(code).digest("hex").slice(0, 20)}`;
  const sizes = inputs.map(([file, content]) => [file, content && content.length]);
  const stamp = JSON.stringify({ entry, bundle, size: Buffer.byteLength(code), inputs: sizes });
  const contents = inputs.flatMap(([, content]) => content ?? []);
  keep(path.join(cache, `${bundle}.js`), code);
  keep(path.join(cache, `${slug}.stamp`), Buffer.concat([Buffer.from(`${stamp}\n`), ...contents]));
  try {
    removeOldBundles(cache, slug, bundle);
  } catch {
    // Another run was faster, or another user owns them. They only take space.
  }
  return path.join(cache, bundle);
};

/** Keeps what V8 compiled in this run. */
exports.keepCompiled = (script, file) => {
  const code = script.createCachedData();
  keep(file, Buffer.concat([code, code]));
};
