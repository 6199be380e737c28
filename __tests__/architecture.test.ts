/** The rules on imports refuse what they should. That the project keeps them is a matter of `npm run lint`. */
import { spawnSync } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
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
  "main.ts": ["cdktf", "./constructs/foundry-account", "./tools/validate/render"],
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
    "cdktf/lib/terraform-element",
    "constructs/lib/construct",
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

/** What is refused for another reason than the room of its target. */
const CIRCLE = {
  "config/a.ts": 'import type { B } from "./b";\nexport type A = B;',
  "config/b.ts": 'import type { A } from "./a";\nexport type B = A | 1;',
};
const LEAF = { "config/sections/lock/rules.ts": 'import type * as i from "./../budget/checks";' };
const ROOMLESS = { "tools/new/x.ts": 'import "../../config/a";' };

const importing = (table: typeof REFUSED) =>
  Object.fromEntries(Object.entries(table).map(([file, list]) => [file, list.map(importLine).join("\n")]));
const importLine = (specifier: string, index: number): string => `import type * as i${index} from "${specifier}";`;

describe("the rules on imports", () => {
  const violations = violationsIn({
    ...{ ...TARGETS, ...importing(REFUSED), ...importing(ALLOWED) },
    ...{ ...CIRCLE, ...LEAF, ...ROOMLESS },
  });
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

  test.each([
    ["config/a.ts", "no-cycle"],
    ["config/sections/lock/rules.ts", "leaves-know-only-leaves"],
    ["tools/new/x.ts", "no-file-outside-the-rooms"],
  ])("refuse %s by the rule %s", (file, name) => {
    expect(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toContain(name);
  });
});
