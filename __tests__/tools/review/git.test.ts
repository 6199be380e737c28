import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { EnvironmentReview, Review } from "../../../tools/review/review-model";
import { ACCOUNT, MODELS } from "../../helpers/config";
import { ENVIRONMENTS, refusal, Repository } from "../../helpers/repository";
import { briefChanges } from "../../helpers/review";
import { writeFiles } from "../../helpers/workspace";

const MORE = MODELS.replace("250", "300");
const ADDED = `${MODELS}  - name: gpt-5.4-mini\n    version: "2026-03-17"\n`;

/** The changes by environment, from the JSON. */
async function changesOf(repository: Repository, ...args: string[]): Promise<Record<string, string[]>> {
  const { environments } = await jsonOf(repository, ...args);
  return Object.fromEntries(environments.map(({ name, changes }) => [name, briefChanges(changes)]));
}

async function jsonOf(repository: Repository, ...args: string[]): Promise<Review> {
  const { status, stdout, stderr } = await repository.review(...args, "--format", "json");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Review;
}

describe("the two sides", () => {
  test("are by default main and the working tree, committed or not", async () => {
    const repository = Repository.withDev();
    repository.git("checkout", "--quiet", "-b", "work");
    repository.write("dev", { "models.yaml": MORE });
    expect(await changesOf(repository)).toEqual({ dev: ["update deployment gpt-5.4"] });
    repository.commit();
    expect(await changesOf(repository)).toEqual({ dev: ["update deployment gpt-5.4"] });
  });

  test("leave out what main has got since", async () => {
    const repository = Repository.withDev();
    repository.git("checkout", "--quiet", "-b", "work");
    repository.write("dev", { "models.yaml": MORE });
    repository.commit();
    repository.git("checkout", "--quiet", "main");
    repository.write("dev", { "account.yaml": ACCOUNT.replace("westus", "eastus") });
    repository.commit();
    repository.git("checkout", "--quiet", "work");
    expect(await changesOf(repository)).toEqual({ dev: ["update deployment gpt-5.4"] });
  });

  test("prefer origin/main to a main of one's own that lags behind", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": MORE });
    repository.commit();
    const ahead = repository.head;
    repository.git("update-ref", "refs/remotes/origin/main", ahead);
    repository.git("checkout", "--quiet", "-b", "work");
    repository.git("branch", "--force", "main", "HEAD~1");
    expect(await changesOf(repository)).toEqual({ dev: [] });
  });

  test("are origin/main and the working tree where there is no other main, as in a workflow", async () => {
    const repository = Repository.withDev();
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
    repository.git("checkout", "--quiet", "--detach");
    repository.git("branch", "--quiet", "--delete", "main");
    repository.write("dev", { "models.yaml": MORE });
    expect(await changesOf(repository)).toEqual({ dev: ["update deployment gpt-5.4"] });
  });

  test.each([
    ["main", "tag", ["tag", "main", "HEAD^{tree}"]],
    ["main", "branch", ["update-ref", "refs/heads/main", "HEAD^{tree}"]],
    ["origin/main", "branch", ["update-ref", "refs/remotes/origin/main", "HEAD^{tree}"]],
  ])("leave out a %s that is no commit but a %s of a folder", async (name, _, command) => {
    const repository = Repository.withDev();
    const other = name === "main" ? "refs/remotes/origin/main" : "refs/heads/main";
    repository.git("update-ref", other, "HEAD");
    repository.git("checkout", "--quiet", "-b", "work");
    // git itself refuses to let a branch be no commit.
    const [verb = "", ref = "", object = ""] = command;
    if (verb === "tag") repository.git(verb, ref, object);
    else writeFiles(repository.folder, { [`.git/${ref}`]: `${repository.git("rev-parse", object)}\n` });
    repository.write("dev", { "models.yaml": MORE });
    expect(await changesOf(repository)).toEqual({ dev: ["update deployment gpt-5.4"] });
  });

  test("are any two revisions, by any name", async () => {
    const repository = Repository.withDev();
    const first = repository.git("rev-parse", "HEAD");
    repository.write("dev", { "models.yaml": MORE });
    repository.commit();
    repository.git("tag", "v2");
    repository.remove(ENVIRONMENTS);
    expect(await changesOf(repository, first, "v2")).toEqual({ dev: ["update deployment gpt-5.4"] });
    expect(await changesOf(repository, "HEAD", "HEAD")).toEqual({ dev: [] });
  });

  test("change nothing in the repository", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": MORE });
    const before = [
      repository.git("status", "--porcelain"),
      repository.git("for-each-ref"),
      repository.git("stash", "list"),
    ];
    await repository.review("HEAD", "--format", "markdown");
    const after = [
      repository.git("status", "--porcelain"),
      repository.git("for-each-ref"),
      repository.git("stash", "list"),
    ];
    expect(after).toEqual(before);
  });

  test("have the catalogue of their own revision", async () => {
    const repository = Repository.withDev();
    const names = ["models", "limits", "regions"].map((name) => `config/catalog/${name}.yaml`);
    const catalog = Object.fromEntries(names.map((name) => [name, readFileSync(name, "utf8")]));
    const older = catalog["config/catalog/models.yaml"]!.replaceAll('version: "2026-03-05"', 'version: "2026-03-04"');
    repository.write("dev", { "models.yaml": MODELS.replace('    version: "2026-03-05"\n', "") });
    writeFiles(repository.folder, { ...catalog, "config/catalog/models.yaml": older });
    repository.commit();
    writeFiles(repository.folder, catalog);
    const [{ changes }] = (await jsonOf(repository, "HEAD")).environments as [EnvironmentReview];
    expect(changes[0]?.fields).toEqual([{ field: "version", before: "2026-03-04", after: "2026-03-05" }]);
  });

  test.each(["infra", "two\nlines"])("are read below the folder that FOUNDRY_CONFIG_DIR names: %j", async (name) => {
    const outer = Repository.withDev();
    const inner = new Repository(path.join(outer.folder, name));
    mkdirSync(inner.folder);
    inner.write("test");
    outer.commit();
    inner.write("test", { "models.yaml": MORE });
    expect(await changesOf(inner, "HEAD")).toEqual({ test: ["update deployment gpt-5.4"] });
    const { status, stdout } = await outer.reviewWith({ FOUNDRY_CONFIG_DIR: `${name}/${ENVIRONMENTS}/` }, "HEAD");
    expect([status, stdout.split("\n")[2]]).toEqual([0, "test: 1 update"]);
  });
});

