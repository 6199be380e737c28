import tseslint from "typescript-eslint";

/** The same input gives the same bytes on every machine. */
const LOCALE_DEPENDENT = {
  selector: "MemberExpression[property.name=/^(toLocaleString|localeCompare)$/]",
  message: "use config/text.ts: how a locale writes and sorts differs between machines",
};

export default tseslint.config(
  { ignores: ["node_modules/", "cdktf.out/", "coverage/"] },
  ...tseslint.configs.strict,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "no-duplicate-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "no-restricted-syntax": ["error", LOCALE_DEPENDENT],
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", 50],
      "no-console": "error",
    },
  },
  // Texts only, a chapter of a page each.
  { files: ["config/findings/explanations/*.ts"], rules: { "max-lines": "off" } },
  // One file to copy.
  { files: ["docs/examples/backend/typescript/llm.ts"], rules: { "max-lines": "off" } },
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
