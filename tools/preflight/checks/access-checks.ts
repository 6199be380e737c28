/** Checks on what everything else needs: subscription, resource providers, resource group. */
import { resourceProviders } from "../../../config/sections/resource-providers";
import { isSameName, FORBIDDEN, NOT_FOUND, type Facts } from "../../azure/facts";
import { type Context, defineCheck, valueOf } from "../preflight-check";
import { fail, pass, unverified, type Verdict, warning } from "../outcome";

export const subscription = defineCheck({
  group: "access",
  code: "subscription",
  dependsOn: [],
  needs: ["subscription"],
  judge: (_, { subscription: answer }) => [judgeSubscription(valueOf(answer)?.state ?? NOT_FOUND)],
});

/** @see https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states */
function judgeSubscription(state: string): Verdict {
  switch (state) {
    case "Enabled":
      return pass("signed in, and the subscription is Enabled");
    case "Warned":
    case "PastDue":
      return warning(`the subscription is ${state}: Azure will disable it unless it is paid`, "settle the bill first");
    case NOT_FOUND:
      return fail(
        "the subscription does not exist in the tenant that you are signed in to",
        "check subscriptionId in account.yaml or ARM_SUBSCRIPTION_ID; `az account list` shows what you can see",
      );
    case FORBIDDEN:
      return fail(
        "the signed-in identity may not read the subscription",
        "give it the role Reader on the subscription, or sign in as another identity",
      );
    default:
      return fail(`the subscription is ${state}: nothing can be created in it`, "reactivate it in the Azure portal");
  }
}

export const resourceProvider = defineCheck({
  group: "access",
  code: "resource-provider",
  dependsOn: ["subscription"],
  needs: ["providers"],
  judge: ({ environment }, { providers }) =>
    resourceProviders(environment).map((namespace) => judgeProvider(namespace, valueOf(providers))),
});

function judgeProvider(namespace: string, providers: Facts["providers"] | undefined): Verdict {
  const state = providers?.find((provider) => isSameName(provider.namespace, namespace))?.state;
  const command = `az provider register --namespace ${namespace} --wait`;
  if (state === undefined) {
    return unverified("Azure did not say whether it is registered", command, namespace);
  }
  if (state === "Registered") return pass("registered", namespace);
  const message = `${state}: Terraform registers it, which needs the right to and some minutes`;
  return warning(message, command, namespace);
}

export const resourceGroup = defineCheck({
  group: "access",
  code: "resource-group",
  dependsOn: ["subscription"],
  needs: ["resourceGroup", "mayCreateResourceGroup"],
  judge: (context, { resourceGroup: answer, mayCreateResourceGroup }) => {
    const group = valueOf(answer);
    return [group ? judgeGroup(group, context) : judgeMissingGroup(context, valueOf(mayCreateResourceGroup))];
  },
});

function judgeGroup({ location, state }: Facts["resourceGroup"], { environment }: Context): Verdict {
  const { account } = environment;
  const name = account.resourceGroup;
  if (state !== "Succeeded")
    return fail(`resource group ${name} is ${state}`, "wait until it is settled, then run again");
  if (account.createResourceGroup && !isSameName(location, account.location)) {
    return fail(
      `resource group ${name} is in ${location}, and Terraform would replace it to have it in ${account.location}`,
      `set createResourceGroup to false: a group may hold accounts of other regions`,
    );
  }
  if (!account.createResourceGroup) return pass(`resource group ${name} exists`);
  return pass(`resource group ${name} exists; unless Terraform made it, adopt it or set createResourceGroup to false`);
}

function judgeMissingGroup({ environment }: Context, mayCreate: boolean | undefined): Verdict {
  const { resourceGroup: name, location, createResourceGroup } = environment.account;
  if (!createResourceGroup) {
    return fail(
      `resource group ${name} does not exist`,
      `az group create --name ${name} --location ${location}, or set createResourceGroup to true`,
    );
  }
  if (mayCreate === true) return pass(`resource group ${name} does not exist yet, and may be created`);
  const help = "have somebody create it and set createResourceGroup to false, or get the role Contributor";
  return mayCreate === false
    ? fail(`resource group ${name} does not exist, and the signed-in identity may not create it`, help)
    : unverified(`resource group ${name} does not exist, and whether it may be created could not be told`, help);
}
