/** `terraform:validate`: what it says of stacks, and of why it could not look at them. */
import { chmodSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Answer, Terraform } from "../../../tools/terraform/terraform";
import { check } from "../../../tools/terraform/validate";
import { ROOT, run, temporaryFolder, writeFiles } from "../../helpers/workspace";

const FINE: Answer = { status: 0, output: "Success! The configuration is valid.\n\n" };

/** As Terraform 1.11 writes it without a network; the box and the colours as on a terminal. */
const OFFLINE: Answer = {
  status: 1,
  output: `╷
│ Warning: Unable to open CLI configuration file
│
│ The CLI configuration file at "x" does not exist.
╵

Initializing provider plugins...
- Finding hashicorp/azurerm versions matching "4.55.0"...
\u001b[31m╷\u001b[0m
\u001b[31m│\u001b[0m \u001b[1mError: Failed to query available provider packages\u001b[0m
│
│ Could not retrieve the list of available versions for provider
│ hashicorp/azurerm: could not connect to registry.example: no such host
│
│ To see which modules are currently depending on hashicorp/azurerm, run
│     terraform providers
╵
`,
};

function stacks(...names: string[]): string {
  const folder = temporaryFolder();
  writeFiles(folder, { "empty/README": "", ...Object.fromEntries(names.map((name) => [`${name}/cdk.tf.json`, "{}"])) });
  return folder;
}

/** @param answers by `stack command`; all others are fine */
function checked(answers: Readonly<Record<string, Answer>>, folder = stacks("b", "a")) {
  const said = { stdout: "", stderr: "", calls: [] as string[] };
  const terraform: Terraform = {
    program: "terraform",
    run: (stack, command) => {
      const call = `${path.basename(stack)} ${command}`;
      said.calls.push(call);
      return answers[call] ?? FINE;
    },
  };
  const status = check(folder, terraform, {
    stdout: (text) => void (said.stdout += text),
    stderr: (text) => void (said.stderr += text),
  });
  return { status, ...said };
}

test("valid stacks: one line each, sorted, and exit code 0", () => {
  expect(checked({})).toEqual({
    status: 0,
    stdout: "a: Success! The configuration is valid.\nb: Success! The configuration is valid.\n",
    stderr: "",
    calls: ["a init", "a validate", "b init", "b validate"],
  });
});

test("an invalid stack does not keep the others from being looked at", () => {
  const answer = { status: 1, output: "\n│ Error: Unsupported argument\n│ \n│   on cdk.tf.json line 3\n" };

  expect(checked({ "a validate": answer })).toMatchObject({
    status: 1,
    stdout: "a: Error: Unsupported argument\n\n  on cdk.tf.json line 3\nb: Success! The configuration is valid.\n",
    stderr: "",
  });
});

test("a stack that Terraform cannot even initialise is invalid, and the next is looked at", () => {
  expect(
    checked({ "a init": { status: 1, output: "Error: Invalid JSON\n\n  on cdk.tf.json line 1\n" } }),
  ).toMatchObject({
    status: 1,
    stdout: "a: Error: Invalid JSON\n\n  on cdk.tf.json line 1\nb: Success! The configuration is valid.\n",
    stderr: "",
  });
});

test("without a network it gives Terraform's reason, the mirror that helps, and the stacks not looked at", () => {
  const { status, stdout, stderr, calls } = checked({ "b init": OFFLINE }, stacks("a", "b", "c"));
  const [reason, help, left, ...more] = stderr.split("\n");

  expect([status, stdout, calls.at(-1)]).toEqual([2, "a: Success! The configuration is valid.\n", "b init"]);
  expect(reason).toBe(
    "terraform init of b failed: Failed to query available provider packages: Could not retrieve the list of available " +
      "versions for provider hashicorp/azurerm: could not connect to registry.example: no such host",
  );
  expect(help).toMatch(
    /`terraform providers mirror`.*TF_CLI_CONFIG_FILE.*filesystem_mirror.*docs\/runbooks\/deploy\.md/,
  );
  expect(readFileSync(path.join(ROOT, "docs/runbooks/deploy.md"), "utf8")).toContain("\n## Without a network\n");
  expect(left).toBe("not looked at: b, c");
  expect(more).toEqual([""]);
});

test.each<[string, string, Answer, string, boolean]>([
  ["no answer in time", "a init", { status: null, output: "", failure: "ETIMEDOUT" }, "no end after 5 minutes", true],
  ["no error at all", "a init", { status: 3, output: "panic\n" }, "panic", false],
  ["a validate that hangs", "a validate", { status: null, output: "", failure: "ETIMEDOUT" }, "no end after", false],
])("could not ask: %s", (_, call, answer, reason, isOffline) => {
  const { status, stderr } = checked({ [call]: answer });

  expect(status).toBe(2);
  expect(stderr).toContain(`terraform ${call.split(" ")[1]} of a failed: ${reason}`);
  expect(stderr.includes("providers mirror")).toBe(isOffline);
  expect(stderr).toMatch(/\nnot looked at: a, b\n$/);
});

test("nothing synthesised: says what to run first", () => {
  expect(checked({}, stacks())).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("run npx aucert-foundry synth first\n"),
  });
  expect(checked({}, "nowhere").status).toBe(2);
});

describe("as a process", () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "out/stacks/a/cdk.tf.json": "{}", "bin/terraform": '#!/bin/sh\necho "$@"\n' });
  chmodSync(path.join(folder, "bin/terraform"), 0o755);
  const validate = (PATH: string, more: Record<string, string> = {}) =>
    run(folder, process.execPath, [path.join(ROOT, "tools/build/run.cjs"), "tools/cli/bin/terraform-validate.ts"], {
      CDKTF_OUTDIR: "out",
      PATH,
      ...more,
    });

  test("runs the terraform of PATH on what CDKTF_OUTDIR holds", () => {
    expect(validate(`${folder}/bin:/usr/bin:/bin`)).toEqual({
      status: 0,
      stdout: "a: -chdir=out/stacks/a validate -no-color\n",
      stderr: "",
    });
  });

  test.each([
    [{}, "terraform"],
    [{ TERRAFORM_BINARY_NAME: "tofu" }, "tofu"],
  ])("says that there is none, by its name: %j", (more, name) => {
    expect(validate(path.join(folder, "nothing"), more)).toMatchObject({
      status: 2,
      stderr: `${name} is not installed, or not in PATH\nnot looked at: a\n`,
    });
  });

  test("runs what TERRAFORM_BINARY_NAME names instead", () => {
    writeFiles(folder, { "bin/tofu": '#!/bin/sh\necho "tofu $@"\n' });
    chmodSync(path.join(folder, "bin/tofu"), 0o755);

    const { stdout } = validate(`${folder}/bin:/usr/bin:/bin`, { TERRAFORM_BINARY_NAME: "tofu" });

    expect(stdout).toBe("a: tofu -chdir=out/stacks/a validate -no-color\n");
  });
});
