"use strict";
// Bundles one TypeScript entry point into one JavaScript text and notes every source file that went into it.
const fs = require("node:fs");
const path = require("node:path");
const { hashFile } = require("./hash.cjs");

/** Inputs that no import names. npm rewrites the first whenever the installed packages change. */
const BUILD_FILES = [
  "node_modules/.package-lock.json",
  "tsconfig.json",
  "tools/build/bundle.cjs",
  "tools/build/yaml-module.cjs",
];
/** Packages that only the commands talking to a service load. */
const EXTERNAL = ["@azure/*", "openai"];

const yamlPlugin = {
  name: "yaml",
  setup(build) {
    build.onLoad({ filter: /\.yaml$/ }, (args) => {
      const { yamlToJson } = require("./yaml-module.cjs");
      return { contents: yamlToJson(fs.readFileSync(args.path, "utf8")), loader: "json" };
    });
  },
};

/**
 * cdktf notes for every token the whole call stack that made it, for the text of its own errors; at a thousand deployments
 * that is a fifth of a synth. `npm run synth:source` has it.
 */
const noCreationStacks = {
  name: "no-creation-stacks",
  setup(build) {
    build.onLoad({ filter: /[\\/]cdktf[\\/]lib[\\/]tokens[\\/]private[\\/]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
    }));
  },
};

/** Notes each project file with its hash before esbuild reads it, so that an edit made meanwhile leaves the note stale. */
function noteInputs(root, seen) {
  return {
    name: "note-inputs",
    setup(build) {
      build.onLoad({ filter: /.*/ }, (args) => {
        const file = path.relative(root, args.path).split(path.sep).join("/");
        if (!file.includes("node_modules/")) seen.set(file, hashFile(args.path));
        return undefined;
      });
    },
  };
}

/**
 * Bundles `entry`, a path relative to `root`.
 * @returns {Promise<{code: string, inputs: [string, string | null][]}>} the code, and each input with its content hash
 */
async function bundle(root, entry) {
  const seen = new Map(BUILD_FILES.map((file) => [file, hashFile(path.join(root, file))]));
  const result = await require("esbuild").build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20.9",
    resolveExtensions: [".ts", ".js", ".json"],
    external: EXTERNAL,
    // The loader of ./load.cjs has no import() to give to a package that stays outside.
    supported: { "dynamic-import": false },
    charset: "ascii",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "silent",
    plugins: [noteInputs(root, seen), yamlPlugin, noCreationStacks],
  });
  return { code: result.outputFiles[0].text, inputs: [...seen] };
}

module.exports = { bundle };
