/** Checks on the account: its name and subdomain, and the settings that differ from the configuration. */
import { ACCOUNT_KIND } from "../../../config/account/rules";
import type { Account } from "../../../config/model";
import type { AccountFacts, Facts } from "../azure-facts";
import { defineCheck, isSameName, valueOf } from "../preflight-check";
import { fail, pass, skipped, unverified, type Verdict, warning } from "../outcome";

type DeletedAccount = Facts["deletedAccounts"][number];

const NO_ACCOUNT = "the account does not exist yet";
const REPLACES = "Terraform would replace the account and every deployment in it";

export const account = defineCheck({
  group: "account",
  code: "account",
  dependsOn: ["subscription"],
  needs: ["account", "deletedAccounts"],
  judge: ({ environment }, read) => {
    const existing = valueOf(read.account);
    return existing
      ? judgeExisting(environment.account, existing)
      : [judgeFree(environment.account, valueOf(read.deletedAccounts) ?? [])];
  },
});

function judgeExisting(wanted: Account, existing: AccountFacts): Verdict[] {
  const problems: Verdict[] = [];
  const { name } = wanted;
  if (!isSameName(existing.kind, ACCOUNT_KIND)) {
    const help = `upgrade the account to ${ACCOUNT_KIND} in the Azure portal, or give another name`;
    problems.push(fail(`${name} exists as kind ${existing.kind ?? "unknown"}: ${REPLACES}`, help));
  }
  if (!isSameName(existing.location, wanted.location)) {
    const help = `set location to ${existing.location ?? "the account's region"}, or give another name`;
    problems.push(fail(`${name} exists in ${existing.location ?? "another region"}: ${REPLACES}`, help));
  }
  if (existing.state !== undefined && existing.state !== "Succeeded") {
    const message = `${name} is ${existing.state}: Azure refuses changes meanwhile`;
    problems.push(warning(message, "wait until it is Succeeded; the Azure portal shows what happens"));
  }
  return problems.length > 0 ? problems : [pass(`${name} exists in ${wanted.resourceGroup}, ${wanted.location}`)];
}

function judgeFree(wanted: Account, deleted: readonly DeletedAccount[]): Verdict {
  const own = deleted.find((one) => isSoftDeleted(wanted, one));
  return own
    ? fail(`${wanted.name} is soft-deleted${purgeDay(own)}: Azure refuses to create it again`, commands(own, wanted))
    : pass(`the name ${wanted.name} is free in ${wanted.resourceGroup}`);
}

function isSoftDeleted(wanted: Account, { name, resourceGroup, location }: DeletedAccount): boolean {
  return (
    isSameName(name, wanted.name) &&
    isSameName(resourceGroup, wanted.resourceGroup) &&
    isSameName(location, wanted.location)
  );
}

function purgeDay({ purgedOn }: DeletedAccount): string {
  return purgedOn === undefined ? "" : ` until ${purgedOn}`;
}

/** @see https://learn.microsoft.com/azure/ai-services/recover-purge-resources */
function commands({ name, resourceGroup, location }: DeletedAccount, { subscriptionId }: Account): string {
  const where = `--name ${name} --resource-group ${resourceGroup} --location ${location}`;
  const subscription = subscriptionId === undefined ? "" : ` --subscription ${subscriptionId}`;
  const command = (verb: string) => `az cognitiveservices account ${verb} ${where}${subscription}`;
  return `restore it: ${command("recover")}\nor remove it for good: ${command("purge")}`;
}

export const subdomain = defineCheck({
  group: "account",
  code: "subdomain",
  dependsOn: ["subscription", "account"],
  needs: ["account", "deletedAccounts", "subdomain"],
  judge: ({ environment }, read) => {
    const wanted = environment.account;
    const held = valueOf(read.account)?.subdomain;
    if (isSameName(held, wanted.subdomain)) return [pass(`${wanted.subdomain} belongs to ${wanted.name}`)];
    if (held !== undefined) {
      const help = `set customSubdomain to ${held}`;
      return [fail(`${wanted.name} has the subdomain ${held}, not ${wanted.subdomain}: ${REPLACES}`, help)];
    }
    return [judgeSubdomain(wanted, valueOf(read.deletedAccounts) ?? [], valueOf(read.subdomain)?.isFree)];
  },
});

function judgeSubdomain(wanted: Account, deleted: readonly DeletedAccount[], isFree: boolean | undefined): Verdict {
  const own = deleted.find((one) => isSoftDeleted(wanted, one));
  if (own !== undefined) return skipped(`${wanted.name} is soft-deleted, and its subdomain with it`);
  const holder = deleted.find((one) => isSameName(one.subdomain, wanted.subdomain));
  if (holder !== undefined) {
    const message = `${wanted.subdomain} is held by the soft-deleted account ${holder.name}${purgeDay(holder)}`;
    return fail(message, commands(holder, wanted));
  }
  const help = "if the account is yours, check resourceGroup and the subscription; else set customSubdomain to another";
  if (isFree === undefined) return unverified(`Azure did not say whether ${wanted.subdomain} is free`, help);
  return isFree
    ? pass(`the subdomain ${wanted.subdomain} is free`)
    : fail(`the subdomain ${wanted.subdomain} is taken; it is unique in all of Azure`, help);
}

export const localAuth = defineCheck({
  group: "account",
  code: "local-auth",
  dependsOn: ["subscription", "account"],
  needs: ["account"],
  judge: ({ environment }, read) => {
    const existing = valueOf(read.account);
    return [existing ? judgeLocalAuth(environment.account.localAuth, existing.localAuth) : skipped(NO_ACCOUNT)];
  },
});

function judgeLocalAuth(wanted: boolean, actual: boolean): Verdict {
  if (wanted === actual) return pass(`API keys are ${actual ? "on" : "off"}, as configured`);
  return actual
    ? warning(
        "API keys are on in Azure and will be switched off: callers that use a key will fail",
        "move callers to Entra ID first; rotate the keys if an older Terraform state holds them",
      )
    : warning(
        "API keys are off in Azure and will be switched on: Terraform then keeps them in its state",
        "set localAuth to false unless a caller cannot use Entra ID",
      );
}

export const projectManagement = defineCheck({
  group: "account",
  code: "project-management",
  dependsOn: ["subscription", "account"],
  needs: ["account"],
  judge: ({ environment }, read) => {
    const existing = valueOf(read.account);
    const wanted = environment.account.projectManagement;
    return [existing ? judgeProjects(wanted, existing.projectManagement) : skipped(NO_ACCOUNT)];
  },
});

function judgeProjects(wanted: boolean, actual: boolean): Verdict {
  if (wanted === actual) return pass(`Foundry projects are ${actual ? "on" : "off"}, as configured`);
  return actual
    ? fail(`Foundry projects are on in Azure and off here: ${REPLACES}`, "set projectManagement to true")
    : warning("Foundry projects are off in Azure and will be switched on for good", "make sure that this is wanted");
}
