/** The rules on imports refuse what they should, and the drawing of the rooms is what the imports are. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { ROOT, temporaryFolder, writeFiles } from "./helpers/workspace";

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** What the rules say of a project of these files alone. */
function violationsIn(files: Readonly<Record<string, string>>): Violation[] {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"]) {
    cpSync(path.join(ROOT, name), path.join(folder, name));
  }
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "dir");
  const cruiser = path.join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [cruiser, ...Object.keys(files), "--preserve-symlinks", "--output-type", "json"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const TARGETS = {
  "main.ts": "export {};",
  "config/load.ts": "export {};",
  "config/rule.ts": "export {};",
  "config/llm/resolve.ts": "export {};",
  "config/sections/budget/rules.ts": "export {};",
  "config/sections/budget/checks.ts": "export {};",
  "constructs/foundry-account.ts": "export {};",
  "policies/policy-rule.ts": "export {};",
  "stacks/app.ts": "export {};",
  "tools/cli/io.ts": "export {};",
  "tools/cli/bin/cost.ts": "export {};",
  "tools/text/table.ts": "export {};",
  "tools/validate/render.ts": "export {};",
};

/** Each file that imports what it may not. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  "constructs/x.ts": [
    "../config/load",
    "../config/llm/resolve",
    "../config/sections/budget/checks",
    "../stacks/app",
    "../policies/policy-rule",
    "node:fs",
    "yaml",
    "@cdktf/provider-azurerm",
    "@cdktf/provider-azurerm/lib/index",
  ],
  "config/x.ts": ["cdktf", "constructs", "../constructs/foundry-account", "../stacks/app", "../tools/cli/io"],
  "policies/x.ts": [
    "../stacks/app",
    "../constructs/foundry-account",
    "@cdktf/provider-azurerm/lib/provider",
    "../main",
  ],
  "stacks/x.ts": ["../tools/cli/io", "@cdktf/provider-kubernetes"],
  "tools/cost/x.ts": ["cdktf", "../validate/render", "../cli/io", "../../constructs/foundry-account", "../../main"],
  "tools/cli/x.ts": ["cdktf", "constructs", "./bin/cost"],
  "tools/text/x.ts": ["node:fs", "../cli/io"],
  "tools/preflight/checks/x.ts": ["@azure/identity"],
  "tools/preflight/x.ts": ["../cli/io"],
  "tools/validate/x.ts": ["../../stacks/app"],
};

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "constructs/y.ts": [
    "../config/rule",
    "../config/sections/budget/rules",
    "@cdktf/provider-azurerm/lib/cognitive-account",
    "cdktf",
    "constructs",
  ],
  "config/y.ts": ["./load", "zod/mini", "yaml", "ipaddr.js", "node:fs"],
  "policies/y.ts": ["cdktf", "../config/load"],
  "stacks/y.ts": ["../policies/policy-rule", "../constructs/foundry-account", "../config/load", "node:fs"],
  "tools/cli/y.ts": ["../validate/render", "../../config/load"],
  "tools/cost/y.ts": ["../../config/load", "../text/table"],
};

const importing = (table: typeof REFUSED) =>
  Object.fromEntries(Object.entries(table).map(([file, list]) => [file, list.map(importLine).join("\n")]));
const importLine = (specifier: string, index: number): string => `import type * as i${index} from "${specifier}";`;

describe("the rules on imports", () => {
  const violations = violationsIn({ ...TARGETS, ...importing(REFUSED), ...importing(ALLOWED) });
  const countOf = (file: string): number =>
    new Set(violations.filter(({ from }) => from === file).map(({ to }) => to)).size;

  test.each(Object.entries(REFUSED))("refuse everything that %s imports", (file, list) => {
    // The index of a provider is one file, by whichever name.
    const files = new Set(list.map((specifier) => specifier.replace(/\/lib\/index$/, "")));
    expect([file, countOf(file)]).toEqual([file, files.size]);
  });

  test.each(Object.keys(ALLOWED))("allow everything that %s imports", (file) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([]);
  });
});

test("refuse a cycle of types, and a file outside the rooms", () => {
  const found = violationsIn({
    "config/a.ts": 'import type { B } from "./b";\nexport type A = B;',
    "config/b.ts": 'import type { A } from "./a";\nexport type B = A | 1;',
    "tools/new/x.ts": 'import "../../config/a";',
  });

  expect(found.map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual(
    expect.arrayContaining(["no-cycle: config/a.ts", "no-file-outside-the-rooms: tools/new/x.ts"]),
  );
});

test("the drawing in docs/architecture.md is fresh (npm run rooms)", () => {
  const drawing = execFileSync(process.execPath, [path.join(ROOT, "tools/lint/draw-rooms.cjs"), "--print"], {
    encoding: "utf8",
  });

  expect(drawing).toContain('["config"]');
  expect(readFileSync(path.join(ROOT, "docs/architecture.md"), "utf8")).toContain(drawing);
}, 30_000);
