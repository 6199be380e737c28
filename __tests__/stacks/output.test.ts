import { mkdirSync, renameSync, statSync, symlinkSync, utimesSync } from "node:fs";
import path from "node:path";
import { type OutputFile, readTree as readOutput, replaceOutput } from "../../stacks/output";
import { readTree, temporaryFolder, writeFiles } from "../helpers/workspace";

function files(texts: Readonly<Record<string, string>>): OutputFile[] {
  return Object.entries(texts).map(([name, text]) => ({ path: name, text }));
}

/** By it synth knows its own output again. */
const MANIFEST = '{"stacks":{},"version":"0"}';

const BEFORE = {
  "manifest.json": MANIFEST,
  "manifests/llm-config-dev.yaml": "old",
  "stacks/foundry-dev/cdk.tf.json": "old",
  "stacks/llm-config-dev/cdk.tf.json": "old",
};
const AFTER = Object.fromEntries(
  Object.keys(BEFORE).map((name) => [name, name === "manifest.json" ? `${MANIFEST}\n` : "new"]),
);

/** What Terraform keeps in a stack's folder. */
const TERRAFORM = {
  "stacks/foundry-dev/.terraform.lock.hcl": "lock",
  "stacks/foundry-dev/.terraform/providers/azurerm": "binary",
  "stacks/foundry-dev/plan": "plan",
  "stacks/foundry-dev/foundry.tfplan": "plan",
  "stacks/foundry-dev/terraform.foundry-dev.tfstate": "state",
  "stacks/foundry-dev/terraform.foundry-dev.tfstate.backup": "state",
};

/** An output folder with an earlier synth, and more files. */
function outdirWith(more: Readonly<Record<string, string>> = {}): string {
  const outdir = temporaryFolder();
  writeFiles(outdir, { ...BEFORE, ...more });
  return outdir;
}

/** The files of a folder, without the folders in it. */
function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(readTree(folder)).filter(([name]) => !name.endsWith("/")));
}

test("minimal", () => {
  const outdir = path.join(temporaryFolder(), "not/there/yet");

  replaceOutput(outdir, files({ "manifest.json": "new", "stacks/foundry-dev/cdk.tf.json": "new" }));

  expect(readTree(outdir)).toEqual({
    "manifest.json": "new",
    "stacks/": "",
    "stacks/foundry-dev/": "",
    "stacks/foundry-dev/cdk.tf.json": "new",
  });
});

test("replaces an earlier synth and leaves nothing beside it", () => {
  const outdir = outdirWith();

  replaceOutput(outdir, files(AFTER));

  expect(filesIn(outdir)).toEqual(AFTER);
});

test("what Terraform keeps in a stack's folder survives", () => {
  const outdir = outdirWith(TERRAFORM);

  replaceOutput(outdir, files(AFTER));

  expect(filesIn(outdir)).toEqual({ ...AFTER, ...TERRAFORM });
});

test("removes stacks and manifests that are no longer made", () => {
  const outdir = outdirWith({
    "manifests/llm-config-prod.yaml": "old",
    "stacks/foundry-prod/cdk.tf.json": "old",
    "stacks/llm-config-prod/cdk.tf.json": "old",
  });

  replaceOutput(outdir, files(AFTER));

  expect(readTree(outdir)).toEqual({
    ...AFTER,
    "manifests/": "",
    "stacks/": "",
    "stacks/foundry-dev/": "",
    "stacks/llm-config-dev/": "",
  });
});

test("of a stack that is no longer made only what Terraform keeps stays", () => {
  const outdir = outdirWith(TERRAFORM);

  replaceOutput(outdir, files({ "manifest.json": "new" }));

  expect(filesIn(outdir)).toEqual({ "manifest.json": "new", ...TERRAFORM });
});

test("removes what an HCL synth left", () => {
  const outdir = outdirWith({ "stacks/foundry-dev/cdk.tf": "old", "stacks/foundry-dev/metadata.json": "old" });

  replaceOutput(outdir, files(AFTER));

  expect(filesIn(outdir)).toEqual(AFTER);
});

test("a stray file beside the stacks' folders, as file managers leave one, does no harm", () => {
  const outdir = outdirWith({ "stacks/.DS_Store": "finder" });

  replaceOutput(outdir, files(AFTER));

  expect(filesIn(outdir)).toEqual({ ...AFTER, "stacks/.DS_Store": "finder" });
});

test("a file of somebody else beside the manifests stays", () => {
  const outdir = outdirWith({ "manifests/kustomization.yaml": "resources: []" });

  replaceOutput(outdir, files(AFTER));

  expect(filesIn(outdir)).toEqual({ ...AFTER, "manifests/kustomization.yaml": "resources: []" });
});

