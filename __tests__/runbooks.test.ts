/** What people paste from the runbooks fits together. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { deploymentAddress } from "../config/addresses";
import { loadCatalog } from "../config/catalog/catalog";
import { folderSource } from "../config/files/source";
import { loadConfiguration } from "../config/load";
import { ROOT, run, temporaryFolder, writeFiles } from "./helpers/workspace";

test("who stops the spend pastes the names that the committed configuration has, and finds the way back of every step", () => {
  const runbook = readFileSync(path.join(ROOT, "docs/runbooks/stop-the-spend.md"), "utf8");
  const { environments } = loadConfiguration(folderSource("config/environments", ROOT), {
    catalog: loadCatalog(),
    today: "2026-11-22",
  });
  const [dev] = environments;
  const deployed = dev?.deployments.map(
    ({ name, version, format }) => `--model-name ${name} --model-version ${version} --model-format ${format} `,
  );

  expect(runbook).toContain(`--name ${dev?.account.name} --resource-group ${dev?.account.resourceGroup} `);
  expect(deployed?.some((words) => runbook.includes(words))).toBe(true);
  expect(runbook).toContain(`kubectl --context ${dev?.aks.context} `);
  const steps = [...runbook.matchAll(/^### \d\. (.*)\n([^]*?)(?=^##)/gm)].map(
    ([, title, text = ""]) => [title, text] as const,
  );
  expect(steps.map(([title]) => title)).toEqual([
    "Turn a layer off",
    "Pause a deployment",
    "Lower the capacity",
    "Block callers",
  ]);
  for (const [, text] of steps) expect(text).toContain("**Back**: ");
});

test("who brings the old state moves each adopted deployment to the address that it has here", () => {
  const runbook = readFileSync(path.join(ROOT, "docs/runbooks/adopt-foundry-tf.md"), "utf8");
  const adopted = /^adopt: \[account, (.*), llm-config\]$/m.exec(runbook)?.[1]?.split(", ");
  const moved = [...runbook.matchAll(/^terraform state mv '.*' (\S+)$/gm)].map(([, address]) => address);

  expect(moved).toHaveLength(5);
  expect(moved).toEqual(adopted?.map(deploymentAddress));
});

test("the branch of what synth writes gets a commit for each change and none without, and the shell keeps its index", () => {
  const runbook = readFileSync(path.join(ROOT, "docs/runbooks/runs-elsewhere.md"), "utf8");
  const [, recipe = ""] = /^## A branch of what synth writes\n[^]*?```sh\nnpm ci .*\n([^]*?)```/m.exec(runbook) ?? [];
  const folder = temporaryFolder();
  const who = { GIT_AUTHOR_NAME: "t", GIT_AUTHOR_EMAIL: "t@example.com" };
  const env = { ...who, GIT_COMMITTER_NAME: "t", GIT_COMMITTER_EMAIL: "t@example.com" };
  const sh = (script: string) => run(folder, "bash", ["-ec", script], env);
  const STACK = "cdktf.out/stacks/foundry-dev";
  const files = { [`${STACK}/cdk.tf.json`]: "{}", [`${STACK}/.terraform.lock.hcl`]: "", [`${STACK}/plan`]: "" };
  writeFiles(folder, { ...files, ".gitignore": "cdktf.out/\n", "cdktf.out/manifests/llm-config-dev.yaml": "a: 1\n" });
  expect(sh(`git init -q --bare origin.git; git init -q; git remote add origin "$PWD/origin.git"`).status).toBe(0);
  sh(`git add .gitignore && git commit -qm first`);
  const commits = (): string => sh("git --git-dir origin.git rev-list --count synthesised").stdout;

  expect(sh(`${recipe}echo "index: $GIT_INDEX_FILE"`)).toMatchObject({ status: 0, stdout: "index: \n" });
  expect(sh(recipe).status).toBe(0);

  expect(commits()).toBe("1\n");
  expect(sh("git --git-dir origin.git ls-tree -r --name-only synthesised").stdout).not.toContain("plan");
  writeFiles(folder, { "cdktf.out/manifests/llm-config-dev.yaml": "a: 2\n" });
  expect(sh(recipe).status).toBe(0);
  expect(commits()).toBe("2\n");
  expect(sh("git status --porcelain").stdout).toBe("?? origin.git/\n");
});
