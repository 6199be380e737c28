import { createRequire } from "node:module";
import path from "node:path";
import tseslint from "typescript-eslint";

const { forbiddenImport } = createRequire(import.meta.url)("./tools/lint/import-table.cjs");
const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

/** Refuses what the table of allowed imports does not list. */
const importTable = {
  create(context) {
    const file = path.relative(root, context.filename).split(path.sep).join("/");
    const check = (source) => {
      const message = typeof source?.value === "string" ? forbiddenImport(file, source.value) : undefined;
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
    };
  },
};

/** The same input gives the same bytes on every machine. */
const LOCALE_DEPENDENT = {
  selector: "MemberExpression[property.name=/^(toLocaleString|localeCompare)$/]",
  message: "use config/text.ts: how a locale writes and sorts differs between machines",
};

export default tseslint.config(
  { ignores: ["node_modules/", "cdktf.out/", "coverage/"] },
  ...tseslint.configs.strict,
  {
    plugins: { foundry: { rules: { "import-table": importTable } } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "foundry/import-table": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "off",
      "@typescript-eslint/no-explicit-any": "error",
      "no-restricted-syntax": ["error", LOCALE_DEPENDENT],
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