test("writing the same twice changes nothing", () => {
  const outdir = outdirWith(TERRAFORM);
  replaceOutput(outdir, files(AFTER));
  const once = readTree(outdir);

  replaceOutput(outdir, files(AFTER));

  expect(readTree(outdir)).toEqual(once);
});

test("only files whose text differs are written", () => {
  const outdir = outdirWith();
  const numbers = (): number[] => Object.keys(BEFORE).map((name) => statSync(path.join(outdir, name)).ino);
  const before = numbers();
  const [changed = "", ...same] = Object.keys(BEFORE);

  replaceOutput(outdir, files({ ...BEFORE, [changed]: "new" }));

  expect(filesIn(outdir)).toEqual({ ...BEFORE, [changed]: "new" });
  expect(numbers().slice(1)).toEqual(before.slice(1));
  expect(same).toHaveLength(3);
  expect(numbers()[0]).not.toBe(before[0]);
});

/** In the order of writing: `first` and a new folder come before the one that cannot be written. */
const BLOCKED = { "manifest.json": "new", "stacks/a-new-one/cdk.tf.json": "new", "stacks/blocked/cdk.tf.json": "new" };

test.each([
  [
    "a folder stands where a file belongs",
    { "stacks/blocked/cdk.tf.json/x": "x" },
    /^a folder stands at stacks\/blocked\/cdk\.tf\.json; remove it$/,
  ],
  ["a file stands where a folder belongs", { "stacks/blocked": "x" }, /EEXIST|ENOTDIR/],
])("fails and leaves every byte as it was when %s", (_, obstacle, message) => {
  const outdir = outdirWith({ ...TERRAFORM, ...obstacle });
  const before = readTree(outdir);

  expect(() => replaceOutput(outdir, files(BLOCKED))).toThrow(message);

  expect(readTree(outdir)).toEqual(before);
});

test("fails without leaving a folder it made", () => {
  const parent = temporaryFolder();
  writeFiles(parent, { "outdir/stacks": "a file" });
  const before = readTree(parent);

  expect(() =>
    replaceOutput(path.join(parent, "outdir"), files({ "new/x.json": "new", "stacks/y.json": "new" })),
  ).toThrow(/EEXIST|ENOTDIR/);

  expect(readTree(parent)).toEqual(before);
});

test("reads every file below a folder, sorted by path", () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "b/x.json": "2", "a.json": "1", "b/a/y.json": "3" });
  mkdirSync(path.join(folder, "empty"));

  expect(readOutput(folder)).toEqual([
    { path: "a.json", text: "1" },
    { path: "b/a/y.json", text: "3" },
    { path: "b/x.json", text: "2" },
  ]);
});

describe("a symbolic link in the output folder", () => {
  test.each(["manifest.json", "manifests", "stacks", "stacks/foundry-dev", "stacks/foundry-dev/cdk.tf.json"])(
    "at %s is refused with a sentence, and what it leads to stays as it is",
    (name) => {
      const outdir = outdirWith();
      const outside = path.join(temporaryFolder(), "outside");
      renameSync(path.join(outdir, name), outside);
      symlinkSync(outside, path.join(outdir, name));
      const before = [readTree(outdir), readTree(path.dirname(outside))];

      expect(() => replaceOutput(outdir, files({ "manifest.json": "new", ...AFTER }))).toThrow(
        `a symbolic link stands at ${name}, and synth follows none; remove it`,
      );

      expect([readTree(outdir), readTree(path.dirname(outside))]).toEqual(before);
    },
  );

  test("in the place of a stack that is no longer made is not followed to remove anything", () => {
    const outdir = outdirWith();
    const outside = temporaryFolder();
    writeFiles(outside, { "cdk.tf.json": "theirs" });
    symlinkSync(outside, path.join(outdir, "stacks/old"));

    replaceOutput(outdir, files(AFTER));

    expect(readTree(outside)).toEqual({ "cdk.tf.json": "theirs" });
  });

  test("may be the folder itself", () => {
    const outdir = path.join(temporaryFolder(), "link");
    symlinkSync(outdirWith(), outdir);

    replaceOutput(outdir, files(AFTER));

    expect(filesIn(outdir)).toEqual(AFTER);
  });
});

test("what a killed run left beside its files goes after an hour, and nothing else does", () => {
  const left = "stacks/foundry-dev/cdk.tf.json.0123456789abcdef.tmp";
  const recent = "manifests/llm-config-dev.yaml.0123456789abcdef.tmp";
  const theirs = "stacks/foundry-dev/plan.tmp";
  const outdir = outdirWith({ [left]: "half", [recent]: "half", [theirs]: "plan" });
  const longAgo = new Date(Date.now() - 61 * 60 * 1000);
  for (const name of [left, theirs]) utimesSync(path.join(outdir, name), longAgo, longAgo);

  replaceOutput(outdir, files(AFTER));

  expect(filesIn(outdir)).toEqual({ ...AFTER, [recent]: "half", [theirs]: "plan" });
});