describe("environments", () => {
  test("come: everything is created", async () => {
    const repository = Repository.withDev();
    repository.write("test", { "account.yaml": ACCOUNT.replace("aucert-test", "aucert-new") });
    const { dev, test: added } = await changesOf(repository);
    expect(dev).toEqual([]);
    expect(added).toContain("create account aucert-new");
    expect(added?.every((one) => one.startsWith("create "))).toBe(true);
  });

  test("go: everything is deleted, and merging alone deletes nothing", async () => {
    const repository = Repository.withDev();
    repository.write("test", { "account.yaml": ACCOUNT.replace("aucert-test", "aucert-new") });
    repository.commit();
    repository.remove(`${ENVIRONMENTS}/test`);
    const { environments } = await jsonOf(repository, "HEAD");
    const gone = environments.find(({ name }) => name === "test");
    expect(briefChanges(gone?.changes ?? [])).toContain("delete account aucert-new OUTAGE decision");
    expect(gone?.summary.outage).toEqual(["decision"]);
    expect(gone?.summary.notes).toEqual([
      expect.stringContaining("destroy both stacks while the files are still here"),
    ]);
    const [text, markdown] = [await repository.review("HEAD"), await repository.review("HEAD", "--format", "markdown")];
    expect(text.stdout).toMatch(/^test: removed; to destroy its stacks is \d+ deletes; OUTAGE of decision$/m);
    expect(markdown.stdout).toMatch(/^- `test`: removed; to destroy its stacks is \d+ deletes, outage of/m);
  });

  test("are renamed: the account shows it", async () => {
    const repository = Repository.withDev();
    repository.git("mv", `${ENVIRONMENTS}/dev`, `${ENVIRONMENTS}/development`);
    const { environments } = await jsonOf(repository, "HEAD");
    expect(environments.map(({ name, summary }) => [name, summary.notes])).toEqual([
      [
        "development",
        [expect.stringContaining("cp terraform.foundry-dev.tfstate terraform.foundry-development.tfstate")],
      ],
    ]);
  });

  test("are all new when the base has no configuration", async () => {
    const repository = new Repository();
    repository.git("init", "--quiet", "--initial-branch=main");
    repository.commit();
    repository.write("dev");
    const { dev } = await changesOf(repository);
    expect(dev).toContain("create deployment gpt-5.4");
  });

  test("are all gone when the head has no configuration", async () => {
    const repository = Repository.withDev();
    repository.remove(ENVIRONMENTS);
    const { dev } = await changesOf(repository);
    expect(dev).toContain("delete deployment gpt-5.4 OUTAGE decision");
  });

  test("can be chosen", async () => {
    const repository = Repository.withDev();
    repository.write("test", { "account.yaml": ACCOUNT.replace("aucert-test", "aucert-new") });
    expect(await changesOf(repository, "--env", "dev")).toEqual({ dev: [] });
    expect(await refusal(repository, "--env", "tset")).toBe("no environment tset; did you mean test?\n");
  });
});

