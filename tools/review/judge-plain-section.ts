/** What a change means of what no resource shows: the cluster, where state lies, and what is for this program alone. */
import { foundryStackName } from "../../config/addresses";
import type { Aks } from "../../config/model";
import type { Context } from "./context";
import type { Change } from "./review-model";
import { careful, note, type Remark, severityOf, worst } from "./risk";
import type { SectionChange } from "./sections";

export function judgePlainSection(change: SectionChange, context: Context): Change {
  const { remarks, runbook } = judged(change, context);
  const risk = worst(remarks.map((one) => one.risk));
  return {
    ...{ kind: "section", ...change, address: null, layers: [], outage: false },
    ...{ severity: severityOf(risk), risk, note: remarks.map(({ text }) => text).join("; ") },
    ...(runbook !== undefined && { runbook }),
  };
}

interface Judged {
  readonly remarks: readonly Remark[];
  readonly runbook?: string;
}

function judged({ name }: SectionChange, context: Context): Judged {
  switch (name) {
    case "aks":
      return { remarks: clusterRemarks(context), runbook: "docs/runbooks/deploy.md" };
    case "state":
      return { remarks: [STATE], runbook: "docs/runbooks/shared-state.md" };
    case "adopt": {
      const text = `changes nothing that is in state; what is not, the next deploy of ${foundryStackName(context.name)} imports`;
      return { remarks: [note(text)], runbook: "docs/runbooks/adopt-foundry-tf.md" };
    }
    default:
      return { remarks: [note("nothing is deployed for it")] };
  }
}

const STATE = careful("Terraform looks for its state in the new place: move it there before the next deploy");

/** Whether the ConfigMaps are made through another context of kubectl, which is another cluster. */
export function isAnotherCluster({ before, after }: Context): boolean {
  const [old, now] = [before?.environment.aks, after?.environment.aks];
  return old !== undefined && now !== undefined && old.context !== now.context;
}

/** What the provider does not find in the new cluster it takes for gone: the plan creates it there, and deletes it nowhere. */
function clusterRemarks(context: Context): Remark[] {
  const [before, after] = [context.before?.environment, context.after?.environment];
  if (before === undefined || after === undefined) return [];
  if (!isAnotherCluster(context)) {
    const isSignIn = before.aks.serviceAccount !== after.aks.serviceAccount && after.identity !== undefined;
    return [note(isSignIn ? "what pods sign in with changes with it: see identity" : "nothing is deployed for it")];
  }
  const [from, to] = placesOf(before.aks, after.aks);
  const [old, now] = [before.identity?.oidcIssuerUrl, after.identity?.oidcIssuerUrl];
  return [
    careful(`the ConfigMap is made in ${to}; the old one stays behind in ${from}, and pods there keep it`),
    ...(now !== undefined && old === now
      ? [careful("identity.oidcIssuerUrl is still that of the old cluster: pods in the new one cannot sign in")]
      : []),
  ];
}

/** Clusters, or where they have one name the contexts. */
function placesOf(before: Aks, after: Aks): [string, string] {
  if (before.cluster === after.cluster) return [`context ${before.context}`, `context ${after.context}`];
  return [`cluster ${before.cluster}`, `cluster ${after.cluster}`];
}
