/** Configurations in repositories of every kind, read from commits. */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Review } from "../../../tools/review/review-model";
import { MODELS } from "../../helpers/config";
import { ENVIRONMENTS, Repository } from "../../helpers/repository";
import { briefChanges } from "../../helpers/review";
import { temporaryFolder, writeFiles } from "../../helpers/workspace";

const MORE = MODELS.replace("250", "300");

/** What the last commit changed, and what is wrong with it, where `FOUNDRY_CONFIG_DIR` names the folder. */
async function lastChange(repository: Repository, directory = ENVIRONMENTS): Promise<string[]> {
  const args = ["HEAD~1", "HEAD", "--format", "json"];
  const { stdout, stderr } = await repository.reviewWith({ FOUNDRY_CONFIG_DIR: directory }, ...args);
  expect(stderr).toBe("");
  const { environments, findings } = JSON.parse(stdout) as Review;
  return [
    ...environments.flatMap(({ name, changes }) => briefChanges(changes).map((one) => `${name}: ${one}`)),
    ...findings.map(({ file, message }) => `${file}: ${message}`),
  ];
}

function initialised(...options: string[]): Repository {
  const repository = new Repository();
  repository.git("init", "--quiet", "--initial-branch=main", ...options);
  repository.write("dev");
  repository.commit();
  return repository;
}

test("a repository of SHA-256 is read as any other", async () => {
  const repository = initialised("--object-format=sha256");
  repository.write("dev", { "models.yaml": MORE });
  repository.commit();
  expect(repository.head).toHaveLength(64);
  expect(await lastChange(repository)).toEqual(["dev: update deployment gpt-5.4"]);
});

test("a folder is found from below it, and from inside it", async () => {
  const repository = initialised();
  repository.write("dev", { "models.yaml": MORE });
  repository.commit();
  mkdirSync(path.join(repository.folder, "docs"));
  for (const [cwd, directory] of [
    ["docs", `../${ENVIRONMENTS}`],
    [ENVIRONMENTS, "."],
    [`${ENVIRONMENTS}/dev`, ".."],
  ] as const) {
    const inside = new Repository(path.join(repository.folder, cwd));
    expect([cwd, await lastChange(inside, directory)]).toEqual([cwd, ["dev: update deployment gpt-5.4"]]);
  }
});

test("a folder is never a pattern", async () => {
  const names = ["[a-z]*", ":(top)x", "two\nlines", 'quo"te', "é 語"];
  const repository = initialised();
  const inner = names.map((name) => new Repository(path.join(repository.folder, name)));
  for (const { folder } of inner) mkdirSync(folder);
  inner.forEach((one) => one.write("test"));
  repository.commit();
  inner.forEach((one) => one.write("test", { "models.yaml": MORE }));
  repository.commit();
  for (const name of names) {
    const change = await lastChange(repository, `${name}/${ENVIRONMENTS}`);
    expect([name, change]).toEqual([name, ["test: update deployment gpt-5.4"]]);
  }
});

test("a submodule is no environment and no file, and a hidden folder is no environment", async () => {
  const repository = initialised();
  const commit = repository.git("rev-parse", "HEAD");
  for (const at of ["other", "dev/llm-config.yaml"]) {
    repository.git("rm", "--quiet", "-r", "--cached", "--ignore-unmatch", `${ENVIRONMENTS}/${at}`);
    repository.git("update-index", "--add", "--cacheinfo", `160000,${commit},${ENVIRONMENTS}/${at}`);
  }
  writeFiles(repository.folder, { [`${ENVIRONMENTS}/.hidden/account.yaml`]: "x", [`${ENVIRONMENTS}/README.md`]: "x" });
  repository.git("add", `${ENVIRONMENTS}/.hidden`, `${ENVIRONMENTS}/README.md`);
  repository.git("commit", "--quiet", "--message=submodules");
  expect(await lastChange(repository)).toEqual([
    `HEAD:${ENVIRONMENTS}/dev/llm-config.yaml: the file cannot be read: not a regular file`,
  ]);
});

test("a file whose content is not in the clone is a finding, never an empty one", async () => {
  const repository = initialised();
  repository.commit();
  const object = repository.git("rev-parse", `HEAD:${ENVIRONMENTS}/dev/models.yaml`);
  rmSync(path.join(repository.folder, ".git/objects", object.slice(0, 2), object.slice(2)));
  const reason = "dev/models.yaml: the file cannot be read: its content is not in this clone";
  expect(await lastChange(repository)).toEqual([`HEAD~1:${ENVIRONMENTS}/${reason}`, `HEAD:${ENVIRONMENTS}/${reason}`]);
});

test("a partial clone is filled up as it is read", async () => {
  const origin = initialised();
  origin.git("config", "uploadpack.allowFilter", "true");
  origin.write("dev", { "models.yaml": MORE });
  origin.commit();
  for (const filter of ["blob:none", "tree:0"]) {
    const clone = new Repository(path.join(temporaryFolder("clone"), "c"));
    origin.git("clone", "--quiet", "--no-checkout", `--filter=${filter}`, `file://${origin.folder}`, clone.folder);
    expect([filter, await lastChange(clone)]).toEqual([filter, ["dev: update deployment gpt-5.4"]]);
  }
});
