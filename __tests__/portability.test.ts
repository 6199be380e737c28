/** cdktf can be left on any day: on its successor the same sources come to the same values. Decision 0001 says what moving costs. */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import packageJson from "../package.json";
import { configurationFiles } from "../tools/bench/workload";
import type { Terraform } from "./helpers/stack";
import { ROOT, run, temporaryFolder, type Tree, readTree, writeFiles } from "./helpers/workspace";

const DEPLOYMENTS = 300;

/** One folder of environments for all cases, so that each engine runs once. */
function configuration(): string {
  const folder = temporaryFolder();
  const committed = path.join(ROOT, "config/environments");
  const inHcp = readFileSync(path.join(ROOT, "__tests__/fixtures/environments/dev/account.yaml"), "utf8")
    .replace("name: aucert-ai", "name: aucert-ai-hcp")
    .concat("\nstate: { backend: hcp, organization: aucert, project: foundry }\n");
  cpSync(committed, folder, { recursive: true });
  cpSync(path.join(ROOT, "docs/examples/complete"), folder, { recursive: true });
  cpSync(path.join(ROOT, "__tests__/fixtures/environments/dev"), path.join(folder, "hcp"), { recursive: true });
  writeFiles(folder, {
    "hcp/account.yaml": inHcp,
    ...configurationFiles({ environments: 1, deployments: DEPLOYMENTS }),
  });
  return folder;
}

/** What synth writes on an engine, cdktf unless another is named. */
function outputOn(folder: string, ...engine: string[]): Tree {
  const outdir = temporaryFolder();
  const synth = [path.join(ROOT, "tools/build/run.cjs"), ...engine, "main.ts"];
  // Without a search path: no engine may start a program, as cdktf's own cloud backend starts Terraform.
  const env = { PATH: "", HOME: temporaryFolder(), FOUNDRY_CONFIG_DIR: folder, CDKTF_OUTDIR: outdir };
  const { status, stderr } = run(ROOT, process.execPath, synth, env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return readTree(outdir);
}

/** Every value with its path, in order; of an empty mapping or list itself. */
function valuesOf(value: unknown, at: readonly string[] = []): [string, string][] {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return [[at.join(" > "), JSON.stringify(value)]];
  return entries.flatMap(([key, inner]) => valuesOf(inner, [...at, key]));
}

/** The paths at which two JSON texts differ, those of either alone included, and `order` when what they share is ordered otherwise. */
function differences(textBefore: string, textAfter: string): string[] {
  const [before, after] = [new Map(valuesOf(JSON.parse(textBefore))), new Map(valuesOf(JSON.parse(textAfter)))];
  const found = [...new Set([...before.keys(), ...after.keys()])].filter((at) => before.get(at) !== after.get(at));
  const shared = [...before.keys()].filter((at) => after.has(at));
  const isSameOrder = [...after.keys()].filter((at) => before.has(at)).every((at, index) => at === shared[index]);
  return isSameOrder ? found : [...found, "order"];
}

const folder = configuration();
const names = readdirSync(folder).sort();
const [onCdktf, onCdktn] = [outputOn(folder), outputOn(folder, "--engine=cdktn")];
const files = Object.keys(onCdktf).filter((name) => !name.endsWith("/"));
const isJson = (file: string) => file === "manifest.json" || file.endsWith("/cdk.tf.json");

test("both engines write the same files, of every case", () => {
  expect(names).toEqual(expect.arrayContaining(["dev", "env-001", "hcp", "prod"]));
  expect(Object.keys(onCdktn)).toEqual(Object.keys(onCdktf));
  expect(files).toEqual([
    "manifest.json",
    ...names.map((name) => `manifests/llm-config-${name}.yaml`),
    "policy-report.json",
    ...["foundry", "llm-config"].flatMap((stack) => names.map((name) => `stacks/${stack}-${name}/cdk.tf.json`)),
  ]);
  const large = JSON.parse(onCdktn["stacks/foundry-env-001/cdk.tf.json"]!) as Terraform;
  expect(Object.keys(large.resource.azurerm_cognitive_deployment!)).toHaveLength(DEPLOYMENTS);
});

test.each(files.filter(isJson))("%s: the same values in the same order, but for the engine's version", (file) => {
  const version = file === "manifest.json" ? "version" : "// > metadata > version";

  expect(differences(onCdktf[file]!, onCdktn[file]!)).toEqual([version]);
  expect([onCdktf, onCdktn].map((tree) => new Map(valuesOf(JSON.parse(tree[file]!))).get(version))).toEqual(
    [packageJson.dependencies.cdktf, packageJson.devDependencies.cdktn].map((one) => JSON.stringify(one)),
  );
});

test.each(files.filter((file) => !isJson(file)))("%s: the same bytes", (file) => {
  expect(onCdktn[file]).toBe(onCdktf[file]);
});

test.each([
  ["a number", { a: 1, b: { c: [2, 3] } }, ["b > c > 1"]],
  ["an empty list", { a: [], b: { c: [2, 4] } }, ["a"]],
  ["a missing value", { b: { c: [2, 4] } }, ["a"]],
  ["one too many", { a: 1, b: { c: [2, 4], d: null } }, ["b > d"]],
  ["the order", { b: { c: [2, 4] }, a: 1 }, ["order"]],
])("%s that differs is found", (_, other, places) => {
  expect(differences(JSON.stringify({ a: 1, b: { c: [2, 4] } }), JSON.stringify(other))).toEqual(places);
});
