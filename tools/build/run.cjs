"use strict";
// Runs a TypeScript entry point of this project: `node tools/build/run.cjs main.ts [arguments]`, or on another engine than
// cdktf: `node tools/build/run.cjs --engine=cdktn main.ts [arguments]`.
// What runs is a bundle kept in node_modules/.cache, made again whenever the content of any file behind it differs from
// what it was made of. Times and clocks play no part. See docs/decisions/0002-bundled-ahead.md.
const fs = require("node:fs");
const { enableCompileCache } = require("node:module");
const path = require("node:path");
const { contentOf, hashOf, keep, packagesOf, runText } = require("./files.cjs");

const root = path.resolve(__dirname, "../..");
const cache = path.join(root, "node_modules/.cache/aucert-foundry");

/** The code after a head line with its own hash, and with that of each input, null for one that is not there. */
function withHead(code, inputs) {
  return `//${JSON.stringify({ code: hashOf(Buffer.from(code)), inputs })}\n${code}`;
}

/** Whether a file holds a whole bundle, made of what the sources hold now. */
function isFresh(file) {
  const bundle = contentOf(file);
  if (bundle === null) return false;
  const end = bundle.indexOf("\n");
  try {
    const { code, inputs } = JSON.parse(bundle.toString("utf8", 2, end));
    if (hashOf(bundle.subarray(end + 1)) !== code) return false;
    return Object.entries(inputs).every(([name, hash]) => hashOf(contentOf(`${root}/${name}`)) === hash);
  } catch {
    return false;
  }
}

/** Bundles an entry. @throws Error with a sentence that says why it cannot be done */
async function build(entry, engine) {
  if (!entry || !fs.existsSync(path.join(root, entry))) throw new Error("no such entry point");
  if (packagesOf(root) === undefined) throw new Error("packages are missing; run npm ci first");
  // What is wrong with the catalogue is said before what esbuild says of it.
  await require("./check-catalog.cjs").checkCatalog(root, cache);
  const { code, inputs } = await require("./bundle.cjs").bundle(root, entry, engine);
  return withHead(code, inputs);
}

/** Makes sure of the entry's bundle. @returns what runs it */
async function prepare(entry, engine) {
  const file = path.join(cache, engine === undefined ? `${entry}.cjs` : `${entry}.${engine}.cjs`);
  if (isFresh(file)) return () => require(file);
  const bundle = await build(entry, engine);
  return keep(file, bundle) ? () => require(file) : () => runText(bundle, file);
}

/** A reader that has left (`| head`) is no failure; a full disk is one. */
function watchOutput() {
  process.stdout.on("error", ({ code, message }) => {
    if (code === "EPIPE") return;
    process.stderr.write(`cannot write the output: ${message}\n`);
    process.exit(2);
  });
  // There is nowhere left to say it; the exit code does.
  process.stderr.on("error", () => undefined);
}

/** Runs an entry point of this project with arguments, on cdktf unless another engine is named. */
exports.start = (entry = "", args = [], engine) => {
  const fail = (reason) => {
    process.stderr.write(`could not start ${entry || "(nothing named)"}: ${reason}\n`);
    process.exitCode = 2;
  };
  watchOutput();
  // From node 22.1 on, node keeps what V8 compiled.
  enableCompileCache?.(cache);
  prepare(entry, engine)
    .then(
      (run) => {
        process.argv.splice(1, Infinity, path.join(root, entry), ...args);
        run();
      },
      ({ message }) => fail(message),
    )
    .catch(({ stack }) => fail(stack));
};

if (require.main === module) {
  const [first = "", ...rest] = process.argv.slice(2);
  const engine = /^--engine=(cdktn)$/.exec(first)?.[1];
  if (engine === undefined) exports.start(first, rest);
  else exports.start(rest[0], rest.slice(1), engine);
}
