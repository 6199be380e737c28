"use strict";
// Draws which room imports which into docs/architecture.md: `npm run rooms`. Prints the drawing with --print.
const { execFileSync } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");

const ROOT = path.resolve(__dirname, "../..");
const PAGE = path.join(ROOT, "docs/architecture.md");
const SOURCES = ["main.ts", "config", "constructs", "policies", "stacks", "tools"];
const BLOCK = /(<!-- rooms: npm run rooms -->\n+```mermaid\n)[^]*?(```)/;

const drawing = execFileSync(
  process.execPath,
  [
    path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
    ...["--config", ".dependency-cruiser.cjs", "--output-type", "mermaid"],
    ...["--include-only", `^(${SOURCES.join("|").replace(".", "\\.")})`],
    ...["--collapse", "^(config|constructs|policies|stacks|tools/[a-z]+)(?=/)"],
    ...SOURCES,
  ],
  { cwd: ROOT, encoding: "utf8" },
).replace(/\n{2,}/g, "\n");

if (process.argv.includes("--print")) process.stdout.write(drawing);
else
  writeFileSync(
    PAGE,
    readFileSync(PAGE, "utf8").replace(BLOCK, (_, before, after) => before + drawing + after),
  );
