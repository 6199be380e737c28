import { rmSync } from "node:fs";
import path from "node:path";
import type { Review } from "../../../tools/review/review-model";
import { cli } from "../../helpers/cli";
import { ACCOUNT, LLM_CONFIG, MODELS } from "../../helpers/config";
import { ENVIRONMENTS, GIT_ENV, refusal, Repository } from "../../helpers/repository";
import { policyWaiver } from "../../helpers/sections";
import { temporaryFolder } from "../../helpers/workspace";

const MORE = MODELS.replace("250", "300");
const ADDED = `${MODELS}  - name: gpt-5.4-mini\n    version: "2026-03-17"\n`;

describe("what review refuses", () => {
  test.each(["mian", "^HEAD", "HEAD..HEAD", ""])("an unknown revision: %j", async (name) => {
    expect(await refusal(Repository.withDev(), name)).toBe(`git knows no revision ${JSON.stringify(name)} here\n`);
    expect(await refusal(Repository.withDev(), "HEAD", name)).toContain("git knows no revision");
  });

  test.each([
    ["the folder of environments", ENVIRONMENTS],
    ["the folder around it", "config"],
    ["an environment", `${ENVIRONMENTS}/dev`],
  ])("a damaged clone: it lacks %s", async (_, folder) => {
    const repository = Repository.withDev();
    const object = repository.git("rev-parse", `HEAD:${folder}`);
    rmSync(path.join(repository.folder, ".git/objects", object.slice(0, 2), object.slice(2)));
    expect(await refusal(repository, "HEAD")).toMatch(/^git ls-tree failed: .+\nis this clone whole\?/);
  });

  test.each([["--", "--upload-pack=touch x"], ["--", "-n"], ["--output=x"]])(
    "a revision like an option: %s %s",
    async (...args) => {
      expect(await refusal(Repository.withDev(), ...args)).toMatch(/looks like an option|has no option/);
    },
  );

  test("a third revision", async () => {
    expect(await refusal(Repository.withDev(), "HEAD", "HEAD", "HEAD")).toContain('unexpected argument "HEAD"');
  });

  test("a shallow clone that lacks the base", async () => {
    const origin = Repository.withDev();
    const first = origin.git("rev-parse", "HEAD");
    origin.commit();
    origin.git("checkout", "--quiet", "-b", "work");
    origin.commit();
    const clone = new Repository(path.join(temporaryFolder("clone"), "c"));
    origin.git("clone", "--quiet", "--depth=1", "--branch=work", `file://${origin.folder}`, clone.folder);
    const hint = "this clone is shallow: fetch the rest with git fetch --unshallow, or fetch-depth: 0 in a workflow";
    expect(await refusal(clone, first)).toBe(`git knows no revision "${first}" here; ${hint}\n`);
    expect(await refusal(clone)).toContain(hint);
  });

  test("a repository without main, or without a commit", async () => {
    const repository = new Repository();
    repository.git("init", "--quiet", "--initial-branch=trunk");
    repository.write("dev");
    expect(await refusal(repository)).toBe("the repository has no commit yet: nothing to compare with\n");
    repository.commit();
    expect(await refusal(repository)).toContain("to compare with; give the base: npx aucert-foundry review <base>\n");
    const swapped = await cli(["swap", "gpt-5.4", "gpt-5.4-mini"], { cwd: repository.folder, env: GIT_ENV });
    expect(swapped.stderr).toContain("give the base: npx aucert-foundry swap OLD NEW --base REVISION\n");
  });

  test.each([
    ["main", []],
    ["origin/main", ["update-ref", "refs/remotes/origin/main", "HEAD"]],
  ])("work that has nothing in common with %s", async (name, command) => {
    const repository = Repository.withDev();
    if (command.length > 0) repository.git(...command);
    repository.git("checkout", "--quiet", "--orphan", "other");
    repository.write("dev", { "models.yaml": MORE });
    repository.commit();
    expect(await refusal(repository)).toBe(`${name} and HEAD have no common commit\n`);
  });

  test("a folder that is in no repository, and a machine without git", async () => {
    const repository = new Repository();
    repository.write("dev");
    const ceiling = { GIT_CEILING_DIRECTORIES: path.dirname(repository.folder) };
    const { stderr } = await repository.reviewWith(ceiling);
    expect(stderr).toMatch(/^review compares two git revisions, and git says: not a git repository/);
    expect(await repository.reviewWith({ PATH: "/nowhere" })).toEqual({
      status: 2,
      stdout: "",
      stderr: "git is not installed, or not in PATH\n",
    });
  });

  test("a folder without configuration on either side, and one outside the repository", async () => {
    const repository = Repository.withDev();
    const wrong = await repository.reviewWith({ FOUNDRY_CONFIG_DIR: "config/enviroments" });
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("no environment in config/enviroments")]);
    const outside = await repository.reviewWith({ FOUNDRY_CONFIG_DIR: temporaryFolder() });
    expect([outside.status, outside.stderr]).toEqual([2, expect.stringContaining("outside this git repository")]);
  });
});

