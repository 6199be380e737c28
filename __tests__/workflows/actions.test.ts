/** The two actions that the workflows share: one synthesises without a token, the other signs in and runs no package. */
import { readAction, readText, Runner, scriptOf } from "../helpers/workflows";

const synth = readAction("synth").runs.steps;
const stack = readAction("terraform-stack").runs.steps;
const STACK = { terraform: { backend: { azurerm: { key: "foundry-dev.tfstate" } } } };
const FILE = "cdktf.out/stacks/foundry-dev/cdk.tf.json";

describe("local state", () => {
  const script = scriptOf(synth, "Refuse local state");

  function refuse(stacks: string, terraform: object = { backend: { azurerm: {} } }) {
    const machine = new Runner({}, { STACKS: stacks });
    machine.write({ [FILE]: JSON.stringify({ terraform }) });
    return machine.run(script);
  }

  test("is refused before anything is handed over", () => {
    const step = synth.findIndex(({ name }) => name === "Refuse local state");

    expect(step).toBeLessThan(synth.findIndex(({ id }) => id === "tar"));
    expect(refuse("foundry-dev", { backend: { local: { path: "x" } } })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^foundry-dev keeps its state with backend local, .*shared-state\.md\)\n$/,
      ) as string,
    });
  });

  test("shared state goes on in silence", () => {
    const silence = { status: 0, stdout: "", stderr: "" };

    expect(refuse("foundry-dev")).toEqual(silence);
    expect(refuse("foundry-dev", { cloud: { organization: "aucert" } })).toEqual(silence);
  });

  test.each([
    ["foundry-prod", "foundry-prod is not synthesised"],
    ["", "which stack?"],
    ["foundry-prod/../foundry-dev", '"foundry-prod/../foundry-dev" is no stack'],
    ["../stacks/foundry-dev", '"../stacks/foundry-dev" is no stack'],
    ["foundry-dev llm-config-dev", "llm-config-dev is not synthesised"],
  ])("fails otherwise when there is no stack %j", (stacks, sentence) => {
    const { status, stderr } = refuse(stacks);

    expect(status).toBe(2);
    expect(stderr.startsWith(sentence)).toBe(true);
  });
});

describe("what was synthesised", () => {
  /** Hands a folder over as the one action does, and takes a stack from it as the other does. */
  function handOver(files: Record<string, string>, env: { STACK?: string; SHA256?: string } = {}) {
    const machine = new Runner();
    machine.write({ [FILE]: JSON.stringify(STACK), ...files });
    const made = machine.run(scriptOf(synth, "tar"));
    const sha256 = /^sha256=([0-9a-f]{64})\n$/.exec(machine.read("output"))?.[1] ?? "";
    machine.write({ [FILE]: "left over", "cdktf.out/stacks/foundry-dev/old.tf": "left over" });
    return {
      made,
      machine,
      taken: machine.run(scriptOf(stack, "Take the stack"), { STACK: "foundry-dev", SHA256: sha256, ...env }),
    };
  }

  test("arrives as it was", () => {
    const { made, machine, taken } = handOver({});

    expect([made.status, taken.status]).toEqual([0, 0]);
    expect(machine.read(FILE)).toBe(JSON.stringify(STACK));
    expect(machine.run("find cdktf.out -type f").stdout).toBe(`${FILE}\n`);
  });

  test("brings nothing but the one file: no other that Terraform would read, hidden or not", () => {
    const folder = "cdktf.out/stacks/foundry-dev";
    const { machine } = handOver({ [`${folder}/evil.tf`]: "x", [`${folder}/.terraform/modules/modules.json`]: "{}" });

    expect(machine.run("find cdktf.out -type f").stdout).toBe(`${FILE}\n`);
  });

  test.each([["0".repeat(64)], [""]])("fails when its SHA-256 is not the one that was said: %j", (SHA256) => {
    expect(handOver({}, { SHA256 }).taken.status).toBe(1);
  });

  test("fails when it lacks the stack", () => {
    expect(handOver({}, { STACK: "foundry-prod" }).taken.status).not.toBe(0);
  });

  test("fails before anybody signs in when Terraform would run more than this project writes", () => {
    const { taken } = handOver({
      [FILE]: JSON.stringify({ ...STACK, data: { external: { x: { program: ["sh"] } } } }),
    });
    const [take, signIn] = ["Take the stack", "Sign Terraform in by OIDC"].map((name) =>
      stack.findIndex((step) => step.name === name),
    );

    expect(taken.stderr).toContain(`${FILE}: data is nothing that this project writes.`);
    expect(taken.status).toBe(1);
    expect(take).toBeLessThan(stack.findIndex(({ uses }) => uses?.startsWith("azure/login")));
    expect(take).toBeLessThan(signIn ?? 0);
  });
});

