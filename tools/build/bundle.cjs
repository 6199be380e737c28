"use strict";
// Bundles one TypeScript entry point into one JavaScript text and notes every source file that went into it.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { contentOf } = require("./files.cjs");

/** Inputs that no import names. npm rewrites the first whenever the installed packages change. */
const BUILD_FILES = [
  "node_modules/.package-lock.json",
  "tsconfig.json",
  "tools/build/bundle.cjs",
  "tools/build/yaml-module.cjs",
];
/** Packages that only the commands talking to a service load. */
const EXTERNAL = ["@azure/*", "openai"];
/** Modules of node that take 2 to 5 ms to load and that many runs do not need: loaded by the first use. */
const LAZY_BUILTINS = /^node:(crypto|tty)$/;

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

const lazyBuiltins = {
  name: "lazy-builtins",
  setup(build) {
    build.onResolve({ filter: LAZY_BUILTINS }, ({ path, namespace }) =>
      namespace === "lazy" ? { path, external: true } : { path, namespace: "lazy" },
    );
    build.onLoad({ filter: LAZY_BUILTINS, namespace: "lazy" }, ({ path }) => {
      const getters = Object.keys(require(path)).map((name) => `get ${name}() { return require("${path}").${name}; }`);
      return { contents: `module.exports = { ${getters.join(", ")} };` };
    });
  },
};

/** yaml as ES modules, which can be merged and pruned; its CommonJS files, made of the same sources, cannot. */
function yamlModules() {
  return path.join(path.dirname(require.resolve("yaml/package.json")), "browser/dist/index.js");
}

/** Notes each project file with its content before esbuild reads it, so that an edit made meanwhile leaves the note stale. */
function noteInputs(root, seen) {
  return {
    name: "note-inputs",
    setup(build) {
      build.onLoad({ filter: /.*/, namespace: "file" }, (args) => {
        const file = path.relative(root, args.path).split(path.sep).join("/");
        if (!file.includes("node_modules/")) seen.set(file, contentOf(args.path));
        return undefined;
      });
    },
  };
}

/**
 * Bundles `entry`, a path relative to `root`.
 * @returns {Promise<{code: string, inputs: [string, Buffer | null][]}>} the code, and each input with its content
 */
async function bundle(root, entry) {
  const seen = new Map(BUILD_FILES.map((file) => [file, contentOf(path.join(root, file))]));
  const result = await require("esbuild").build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20.9",
    resolveExtensions: [".ts", ".js", ".json"],
    external: EXTERNAL,
    alias: { yaml: yamlModules() },
    // The loader of ./run.cjs has no import() to give to a package that stays outside.
    supported: { "dynamic-import": false },
    charset: "ascii",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    // What node puts around a CommonJS module.
    banner: { js: Module.wrapper[0] },
    footer: { js: Module.wrapper[1] },
    logLevel: "silent",
    plugins: [noteInputs(root, seen), yamlPlugin, noCreationStacks, lazyBuiltins],
  });
  // esbuild reads many files at once, so it sees them in any order.
  const inputs = [...seen].sort(([a], [b]) => (a < b ? -1 : 1));
  return { code: result.outputFiles[0].text, inputs };
}

module.exports = { bundle };