describe("--fail-on", () => {
  const removed = { "models.yaml": ADDED.replace(/ {2}- name: gpt-5\.4\n.*\n/, "") };
  test.each([
    ["outage", removed, 1],
    ["delete", removed, 1],
    ["replace", removed, 0],
    ["outage,replace", { "account.yaml": ACCOUNT.replace("westus", "eastus") }, 1],
    ["delete", { "account.yaml": ACCOUNT.replace("westus", "eastus") }, 0],
    ["outage,replace,delete,retiring", { "models.yaml": MORE }, 0],
    ["retiring", { "models.yaml": `${MODELS}    retirement: 2027-01-31\n` }, 1],
    ["refused", { "account.yaml": ACCOUNT.replace("westus", "westus\n  localAuth: true") }, 1],
    ["replace,delete", { "account.yaml": ACCOUNT.replace("westus", "westus\n  localAuth: true") }, 0],
    ["outage", { "account.yaml": ACCOUNT.replace("westus", "westus\n  localAuth: true") }, 1],
    ["careful", removed, 1],
    ["careful", { "account.yaml": `${ACCOUNT}lock: CanNotDelete\n` }, 1],
    ["outage", { "account.yaml": `${ACCOUNT}lock: CanNotDelete\n` }, 0],
    ["refused", removed, 1],
    ["careful", { "models.yaml": MORE }, 0],
    ["outage, delete", { "llm-config.yaml": `${LLM_CONFIG}reloader: true\n` }, 0],
  ])("%s", async (conditions, changed, status) => {
    const repository = Repository.withDev();
    repository.write("dev", changed as Record<string, string>);
    expect((await repository.review("--fail-on", conditions)).status).toBe(status);
  });

  test.each([
    ["outage", 0],
    ["outage,unknown", 1],
  ])("%s, of what mends a base that cannot be read", async (conditions, status) => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": `${MODELS}\t[\n` });
    repository.commit();
    repository.write("dev", { "models.yaml": MODELS });
    const answer = await repository.review("HEAD", "--fail-on", conditions);
    expect(answer).toMatchObject({ status, stderr: expect.stringMatching(/^--fail-on outage: cannot be ruled out: /) });
  });

  test("refuses another word", async () => {
    const message = await refusal(Repository.withDev(), "--fail-on", "outtage");
    expect(message).toBe(
      '--fail-on takes careful, outage, refused, replace, delete, retiring, unknown, not "outtage"; did you mean outage?\n',
    );
  });
});

describe("a head that a policy refuses", () => {
  const OPEN = ACCOUNT.replace("westus", "westus\n  localAuth: true");
  const REASON = "API keys are allowed, and Terraform reads them into state: synth refuses it by policy local-auth-off";

  test("is called refused, with the reason, in every form, and the exit code stays 0", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "account.yaml": OPEN });
    const [text, markdown, json] = await Promise.all(
      ["text", "markdown", "json"].map((format) => repository.review("--format", format)),
    );

    expect([text, markdown, json].map((one) => one?.status)).toEqual([0, 0, 0]);
    expect(text?.stdout).toContain("dev: refused; else 1 update\n");
    expect(text?.stdout).toContain(`\n  refused: ${REASON}\n`);
    expect(markdown?.stdout).toContain("- `dev`: refused; else 1 update; refused: ");
    expect(markdown?.stdout).toContain(`; refused: ${REASON}\n`);
    expect(JSON.parse(json!.stdout)).toMatchObject({ environments: [{ summary: { refused: [REASON] } }] });
  });

  test("is refused as well when the change has nothing to do with it, and only where it is", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "account.yaml": OPEN });
    repository.write("prod", {
      "account.yaml": ACCOUNT.replace("aucert-test", "aucert-prod").replace("test-aks", "x"),
    });
    repository.commit();
    const { stdout } = await repository.review("HEAD");

    expect(stdout).toContain(`dev: refused\n\n  refused: ${REASON}\n`);
    expect(stdout).toContain("prod: no change\n");
  });

  test("of which a waiver has ended is an error among the findings, not refused", async () => {
    const repository = Repository.withDev();
    repository.write("dev", {
      "account.yaml": OPEN + policyWaiver("local-auth-off").replace("2026-12-31", "2026-11-21"),
    });
    const { stdout } = await repository.review();

    expect(stdout).not.toContain("refused");
    expect(stdout).toContain(
      "error[expired-policy-waiver]: the waiver of local-auth-off for azurerm_cognitive_account.foundry ended on 2026-11-21",
    );
  });
});

