/** Terraform beside a token reads what this project writes, and nothing that a package has put there. */
import { symlinkSync } from "node:fs";
import path from "node:path";
import { readTree, ROOT, run, temporaryFolder, Workspace, writeFiles } from "../helpers/workspace";

const SCRIPT = path.join(ROOT, "tools/ci/check-stack.cjs");
const FILE = "cdktf.out/stacks/foundry-dev/cdk.tf.json";

interface Stack {
  readonly terraform: { readonly backend: object; readonly required_providers: object };
  readonly resource: Record<string, Record<string, object>>;
}

const check = (folder: string, stack = "foundry-dev") => run(folder, process.execPath, [SCRIPT, stack]);

function checkedWith(change: (stack: Stack) => object) {
  const folder = temporaryFolder();
  const stack: Stack = {
    terraform: {
      backend: { azurerm: { key: "foundry-dev.tfstate" } },
      required_providers: { azurerm: { source: "hashicorp/azurerm", version: "4.55.0" } },
    },
    resource: { azurerm_resource_group: { a: { name: '${join("/", slice(x, 0, 5))}', tags: { note: "a (b)" } } } },
  };
  writeFiles(folder, { [FILE]: JSON.stringify({ ...stack, ...change(stack) }) });
  return check(folder);
}

test("takes every section of the complete example, and says nothing", () => {
  const workspace = new Workspace();
  workspace.synth({ FOUNDRY_CONFIG_DIR: path.join(ROOT, "docs/examples/complete") });

  for (const stack of ["foundry-prod", "llm-config-prod"])
    expect(check(workspace.folder, stack)).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("takes a stack as this project writes it", () => {
  expect(checkedWith(() => ({}))).toEqual({ status: 0, stdout: "", stderr: "" });
});

const CLOUD = { organization: "aucert", workspaces: { name: "foundry-dev", project: "foundry" } };

test("takes a stack whose state is in HCP Terraform", () => {
  expect(checkedWith(() => ({ terraform: { cloud: CLOUD } }))).toEqual({ status: 0, stdout: "", stderr: "" });
});

const ref = (text: string) => ({ azurerm_resource_group: { a: { name: text } } });

test.each<[string, (stack: Stack) => object]>([
  ["data", () => ({ data: { external: {} } })],
  ["module", () => ({ module: { x: { source: "./x" } } })],
  ["resource.terraform_data", () => ({ resource: { terraform_data: { a: {} } } })],
  [
    "resource.azurerm_resource_group.a.provisioner",
    () => ({ resource: { azurerm_resource_group: { a: { provisioner: [] } } } }),
  ],
  [
    "the source of provider azurerm",
    (stack) => ({ terraform: { ...stack.terraform, required_providers: { azurerm: { source: "evil/azurerm" } } } }),
  ],
  [
    "terraform.required_providers.external",
    (stack) => ({
      terraform: { ...stack.terraform, required_providers: { external: { source: "hashicorp/external" } } },
    }),
  ],
  ["terraform.backend.azurerm", (stack) => ({ terraform: { ...stack.terraform, cloud: CLOUD } })],
  ["terraform.cloud.hostname", () => ({ terraform: { cloud: { ...CLOUD, hostname: "tfe.example.com" } } })],
  ["terraform.cloud.token", () => ({ terraform: { cloud: { ...CLOUD, token: "x" } } })],
  [
    "terraform.cloud.workspaces.tags",
    () => ({ terraform: { cloud: { ...CLOUD, workspaces: { ...CLOUD.workspaces, tags: ["x"] } } } }),
  ],
  [
    'the workspace\'s name "foundry-prod"',
    () => ({ terraform: { cloud: { ...CLOUD, workspaces: { ...CLOUD.workspaces, name: "foundry-prod" } } } }),
  ],
  [
    "terraform.backend.http",
    (stack) => ({ terraform: { ...stack.terraform, backend: { azurerm: { key: "foundry-dev.tfstate" }, http: {} } } }),
  ],
  [
    "terraform.backend.azurerm.endpoint",
    (stack) => ({
      terraform: { ...stack.terraform, backend: { azurerm: { key: "foundry-dev.tfstate", endpoint: "x" } } },
    }),
  ],
  [
    'the state\'s name "foundry-prod.tfstate"',
    (stack) => ({ terraform: { ...stack.terraform, backend: { azurerm: { key: "foundry-prod.tfstate" } } } }),
  ],
  ["provider.external", () => ({ provider: { external: [{}] } })],
  ["provider.azurerm.metadata_host", () => ({ provider: { azurerm: [{ features: [], metadata_host: "x" }] } })],
  ["provider.kubernetes.exec", () => ({ provider: { kubernetes: [{ exec: { command: "sh" } }] } })],
  ["the call of file", () => ({ resource: ref('${file("/proc/self/environ")}') })],
  ["the call of templatefile", () => ({ resource: ref('%{if true}${join("", templatefile("x", {}))}%{endif}') })],
  ["the call of something", () => ({ resource: ref('${file/**/("x")}') })],
  ["resource.azurerm_resource_group.a", () => ({ resource: { azurerm_resource_group: { a: [{ provisioner: [] }] } } })],
  ["resource.azurerm_resource_group", () => ({ resource: { azurerm_resource_group: [{ a: {} }] } })],
  ["resource.0", () => ({ resource: [{ terraform_data: {} }] })],
  ["the call of provider::x::run", () => ({ output: { "${provider::x::run()}": {} } })],
])("rejects %s, and says what to do", (what, change) => {
  const { status, stdout, stderr } = checkedWith(change);

  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(
    /^cdktf\.out\/stacks\/foundry-dev\/cdk\.tf\.json: .* is nothing that this project writes\..*\n$/,
  );
  expect(stderr).toContain(`: ${what} is nothing`);
});

test.each(["foundry-dev/../foundry-dev", "llm-config-dev", ""])(
  "rejects %j, which is no stack that was synthesised",
  (stack) => {
    const folder = temporaryFolder();
    writeFiles(folder, { [FILE]: "{}" });

    expect(check(folder, stack).status).toBe(2);
  },
);

test("leaves Terraform only what was looked at: of a key that stands twice, the last", () => {
  const folder = temporaryFolder();
  const terraform = '"terraform":{"backend":{"azurerm":{"key":"foundry-dev.tfstate"}}}';
  writeFiles(folder, { [FILE]: `{"resource":{"terraform_data":{"a":{}}},"resource":{},${terraform}}` });

  expect(check(folder).status).toBe(0);
  expect(readTree(folder)[FILE]).toBe(`{"resource":{},${terraform}}`);
});

test("rejects a link in place of the file", () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "other.json": "{}", "cdktf.out/stacks/foundry-dev/.keep": "" });
  symlinkSync("../../../other.json", path.join(folder, FILE));

  expect(check(folder)).toMatchObject({
    status: 2,
    stderr: '"foundry-dev" is no stack that was synthesised\n',
  });
});