describe("a side with mistakes", () => {
  test("is reported, and the models that can be read are compared", async () => {
    const repository = Repository.withDev();
    const wrong = `${ADDED.replace("250", "300")}  - name: gpt-5.3-codex\n    capcity: 20\n`;
    repository.write("dev", { "models.yaml": wrong });
    const { environments, findings } = await jsonOf(repository);
    expect(findings).toEqual(expect.arrayContaining([expect.objectContaining({ code: "unknown-key", side: "head" })]));
    expect(briefChanges(environments[0]!.changes)).toEqual([
      "update deployment gpt-5.4",
      "create deployment gpt-5.4-mini",
    ]);
    expect(environments[0]!.summary.notes).toEqual([
      "the entry of gpt-5.3-codex in the head has a mistake: it cannot be read yet",
    ]);
  });

  test.each([
    ["models.yaml", "models: [", ["update account aucert-test"]],
    ["llm-config.yaml", "layers: 3\n", ["update account aucert-test", "update deployment gpt-5.4"]],
  ])("does not show as deleted what its %s can no longer say", async (file, text, expected) => {
    const repository = Repository.withDev();
    repository.write("dev", {
      "account.yaml": ACCOUNT.replace("westus", "westus\n  localAuth: true"),
      "models.yaml": MORE,
      [file]: text,
    });
    const { environments } = await jsonOf(repository);
    expect(briefChanges(environments[0]!.changes)).toEqual(expected);
    expect(environments[0]!.summary.notes).toEqual([`${file} of the head cannot be read: it counts as unchanged`]);
  });

  test("is no all-clear when nothing else changes", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": "models: [" });
    expect((await repository.review()).stdout).toMatch(/^dev: refused$/m);
  });

  test("is the base: its errors are named with the revision", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": "models: [" });
    repository.commit();
    const base = repository.head;
    repository.write("dev");
    const { environments, findings } = await jsonOf(repository, base);
    expect(findings.map(({ side, file }) => [side, file])).toEqual([
      ["base", `${base}:${ENVIRONMENTS}/dev/models.yaml`],
    ]);
    expect(environments[0]!.changes).toEqual([]);
    const text = await repository.review(base);
    expect(text.stdout).toContain(`--> ${base}:${ENVIRONMENTS}/dev/models.yaml:1:`);
  });

  test("is new: nothing is compared, and it says so", async () => {
    const repository = Repository.withDev();
    repository.write("test", { "account.yaml": "x: [" });
    const { environments } = await jsonOf(repository);
    const [, added] = environments;
    expect([added?.changes, added?.summary.notes]).toEqual([[], [expect.stringContaining("a file cannot be read")]]);
  });

  test("holds links, folders and huge files instead of files", async () => {
    const repository = Repository.withDev();
    const at = (name: string): string => path.join(repository.folder, ENVIRONMENTS, "dev", name);
    repository.remove(`${ENVIRONMENTS}/dev/models.yaml`);
    symlinkSync("account.yaml", at("models.yaml"));
    repository.remove(`${ENVIRONMENTS}/dev/llm-config.yaml`);
    writeFiles(repository.folder, { [`${ENVIRONMENTS}/dev/llm-config.yaml/x`]: "1" });
    writeFiles(repository.folder, { [`${ENVIRONMENTS}/dev/account.yaml`]: "#".repeat(1024 * 1024 + 1) });
    repository.commit();
    const { findings } = await jsonOf(repository, "HEAD~1", "HEAD");
    expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual(
      expect.arrayContaining([
        "not-a-file: the file cannot be read: a symbolic link",
        "not-a-file: a folder stands where a file belongs",
        "file-too-large: the file has 1,048,577 bytes",
      ]),
    );
  });
});