test("a comment and another order of the entries are one line, in text and in the comment", async () => {
  const repository = Repository.withDev();
  const [head = "", first = "", second = ""] = ADDED.split(/(?= {2}- name)/);
  repository.write("dev", { "models.yaml": ADDED });
  repository.commit();
  repository.write("dev", { "models.yaml": `# a comment\n${head}${second}${first}` });
  expect((await repository.review("HEAD")).stdout).toBe("risk: none (nothing to deploy): no change of dev\n");
  expect((await repository.review("HEAD", "--format", "markdown")).stdout).toBe(
    "<!-- aucert-foundry-review -->\n\n**Risk: none** (nothing to deploy): no change of `dev`.\n",
  );
});

describe("what was there before", () => {
  const SOON = `${MODELS}    retirement: 2026-12-01\n`;
  const FILE = "config/environments/dev/models.yaml";

  test("is not shown again, an error that only time has made included", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": SOON });
    repository.commit();
    repository.write("dev", { "models.yaml": SOON.replace("250", "300") });
    const [text, markdown] = await Promise.all(
      ["text", "markdown"].map((format) => repository.review("HEAD", "--format", format, "--today", "2026-11-30")),
    );
    expect(text?.stdout).not.toContain("error[");
    expect(text?.stdout).toMatch(/\n1 error(, \d \w+)* on this environment; npx aucert-foundry validate shows them\n$/);
    expect(markdown?.stdout).not.toContain("Findings of the configuration");
  });

  test("is shown where it keeps the base from being read, and where it refuses the deploy", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": `${MODELS}    capcity: 1\n` });
    repository.commit();
    repository.write("dev", {
      "account.yaml": ACCOUNT.replace("westus", "westus\n  tags: { team: a }"),
      "models.yaml": `${MODELS}    capcity: 1\n`,
    });
    const { stdout } = await repository.review("HEAD");
    expect(stdout.split("\n").filter((line) => line.includes(" --> "))).toEqual([
      expect.stringContaining(` --> HEAD:${FILE}`),
      expect.stringContaining(` --> ${FILE}`),
    ]);
  });

  test("and another environment are not counted", async () => {
    const repository = Repository.withDev();
    const small = MODELS.replace("250", "2");
    repository.write("dev", { "models.yaml": small });
    repository.write("prod", {
      "account.yaml": ACCOUNT.replace("aucert-test", "aucert-prod").replace("test-aks", "x"),
      "models.yaml": small,
    });
    repository.commit();
    repository.write("dev", { "models.yaml": small.replace(": 2 ", ": 3 ") });
    const { stdout } = await repository.review("HEAD", "--env", "dev");
    const all = (await repository.review("HEAD")).stdout;
    expect(stdout).toMatch(/\n1 warning on this environment; /);
    expect(all).toMatch(/\n2 warnings on these environments; /);
  });
});

test("a change says which findings it brings and which it takes away, and nothing of those that stay", async () => {
  const repository = Repository.withDev();
  const small = MODELS.replace("250", "2");
  repository.write("dev", { "models.yaml": `${MODELS}  - { name: Kimi-K2.6, capacity: 300 }\n` });
  repository.commit();
  repository.write("dev", { "models.yaml": small });
  const text = (await repository.review("HEAD")).stdout;
  const comment = (await repository.review("HEAD", "--format", "markdown")).stdout;
  const json = JSON.parse((await repository.review("HEAD", "--format", "json")).stdout) as Review;

  const FILE = "config/environments/dev/models.yaml";
  expect(text).toContain("\nwarning[capacity-below-answer]: capacity 2 of gpt-5.4 is below its longest answer");
  expect(text).toContain(`\nno longer found:\n  warning[preview] HEAD:${FILE}:6: Kimi-K2.6 is a preview model`);
  expect(comment).toContain(`\nNew findings:\n\n- ⚠️ \`capacity-below-answer\` \`${FILE}:4\`: `);
  expect(comment).toContain(`\nNo longer found:\n\n- ⚠️ \`preview\` \`HEAD:${FILE}:6\`: `);
  expect(json.added.map(({ code, side }) => [code, side])).toEqual([["capacity-below-answer", "head"]]);
  expect(json.removed.map(({ code, side }) => [code, side])).toEqual([
    ["preview", "base"],
    ["unused-deployment", "base"],
  ]);

  repository.commit();
  repository.write("dev", { "models.yaml": `# a comment\n${small}` });
  expect((await repository.review("HEAD")).stdout).not.toContain("capacity-below-answer");
});
