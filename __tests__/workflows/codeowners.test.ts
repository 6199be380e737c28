/** Whoever decides what is built, or what is refused, is reviewed. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../helpers/stack";

const OWNED = readFileSync(path.join(ROOT, ".github/CODEOWNERS"), "utf8")
  .split("\n")
  .filter((line) => /^\/\S+ @\S+$/.test(line))
  .map((line) => line.split(" ")[0] ?? "");

test.each([
  "policies/rules.ts",
  "stacks/app.ts",
  "constructs/foundry-account.ts",
  "config/stack-blocks.ts",
  "tools/build/bundle.cjs",
  "main.ts",
  "cdktf.json",
  "package.json",
  "package-lock.json",
  ".github/workflows/ci.yml",
  ".github/actions/terraform-stack/action.yml",
  ".github/CODEOWNERS",
])("CODEOWNERS covers %s", (file) => {
  expect(OWNED.some((one) => (one.endsWith("/") ? `/${file}`.startsWith(one) : one === `/${file}`))).toBe(true);
});