describe("kubectl and kubelogin", () => {
  const script = scriptOf(stack, "kubectl and kubelogin for the llm-config stack");
  /** Notes how it is called, and puts programs of known bytes where it is told. */
  const AZ = `echo "$*" >> calls; printf tool | tee "$RUNNER_TEMP/bin/kubectl" > "$RUNNER_TEMP/bin/kubelogin"`;
  const OTHER = "0".repeat(64);

  function install(...hashes: [string, string]) {
    const machine = new Runner({ az: AZ });
    const versions = `KUBECTL_VERSION=1.2.3\nKUBECTL_SHA256=${hashes[0]}\nKUBELOGIN_VERSION=4.5.6\nKUBELOGIN_SHA256=${hashes[1]}\n`;
    machine.write({ "tools.env": versions });
    const result = machine.run(script.replace("tools/ci/cluster-tools.env", "./tools.env"));
    return { ...result, calls: machine.read("calls"), path: machine.read("path") };
  }
  const sha256 = () => new Runner().run("printf tool | sha256sum").stdout.slice(0, 64);

  test("are fetched in the versions that the file says", () => {
    expect(readText("tools/ci/cluster-tools.env")).toMatch(
      /^KUBECTL_VERSION=\d+\.\d+\.\d+\nKUBECTL_SHA256=([0-9a-f]{64})?\nKUBELOGIN_VERSION=\d+\.\d+\.\d+\nKUBELOGIN_SHA256=([0-9a-f]{64})?\n/m,
    );
    expect(install("", "").calls).toMatch(/--client-version 1\.2\.3 .*--kubelogin-version 4\.5\.6 /);
  });

  test("are held against their SHA-256, and then found before the runner's own", () => {
    const { status, stdout, path } = install(sha256(), sha256());

    expect(status).toBe(0);
    expect(stdout).not.toContain("::warning::");
    expect(path).toMatch(/\/temp\/bin\n$/);
  });

  test.each([
    [OTHER, ""],
    ["", OTHER],
  ])("fail when one is another than the file says, and are not used", (...hashes: [string, string]) => {
    expect(install(...hashes)).toMatchObject({ status: 1, path: "" });
  });

  test("are taken by version alone while the file has no SHA-256, and the run says so", () => {
    const { status, stdout } = install(sha256(), "");

    expect(status).toBe(0);
    expect(stdout.split("\n").filter((line) => line.startsWith("::warning::"))).toEqual([
      "::warning::kubelogin is pinned by version only: tools/ci/cluster-tools.env has no SHA-256 of it (docs/runbooks/github.md#6-kubectl-and-kubelogin)",
    ]);
  });
});

describe("terraform init", () => {
  const script = scriptOf(stack, "Initialise Terraform");
  const init = (text: string, code: number) =>
    new Runner({ terraform: `echo "${text}" >&2; exit ${code}` }, { STACK: "foundry-dev" }).run(script);

  test.each([
    ["foundry-dev", "azurerm"],
    ["llm-config-dev", "kubernetes"],
  ])("of %s takes only what the lock file of %s says, whatever the tar had, and without one any", (stack, provider) => {
    const lock = `cdktf.out/stacks/${stack}/.terraform.lock.hcl`;
    const called = (files: Record<string, string>) => {
      const machine = new Runner({ terraform: 'echo "$*"' }, { STACK: stack });
      machine.write({ [`cdktf.out/stacks/${stack}/cdk.tf.json`]: "{}", ...files });
      const { status, stdout } = machine.run(script);
      expect(status).toBe(0);
      return { stdout, machine };
    };

    const pinned = called({ [`config/provider-locks/${provider}.lock.hcl`]: "kept", [lock]: "of a package" });
    expect(pinned.stdout).toBe(`-chdir=cdktf.out/stacks/${stack} init -input=false -no-color -lockfile=readonly\n`);
    expect(pinned.machine.read(lock)).toBe("kept");
    const other = provider === "azurerm" ? "kubernetes" : "azurerm";
    const open = called({ [`config/provider-locks/${other}.lock.hcl`]: "kept" });
    expect(open.stdout).toMatch(
      /^::notice::the provider .* is pinned by version only: .*\n-chdir=\S+ init -input=false -no-color\n$/,
    );
    expect(open.machine.run(`test ! -e ${lock}`).status).toBe(0);
  });

  test.each([
    "unexpected status 403 (403 This request is not authorized to perform this operation using this permission.)",
    "blobs.Client#PutBlockBlob: Failure responding to request: StatusCode=403",
    "Code=AuthorizationPermissionMismatch",
  ])("that Azure refuses names the first state, who makes it, and where to read on: %s", (text) => {
    const { status, stdout } = init(text, 1);
    const links = [...stdout.matchAll(/docs\/runbooks\/github\.md#([\w-]+)/g)].map(([, anchor]) => anchor);
    const anchors = [...readText("docs/runbooks/github.md").matchAll(/^## (.*)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );

    expect(status).toBe(1);
    expect(stdout).toMatch(
      /\n::error::Azure refused the state of foundry-dev\. .* a deployer makes it once with terraform init /,
    );
    expect(links).toHaveLength(2);
    for (const link of links) expect(anchors).toContain(link);
  });

  test("that lacks a sign-in to HCP Terraform says that the runs are there", () => {
    const { status, stdout } = init("Error: Required token could not be found", 1);

    expect(status).toBe(1);
    expect(stdout).toMatch(
      /\n::error::The state of foundry-dev is in HCP Terraform, .*runs-elsewhere\.md#hcp-terraform\)\.\n$/,
    );
    expect(readText("docs/runbooks/runs-elsewhere.md")).toContain("\n## HCP Terraform\n");
  });

  test("that fails for another reason shows Terraform's words alone", () => {
    const registry = "Failed to query available provider packages: 403 Forbidden";

    const { status, stdout } = init(registry, 1);
    expect([status, stdout.split("\n").slice(1)]).toEqual([1, [registry, ""]]);
    expect(init("ready", 0)).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nready\n$/) as string });
  });
});
