import tseslint from "typescript-eslint";

/** What every start of a command would pay for; docs/decisions/0009-compiled-code-kept.md has the figures. */
const SLOW_STARTS = [
  {
    selector: "ImportDeclaration[source.value='zod/mini'][importKind='value'] ImportSpecifier[imported.name='z']",
    message: 'write import * as z from "zod/mini": { z } takes all of zod and its translations into the bundle',
  },
  {
    selector: "MemberExpression[property.name=/^(toLocaleString|localeCompare)$/]",
    message: "use config/text.ts: locale data takes 7 to 18 ms to load, and differs between machines",
  },
];

export default tseslint.config(
  { ignores: ["node_modules/", "cdktf.out/", "coverage/"] },
  ...tseslint.configs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "no-restricted-syntax": ["error", ...SLOW_STARTS],
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", 50],
      "no-console": "error",
    },
  },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off", "no-console": "off" } },
  {
    files: ["__tests__/**"],
    rules: {
      "max-lines-per-function": "off",
      "no-restricted-syntax": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
