/** The table of allowed imports holds, for every file and to the letter. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

interface ImportTable {
  readonly ROOMS: readonly { readonly room: string; readonly files: readonly string[] }[];
  forbiddenImport(file: string, specifier: string): string | undefined;
  resolveImport(file: string, specifier: string): string;
  roomOf(file: string): { readonly room: string } | undefined;
}

const { forbiddenImport, resolveImport, ROOMS, roomOf } = jest.requireActual<ImportTable>(
  "../tools/lint/import-table.cjs",
);

const ROOT = path.resolve(__dirname, "..");
const ROOT_FILES = ["main.ts"];
const FOLDERS = ["config", "constructs", "policies", "stacks", "tools"];

/** Files below the project's folders, as paths from the root. */
function filesIn(folders: readonly string[], extension: RegExp): string[] {
  return folders
    .filter((folder) => existsSync(path.join(ROOT, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        path.join(folder, name),
      ),
    )
    .filter((name) => extension.test(name))
    .map((name) => name.split(path.sep).join("/"))
    .sort();
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}

/** Everything a text imports: statically, as type only, by `export from`, `import()`, `import("x").T` and `require()`. */
function importsOf(text: string): string[] {
  const found: string[] = [];
  const note = (node: ts.Node | undefined): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) found.push(node.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) note(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) note(node.expression);
    else if (ts.isImportTypeNode(node)) note(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    else if (ts.isCallExpression(node)) {
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
      if (isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword) note(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("x.ts", text, ts.ScriptTarget.ES2022));
  return found;
}

/** Follows the arrows from every file and gives the first way that leads back to where it began. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const follow = (file: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = follow(next, [...way, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  return [...graph.keys()].map((file) => follow(file, [])).find((cycle) => cycle !== undefined);
}

const sources = [...ROOT_FILES, ...filesIn(FOLDERS, /\.ts$/)];
const imports = new Map(sources.map((file) => [file, importsOf(read(file))]));
/** Which source file each source file imports. */
const graph = new Map(
  [...imports].map(([file, specifiers]) => [
    file,
    specifiers.filter((one) => one.startsWith(".")).map((one) => `${resolveImport(file, one)}.ts`),
  ]),
);

describe("the project", () => {
  test("has source files in every room that the other tests look at", () => {
    expect(sources).toEqual(
      expect.arrayContaining(["main.ts", "config/load.ts", "constructs/model-deployment.ts", "stacks/app.ts"]),
    );
    expect(graph.get("main.ts")).toEqual(expect.arrayContaining(["config/load.ts", "stacks/synth.ts"]));
  });

  test("has no source file outside the table", () => {
    expect(sources.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  test("has no forbidden import", () => {
    const forbidden = [...imports].flatMap(([file, specifiers]) =>
      specifiers.flatMap((one) => forbiddenImport(file, one) ?? []).map((problem) => `${file}: ${problem}`),
    );

    expect(forbidden).toEqual([]);
  });

  test("has no import cycle, type-only imports included", () => {
    expect(cycleIn(graph)).toBeUndefined();
  });

  test("shows constructs of config only leaves, which import nothing else of the project", () => {
    const leaves =
      ROOMS.find(({ room }) => room === "constructs/")?.files.filter((file) => file !== "constructs/") ?? [];

    const beyond = leaves.flatMap((leaf) => graph.get(`${leaf}.ts`) ?? [`${leaf}.ts is missing`]);

    expect(leaves).toEqual(expect.arrayContaining(["config/model", "config/addresses", "config/llm-env"]));
    expect(beyond.filter((file) => !leaves.includes(file.replace(/\.ts$/, "")))).toEqual([]);
  });

  test("has no file over 300 lines", () => {
    const files = [...ROOT_FILES, ...filesIn([...FOLDERS, "__tests__"], /\.(ts|cjs|mjs)$/)];

    const long = files.filter((file) => read(file).trimEnd().split("\n").length > 300);

    expect(long).toEqual([]);
  });
});

describe("the table", () => {
  test.each([
    ["constructs/x.ts", "../config/load"],
    ["constructs/x.ts", "../config/llm-environment"],
    ["constructs/x.ts", "../stacks/app"],
    ["constructs/x.ts", "../policies/rule"],
    ["constructs/x.ts", "node:fs"],
    ["constructs/x.ts", "yaml"],
    ["config/x.ts", "cdktf"],
    ["config/x.ts", "zod"],
    ["config/checks/x.ts", "constructs"],
    ["config/x.ts", "../constructs/foundry-account"],
    ["config/x.ts", "../stacks/app"],
    ["config/x.ts", "../tools/cli/io"],
    ["policies/x.ts", "../stacks/app"],
    ["policies/x.ts", "../constructs/foundry-account"],
    ["policies/x.ts", "@cdktf/provider-azurerm/lib/provider"],
    ["stacks/x.ts", "../tools/cli/io"],
    ["tools/cost/x.ts", "cdktf"],
    ["tools/cli/x.ts", "cdktf"],
    ["tools/cli/x.ts", "constructs"],
    ["tools/cost/x.ts", "../validate/render-findings"],
    ["tools/cost/x.ts", "../cli/io"],
    ["tools/text/x.ts", "../cost/x"],
    ["tools/text/x.ts", "node:fs"],
    ["tools/validate/x.ts", "../cost/x"],
    ["tools/preflight/checks/x.ts", "@azure/identity"],
    ["tools/preflight/x.ts", "../cli/io"],
    ["tools/validate/x.ts", "../../stacks/app"],
    ["tools/cost/x.ts", "../../constructs/foundry-account"],
    ["main.ts", "cdktf"],
    ["main.ts", "./tools/cli/io"],
    ["main.ts", "./constructs/foundry-account"],
  ])("refuses in %s an import of %s, and says where the table is", (file, specifier) => {
    expect(forbiddenImport(file, specifier)).toBe(
      `${roomOf(file)?.room} may not import ${specifier}; the table is in tools/lint/import-table.cjs`,
    );
  });

  test.each([
    ["constructs/x.ts", "@cdktf/provider-azurerm"],
    ["stacks/x.ts", "@cdktf/provider-kubernetes"],
    ["__tests__/x.test.ts", "@cdktf/provider-azurerm"],
    ["constructs/x.ts", "@cdktf/provider-azurerm/lib"],
    ["constructs/x.ts", "@cdktf/provider-azurerm/lib/"],
    ["constructs/x.ts", "@cdktf/provider-azurerm/lib/index"],
  ])("refuses in %s the index of a provider, %s", (file, specifier) => {
    expect(forbiddenImport(file, specifier)).toEqual(expect.any(String));
  });

  test.each([
    ["stacks/app.ts", "../main"],
    ["config/load.ts", "../main.ts"],
    ["tools/cli/run-command.ts", "./bin/validate"],
    ["tools/cost/x.ts", "../../main"],
    ["__tests__/main.test.ts", "../main"],
    ["__tests__/tools/cli.test.ts", "../../tools/cli/bin/cost"],
  ])("refuses in %s an import of an entry point, %s", (file, specifier) => {
    expect(forbiddenImport(file, specifier)).toBe("nobody imports an entry point");
  });

  test.each([
    ["main.ts", "./stacks/synth"],
    ["main.ts", "./config/load"],
    ["stacks/x.ts", "../policies/rule"],
    ["stacks/x.ts", "../config/manifest"],
    ["stacks/x.ts", "node:fs"],
    ["constructs/x.ts", "../config/model"],
    ["constructs/x.ts", "@cdktf/provider-azurerm/lib/cognitive-account"],
    ["constructs/x.ts", "cdktf"],
    ["policies/x.ts", "cdktf"],
    ["config/checks/x.ts", "../model"],
    ["config/x.ts", "zod/mini"],
    ["tools/cli/x.ts", "../validate/render-findings"],
    ["tools/cost/x.ts", "../../config/load"],
    ["tools/cost/x.ts", "../text/markdown"],
    ["__tests__/x.test.ts", "../constructs/foundry-account"],
  ])("allows in %s an import of %s", (file, specifier) => {
    expect(forbiddenImport(file, specifier)).toBeUndefined();
  });
});

describe("the search for imports", () => {
  test("finds every form of import", () => {
    const text = `
      import a from "./a";
      import type { B } from "./b";
      import "./c";
      export * from "./d";
      export { e } from "./e";
      import f = require("./f");
      const g = () => import("./g");
      type H = import("./h").H;
      const i = require("./i");
      // import "./comment";
      const text = 'import "./string"';`;

    expect(importsOf(text)).toEqual(["./a", "./b", "./c", "./d", "./e", "./f", "./g", "./h", "./i"]);
  });

  test.each<[Record<string, string[]>, string[] | undefined]>([
    [{ a: ["b", "c"], b: ["d"], c: ["d"], d: [] }, undefined],
    [{ a: ["a"] }, ["a", "a"]],
    [{ a: ["b"], b: ["c"], c: ["b"] }, ["b", "c", "b"]],
    [{ a: ["x"], c: ["b"], b: ["d"], d: ["c"] }, ["c", "b", "d", "c"]],
  ])("finds in %j the cycle %j", (edges, cycle) => {
    expect(cycleIn(new Map(Object.entries(edges)))).toEqual(cycle);
  });
});
