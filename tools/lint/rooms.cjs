"use strict";
// Who imports whom: held against .dependency-cruiser.cjs and, drawn by room, against docs/architecture.md.
// `npm run rooms` draws anew; --check, as `npm run lint` has it, only says what is wrong.
const { spawnSync } = require("node:child_process");
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");

const ROOT = path.resolve(__dirname, "../..");
const PAGE = "docs/architecture.md";
const DRAWN = ["main.ts", "config", "constructs", "policies", "stacks", "tools", "docs/examples/backend"];
const BLOCK = /(<!-- rooms: npm run rooms -->\n+```mermaid\n)([^]*?)(```)/;

/** Stdout of a program of dependency-cruiser; ends with its exit code where it could not run. */
function cruiser(program, args, input = "") {
  const file = path.join(ROOT, "node_modules/dependency-cruiser/bin", program);
  const options = { cwd: ROOT, input, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], options);
  if (stdout !== "") return stdout;
  process.stderr.write(stderr);
  process.exit(status || 2);
}

const imports = cruiser("dependency-cruise.mjs", ["--output-type", "json", ...DRAWN, "__tests__"]);
const drawn = cruiser(
  "depcruise-fmt.mjs",
  [
    ...[
      "--output-type",
      "mermaid",
      "--collapse",
      "^(config|constructs|policies|stacks|tools/[a-z-]+|docs/examples/backend)(?=/)",
    ],
    ...["--include-only", `^(${DRAWN.join("|").replace(".", "\\.")})`, "-"],
  ],
  imports,
).replace(/\n{2,}/g, "\n");
// In whatever order the files came.
const drawing = drawn.replace(/(?:^\w+-->\w+\n)+/m, (arrows) =>
  arrows
    .split(/(?<=\n)/)
    .sort()
    .join(""),
);

const page = readFileSync(path.join(ROOT, PAGE), "utf8");
if (!process.argv.includes("--check")) {
  writeFileSync(
    path.join(ROOT, PAGE),
    page.replace(BLOCK, (_, before, __, after) => before + drawing + after),
  );
} else {
  const { violations } = JSON.parse(imports).summary;
  // One arrow too many closes circles everywhere: what is forbidden by itself comes first, of the circles only the shortest.
  for (const { from, to, rule, cycle } of violations) {
    if (cycle === undefined) console.error(`${from} may not import ${to} (${rule.name})`);
  }
  const circles = violations.flatMap(({ from, cycle }) => (cycle ? [[from, ...cycle.map(({ name }) => name)]] : []));
  const [shortest] = circles.sort((a, b) => a.length - b.length);
  if (shortest !== undefined) console.error(`a circle of imports: ${shortest.join(" -> ")}`);
  const isFresh = BLOCK.exec(page)?.[2] === drawing;
  if (!isFresh) console.error(`${PAGE}: the drawing of the rooms is stale; npm run rooms draws it anew`);
  process.exitCode = violations.length > 0 || !isFresh ? 1 : 0;
}
