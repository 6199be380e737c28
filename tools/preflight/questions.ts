/** The questions in the user's words. */
import type { Environment } from "../../config/environment";
import type { Question } from "./azure-facts";

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
  };
  return labels[question];
}

/** The right that a question takes. @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export function neededRight(question: Question): string {
  if (question === "usages") {
    return "needs the role Cognitive Services Usages Reader on the subscription; else see Quotas in the Foundry portal";
  }
  if (question === "subdomain") {
    return "needs Microsoft.CognitiveServices/checkDomainAvailability/action, which Cognitive Services Contributor holds";
  }
  return "needs the role Reader on the subscription";
}
