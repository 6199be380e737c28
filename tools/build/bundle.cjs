"use strict";
// Bundles one TypeScript entry point into one JavaScript text and notes every source file that went into it.
const fs = require("node:fs");
const path = require("node:path");
const { contentOf, hashOf, packagesOf } = require("./files.cjs");

/** Inputs that no import names. npm rewrites the first whenever the installed packages change. */
const buildFilesOf = (root) => [
  `${packagesOf(root)}/.package-lock.json`,
  "tools/build/bundle.cjs",
  "tools/build/yaml-module.cjs",
];
/** Packages that only the commands talking to a service load, and the one that draws. */
const EXTERNAL = ["@azure/*", "@viz-js/viz", "google-auth-library", "openai"];

/**
 * What cdktf zips assets with. It runs the file of its own that does so as a program, which no file of a bundle is; and
 * loading it takes a seventh of a small synth.
 */
const ZIPPER = {
  name: "no-zipper",
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/]archiver[\\/]index\.js$/ }, () => ({ contents: "" }));
  },
};

/** Reads the project's own files, and notes what it read. */
function readSources(root, inputs) {
  return {
    name: "read-sources",
    setup(build) {
      build.onLoad({ filter: /\.(ts|json|yaml)$/ }, ({ path: file }) => {
        const name = path.relative(root, file).split(path.sep).join("/");
        if (name.includes("node_modules/")) return undefined;
        const content = fs.readFileSync(file);
        inputs[name] = hashOf(content);
        if (!name.endsWith(".yaml")) return { contents: content, loader: "default" };
        // V8 reads a large literal faster as JSON than as code.
        const json = JSON.stringify(require("./yaml-module.cjs").yamlToJson(content.toString()));
        return { contents: `module.exports = JSON.parse(${json});`, loader: "js" };
      });
    },
  };
}

/**
 * Bundles `entry`, a path relative to `root`.
 * @param {string} [engine] package that takes cdktf's place, for every import of it; cdktf itself unless given
 * @returns {Promise<{code: string, inputs: Record<string, string | null>}>} the code, and the hash of each input
 */
exports.bundle = async (root, entry, engine) => {
  const inputs = Object.fromEntries(buildFilesOf(root).map((file) => [file, hashOf(contentOf(path.join(root, file)))]));
  const result = await require("esbuild").build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20.19",
    resolveExtensions: [".ts", ".js", ".json"],
    external: EXTERNAL,
    // In place of every tsconfig.json: by its `paths` one could lead an import to any file of the repository.
    tsconfigRaw: { compilerOptions: { strict: true } },
    alias: engine === undefined ? {} : { cdktf: engine },
    // What runs from memory has no import() to give to a package that stays outside.
    supported: { "dynamic-import": false },
    // node reads and compiles less at every start; an error still shows a line, not the whole bundle.
    minifyWhitespace: true,
    lineLimit: 120,
    logLevel: "silent",
    plugins: [ZIPPER, readSources(root, inputs)],
  });
  // esbuild reads several files at once: which comes first differs from run to run.
  return { code: result.outputFiles[0].text, inputs: Object.fromEntries(Object.entries(inputs).sort()) };
};
