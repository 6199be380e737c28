"use strict";
// Runs a TypeScript entry point of this project: `node tools/build/run.cjs main.ts [arguments]`.
// What runs is a bundle kept in node_modules/.cache, made again whenever the content of any file behind it differs from
// what it was made of. Times and clocks play no part. See docs/decisions/0002-bundled-ahead.md.
const fs = require("node:fs");
const path = require("node:path");
const { isUnchanged, pack } = require("./inputs.cjs");
const { load, writeAtomically } = require("./load.cjs");

const root = path.resolve(__dirname, "../..");
const cache = path.join(root, "node_modules/.cache/aucert-foundry");
const DAY_MS = 24 * 60 * 60 * 1000;

/** The bundle's name when all its inputs still have the content they had, else undefined. */
function freshBundle(stampFile) {
  try {
    const { bundle, inputs } = JSON.parse(fs.readFileSync(stampFile, "utf8"));
    const contents = fs.readFileSync(`${cache}/${bundle}.inputs`);
    const isFresh = isUnchanged(root, inputs, contents) && fs.existsSync(`${cache}/${bundle}.js`);
    return isFresh ? bundle : undefined;
  } catch {
    return undefined;
  }
}

/** Bundles of earlier sources. A day's grace leaves alone what another run is about to load. */
function removeOldBundles(slug, current) {
  for (const name of fs.readdirSync(cache)) {
    const file = path.join(cache, name);
    if (!name.startsWith(`${slug}-`) || name.startsWith(`${current}.`)) continue;
    if (Date.now() - fs.statSync(file).mtimeMs > DAY_MS) fs.rmSync(file, { force: true });
  }
}

async function build(entry, slug, stampFile) {
  const { bundle, hash } = require("./bundle.cjs");
  const { code, inputs } = await bundle(root, entry);
  const { list, contents } = pack(inputs);
  const name = `${slug}-${hash(code, contents)}`;
  fs.mkdirSync(cache, { recursive: true });
  writeAtomically(path.join(cache, `${name}.js`), code);
  writeAtomically(path.join(cache, `${name}.inputs`), contents);
  writeAtomically(stampFile, JSON.stringify({ bundle: name, inputs: list }));
  removeOldBundles(slug, name);
  return name;
}

async function main(entry) {
  if (!entry || !fs.existsSync(path.join(root, entry))) throw new Error("no such entry point");
  const slug = entry.replace(/[^A-Za-z0-9]+/g, "-");
  const stampFile = path.join(cache, `${slug}.stamp.json`);
  const name = freshBundle(stampFile) ?? (await build(entry, slug, stampFile));
  process.argv.splice(1, 2, path.join(root, entry));
  load(path.join(cache, name));
}

const entry = process.argv[2];
main(entry).catch((error) => {
  console.error(`could not start ${entry ?? "(nothing named)"}: ${error.message}`);
  process.exitCode = 2;
});
