/** `aucert-foundry lock`, with a stand-in for Terraform. */
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { cli } from "../../helpers/cli";
import { keptAt, lockOf } from "../../helpers/locks";
import { Workspace } from "../../helpers/workspace";

const [AZURERM, KUBERNETES] = [keptAt("azurerm"), keptAt("kubernetes")];

/** Notes how it is called and with which settings, and answers with the lock file of that name. */
const STAND_IN = `#!/bin/sh
folder="\${1#-chdir=}"
echo "$2 $3 $4 $5 $6 $7 $8 $9" >> "$HOME/calls"
cat "$folder/providers.tf.json" >> "$HOME/calls"
for name in azurerm kubernetes; do
  if grep -q "hashicorp/$name" "$folder/providers.tf.json"; then cp "$HOME/answers/$name" "$folder/.terraform.lock.hcl"; fi
done
`;

/** A project whose Terraform answers so. */
function project(program = "terraform", script = STAND_IN): Workspace {
  const workspace = new Workspace({
    "cdktf.json": "{}",
    "answers/azurerm": lockOf("azurerm"),
    "answers/kubernetes": lockOf("kubernetes"),
    [`bin/${program}`]: script,
  });
  chmodSync(workspace.path(`bin/${program}`), 0o755);
  return workspace;
}

function lock(workspace: Workspace, args: readonly string[] = [], more: Record<string, string> = {}) {
  const env = { PATH: `${workspace.path("bin")}:/usr/bin:/bin`, HOME: workspace.folder, ...more };
  return cli(["lock", ...args], { cwd: workspace.folder, env });
}

test("keeps one file for each provider, as Terraform wrote it for five platforms; a second run changes nothing", async () => {
  const workspace = project();

  expect(await lock(workspace)).toMatchObject({ status: 0, stdout: `${AZURERM}\n${KUBERNETES}\n` });

  expect(workspace.read(AZURERM)).toBe(lockOf("azurerm"));
  expect(workspace.read(KUBERNETES)).toBe(lockOf("kubernetes"));
  const calls = workspace.read("calls");
  const platforms = "linux_amd64 linux_arm64 darwin_amd64 darwin_arm64 windows_amd64".replace(/\w+/g, "-platform=$&");
  expect(calls.match(/^providers .*$/gm)).toEqual(Array(2).fill(`providers lock ${platforms} -no-color`));
  expect(calls).toContain('"source": "hashicorp/azurerm",\n        "version": "4.55.0"\n');
  expect(calls).toContain('"source": "hashicorp/kubernetes",\n        "version": "2.38.0"\n');
  expect((await lock(workspace)).stdout).toBe(`${AZURERM}: no change\n${KUBERNETES}: no change\n`);
  expect(Object.keys(workspace.output("config/provider-locks"))).toEqual(["azurerm.lock.hcl", "kubernetes.lock.hcl"]);
});

test("takes a mirror, as seen from where one stands, and fails when there is none", async () => {
  const workspace = project();
  mkdirSync(workspace.path("mirror"));

  expect((await lock(workspace, ["--mirror", "mirror"])).status).toBe(0);

  expect(workspace.read("calls")).toContain(`providers lock -fs-mirror=${workspace.path("mirror")} -platform=`);
  expect(await lock(workspace, ["--mirror", "mirrer"])).toEqual({
    status: 2,
    stdout: "",
    stderr: "--mirror: there is no folder mirrer\n",
  });
});

test("starts what TERRAFORM_BINARY_NAME names", async () => {
  const workspace = project("tofu");

  const { status, stderr } = await lock(workspace, [], { TERRAFORM_BINARY_NAME: "tofu" });

  expect([status, stderr]).toEqual([0, expect.stringMatching(/^asking tofu for azurerm 4\.55\.0 on linux_amd64, /)]);
});

const OFFLINE =
  "#!/bin/sh\necho 'Error: Could not retrieve providers for locking' >&2\necho >&2\necho 'could not connect to registry' >&2\nexit 1\n";

test.each([
  ["Terraform is missing", "other", STAND_IN, /\nterraform is not installed, or not in PATH\n$/],
  [
    "the registry is out of reach",
    "terraform",
    OFFLINE,
    /\nterraform providers lock of azurerm failed: Could not retrieve providers for locking: could not connect to registry\nwithout a way to the registry: .* name it by --mirror\n$/,
  ],
  ["Terraform writes nothing", "terraform", "#!/bin/sh\n", /\nterraform wrote no lock file of azurerm \(ENOENT\)\n$/],
])("fails, and writes nothing, when %s", async (_, program, script, message) => {
  const workspace = project(program, script);

  const { status, stdout, stderr } = await lock(workspace);

  expect([status, stdout, stderr]).toEqual([2, "", expect.stringMatching(message)]);
  expect(existsSync(workspace.path("config/provider-locks"))).toBe(false);
});

test("fails, and writes nothing, when the lock of the second provider is of another version", async () => {
  const workspace = project();
  workspace.write({ "answers/kubernetes": lockOf("kubernetes", { version: "2.37.0" }) });

  const { status, stderr } = await lock(workspace);

  expect(status).toBe(2);
  expect(stderr).toMatch(/\nterraform wrote something else: version 2\.37\.0 of kubernetes is locked, .*\n$/);
  expect(existsSync(workspace.path("config/provider-locks"))).toBe(false);
});

test("fails, and leaves every file as it was, when the second one cannot be written", async () => {
  const workspace = project();
  workspace.write({ [AZURERM]: "old", [`${KUBERNETES}/in-the-way`]: "" });
  const before = workspace.output("config/provider-locks");

  const { status, stderr } = await lock(workspace);

  expect(status).toBe(2);
  expect(stderr).toContain(`cannot write ${KUBERNETES}: a folder stands there; nothing was written\n`);
  expect(workspace.output("config/provider-locks")).toEqual(before);
});

test("fails outside a project, and where the folder cannot be made", async () => {
  const workspace = project();
  workspace.write({ "config/provider-locks": "a file" });
  expect(await lock(workspace)).toMatchObject({
    status: 2,
    stdout: "",
    stderr: expect.stringMatching(
      /\ncannot write config\/provider-locks\/azurerm\.lock\.hcl \(EEXIST\); nothing was written\n$/,
    ) as string,
  });
  workspace.remove("cdktf.json");
  expect(await lock(workspace)).toEqual({
    status: 2,
    stdout: "",
    stderr: "lock files belong to a project: run this in a folder below its cdktf.json\n",
  });
});
