/** Check on the workspace that the account's logs go to: it is not made here, so it has to be there. */
import { defineCheck, valueOf } from "../preflight-check";
import type { Facts } from "../../azure/facts";
import { withoutIds } from "../../azure/masked-ids";
import { fail, NEW_SNAPSHOT, pass, unverified, type Verdict, warning } from "../outcome";

/** Says nothing where no logs are sent. */
export const workspace = defineCheck({
  group: "monitoring",
  code: "workspace",
  dependsOn: ["subscription"],
  needs: ["workspace"],
  judge: ({ environment }, read) => {
    const id = environment.monitoring?.diagnostics?.workspaceId;
    return id === undefined ? [] : [judgeWorkspace(id, valueOf(read.workspace))];
  },
});

function judgeWorkspace(id: string, found: Facts["workspace"] | undefined): Verdict {
  const [, group, name] = /\/resourceGroups\/([^/]+)\/.*\/workspaces\/([^/]+)$/.exec(id) ?? [];
  const what = `workspace ${name} in resource group ${group}`;
  if (found === undefined || found.id !== withoutIds(id)) {
    return unverified(`the snapshot knows nothing of ${what}`, NEW_SNAPSHOT);
  }
  if (!found.exists) return fail(`${what} does not exist: the logs would have nowhere to go`, MISSING_HELP);
  if (found.state === undefined || found.state === "Succeeded") return pass(`${what} exists`);
  return warning(`${what} is ${found.state}: it may take no logs`, "see it in the Azure portal before you apply");
}

const MISSING_HELP =
  "write one that `az monitor log-analytics workspace list --query '[].id'` prints as monitoring.logs.workspaceId; " +
  "a deleted one comes back within 14 days with `az monitor log-analytics workspace recover`";
