/** What people paste from the runbooks fits together. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { deploymentAddress } from "../config/addresses";
import { loadCatalog } from "../config/catalog/catalog";
import { folderSource } from "../config/files/source";
import { loadConfiguration } from "../config/load";
import { ROOT } from "./helpers/workspace";

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
