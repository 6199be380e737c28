/** What people paste from the runbooks fits together. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { deploymentAddress } from "../config/addresses";
import { ROOT } from "./helpers/workspace";

test("who brings the old state moves each adopted deployment to the address that it has here", () => {
  const runbook = readFileSync(path.join(ROOT, "docs/runbooks/adopt-foundry-tf.md"), "utf8");
  const adopted = /^adopt: \[account, (.*), llm-config\]$/m.exec(runbook)?.[1]?.split(", ");
  const moved = [...runbook.matchAll(/^terraform state mv '.*' (\S+)$/gm)].map(([, address]) => address);

  expect(moved).toHaveLength(5);
  expect(moved).toEqual(adopted?.map(deploymentAddress));
});
