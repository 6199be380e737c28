/** The questions in the user's words. */
import type { Environment } from "../../config/environment";
import type { Question, Unread } from "../azure/facts";
import { NEW_SNAPSHOT } from "./outcome";

/** What a question reads. */
export function labelOf(question: Question, { account }: Environment): string {
  const labels: Record<Question, string> = {
    subscription: "the subscription",
    providers: "the resource providers",
    resourceGroup: `resource group ${account.resourceGroup}`,
    mayCreateResourceGroup: "the rights of the signed-in identity",
    account: `account ${account.name}`,
    deletedAccounts: "the list of soft-deleted accounts",
    subdomain: `whether the subdomain ${account.subdomain} is free`,
    deployments: `the deployments of ${account.name}`,
    models: `the list of models of ${account.location}`,
    usages: `the quota of ${account.location}`,
    workspace: "the workspace of monitoring.logs",
  };
  return labels[question];
}

/** What helps when a question could not be answered. */
export function helpOn(question: Question, { isDenied, fault }: Unread): string {
  if (isDenied) return neededRight(question);
  switch (fault) {
    case "unusable":
      return "a longer --timeout does not help: check --arm-endpoint and what stands between, or look in the Azure portal";
    case "not-saved":
      return NEW_SNAPSHOT;
    default:
      return "try again, or raise --timeout";
  }
}

/** The right that a question takes. @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
function neededRight(question: Question): string {
  if (question === "usages") {
    return "needs the role Cognitive Services Usages Reader on the subscription; else see Quotas in the Foundry portal";
  }
  if (question === "subdomain") {
    return "needs Microsoft.CognitiveServices/checkDomainAvailability/action, which Cognitive Services Contributor holds";
  }
  if (question === "workspace") {
    return "needs Microsoft.OperationalInsights/workspaces/read, which Reader on the workspace holds, in the tenant of the sign-in";
  }
  return "needs the role Reader on the subscription";
}
