/** Straight from the TypeScript sources, synth writes the same bytes as from the bundle, for any configuration. */
import { cpSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { ROOT, run, Workspace } from "./helpers/workspace";

const ENVIRONMENTS = 12;

const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{1,20}[A-Za-z0-9]$/);
const word = fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/);
const option = fc.constantFrom("NoAutoUpgrade", "OnceCurrentVersionExpired");
const model = fc.record(
  {
    name,
    format: fc.constant("OpenAI"),
    apis: fc.constant(["chat-completions"]),
    version: fc.constantFrom("1", "0125", "2026-01-01"),
    capacity: fc.integer({ min: 1, max: 1000 }),
    versionUpgradeOption: option,
    raiPolicy: fc.constantFrom("Microsoft.DefaultV2", "Microsoft.Default"),
    directFromAzure: fc.boolean(),
  },
  { requiredKeys: ["name", "format", "apis", "version", "capacity"] },
);
/** Names that Azure and Terraform can tell apart. */
const models = fc.uniqueArray(model, {
  minLength: 1,
  maxLength: 8,
  selector: (one) => one.name.toLowerCase().replace(/[^a-z0-9]/g, ""),
});
/** Settings that no policy refuses. */
const account = fc.record(
  {
    createResourceGroup: fc.boolean(),
    projectManagement: fc.boolean(),
    tags: fc.dictionary(word, fc.stringMatching(/^[ -~äßø]{0,20}$/), { maxKeys: 4 }),
  },
  { requiredKeys: [] },
);
const environment = fc.record({
  account,
  models,
  layers: fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
  namespaces: fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
});

type Generated = typeof environment extends fc.Arbitrary<infer Value> ? Value : never;

/** The three files of an environment, with whatever was generated. */
function filesOf(index: number, { account, models, layers, namespaces }: Generated) {
  const folder = `generated/env-${index}`;
  const id = { name: `account-${index}`, resourceGroup: "some-rg", location: "westus" };
  const aks = { cluster: `cluster-${index}`, namespaces, serviceAccount: "client" };
  const routes = layers.map((layer, at) => [layer, { stage: "L1", model: models[at % models.length]?.name }]);
  const llm = { version: 1, provider: "foundry", layers: Object.fromEntries(routes) as object };
  return {
    [`${folder}/account.yaml`]: stringify({ version: 1, account: { ...id, ...account }, aks }),
    [`${folder}/models.yaml`]: stringify({ version: 1, models }),
    [`${folder}/llm-config.yaml`]: stringify(llm),
  };
}

test("of generated configurations, and of the complete example", () => {
  const generated = fc.sample(environment, { seed: 9, numRuns: ENVIRONMENTS }).map((one, at) => filesOf(at, one));
  const workspace = new Workspace(Object.assign({}, ...generated) as Record<string, string>);
  cpSync(path.join(ROOT, "docs/examples/complete"), workspace.path("generated"), { recursive: true });
  const env = { FOUNDRY_CONFIG_DIR: "generated" };
  const tsNode = ["-P", path.join(ROOT, "tsconfig.json"), path.join(ROOT, "main.ts")];

  const bundle = workspace.synth({ ...env, CDKTF_OUTDIR: "from-bundle" });
  const source = run(workspace.folder, path.join(ROOT, "node_modules/.bin/ts-node"), tsNode, {
    ...env,
    CDKTF_OUTDIR: "from-source",
  });

  expect([bundle.status, bundle.stderr, source.status, source.stderr]).toEqual([0, "", 0, ""]);
  expect(source.stdout.replace("from-source", "from-bundle")).toBe(bundle.stdout);
  const output = workspace.output("from-bundle");
  expect(Object.keys(output).filter((file) => file.endsWith("cdk.tf.json"))).toHaveLength(2 * (ENVIRONMENTS + 1));
  expect(workspace.output("from-source")).toEqual(output);
});
