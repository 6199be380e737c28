"use strict";
// The table of allowed imports. ESLint and __tests__/architecture.test.ts both read it.
const path = require("node:path");

const CONFIG_LEAVES = [
  "model",
  "model-account",
  "model-network",
  "model-operations",
  "matcher",
  "addresses",
  "llm-env",
  "providers",
].map((name) => `config/${name}`);
const CDKTF = ["cdktf", "constructs"];
const PROVIDERS = ["@cdktf/provider-azurerm/lib/", "@cdktf/provider-kubernetes/lib/"];

/**
 * What each room may import: files by the beginning of their path, packages by name or, ending in `/`, by prefix.
 * The first room whose path a file begins with is the file's room. Node's own modules are open to rooms marked `node`.
 */
const ROOMS = [
  { room: "main.ts", files: ["config/", "stacks/"], packages: [], node: true },
  {
    room: "stacks/",
    files: ["stacks/", "constructs/", "policies/", "config/"],
    packages: [...CDKTF, ...PROVIDERS],
    node: true,
  },
  { room: "constructs/", files: ["constructs/", ...CONFIG_LEAVES], packages: [...CDKTF, ...PROVIDERS] },
  { room: "policies/", files: ["policies/", "config/"], packages: CDKTF, node: true },
  { room: "config/", files: ["config/"], packages: ["yaml", "zod/mini"], node: true },
  { room: "tools/cli/", files: ["tools/", "config/"], packages: ["openai", "@azure/identity"], node: true },
  { room: "tools/bench/", files: ["tools/bench/", "config/"], packages: [], node: true },
  { room: "tools/cost/", files: ["tools/cost/", "config/"], packages: [], node: true },
  { room: "tools/review/", files: ["tools/review/", "config/"], packages: [], node: true },
  { room: "tools/validate/", files: ["tools/validate/", "config/"], packages: [], node: true },
  { room: "tools/smoke/", files: ["tools/smoke/", "tools/llm-reader", "config/"], packages: ["openai"], node: true },
  {
    room: "tools/preflight/azure/",
    files: ["tools/preflight/", "config/"],
    packages: ["@azure/identity", "@azure/arm-cognitiveservices", "@azure/core-rest-pipeline"],
    node: true,
  },
  { room: "tools/preflight/", files: ["tools/preflight/", "config/"], packages: ["zod/mini"], node: true },
  { room: "tools/", files: ["config/"], packages: [], node: true },
];

/** What nothing may import: a file, or all in a folder. */
const ENTRY_POINTS = ["main", "tools/cli/bin/"];

/** The room of a file (path from the root, with `/`), or undefined outside the table (tests, build files). */
function roomOf(file) {
  return ROOMS.find(({ room }) => file.startsWith(room));
}

/** Where a relative import leads, as a path from the root without extension. */
function resolveImport(file, specifier) {
  return path.posix.join(path.posix.dirname(file), specifier).replace(/\.ts$/, "");
}

/** Whether a path is one of these, or in one of the folders among them, which end in a slash. */
function isUnder(target, places) {
  return places.some((place) => (place.endsWith("/") ? target.startsWith(place) : target === place));
}

/** What is wrong with an import, or undefined. */
function forbiddenImport(file, specifier) {
  if (/^@cdktf\/provider-[a-z]+(\/lib\/?(index(\.js)?)?)?$/.test(specifier))
    return "import providers by deep path: the index costs seconds";
  if (specifier.startsWith(".") && isUnder(resolveImport(file, specifier), ENTRY_POINTS))
    return "nobody imports an entry point";
  const room = roomOf(file);
  if (room === undefined) return undefined;
  const refuse = `${room.room} may not import ${specifier}; the table is in tools/lint/import-table.cjs`;
  if (specifier.startsWith("node:")) return room.node ? undefined : refuse;
  if (!specifier.startsWith(".")) {
    return isUnder(specifier, room.packages) ? undefined : refuse;
  }
  const target = resolveImport(file, specifier);
  return isUnder(target, room.files) ? undefined : refuse;
}

module.exports = { ROOMS, forbiddenImport, resolveImport, roomOf };
