/** Checks on the account: its name and subdomain, and the settings that differ from the configuration. */
import { ACCOUNT_KIND } from "../../../config/account/rules";
import type { Account } from "../../../config/model";
import { sortedTexts } from "../../../config/text";
import { isSameName, type AccountFacts, type Facts } from "../../azure/facts";
import { azCommand } from "../../azure/az-command";
import { tagsWithoutIds } from "../../azure/masked-ids";
import { defineAccountCheck, defineCheck, differences, valueOf } from "../preflight-check";
import { fail, notSaved, pass, skipped, unverified, type Verdict, warning } from "../outcome";

type DeletedAccount = Facts["deletedAccounts"][number];

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
    problems.push(judgeState(wanted, existing.state));
  }
  return problems.length > 0 ? problems : [pass(`${name} exists in ${wanted.resourceGroup}, ${wanted.location}`)];
}

function judgeState(wanted: Account, state: string): Verdict {
  const { name, resourceGroup } = wanted;
  if (state !== "Failed" && state !== "Canceled") {
    const message = `${name} is ${state}: Azure refuses changes meanwhile`;
    return warning(message, "wait until it is Succeeded; the Azure portal shows what happens");
  }
  const log = azCommand(`monitor activity-log list --resource-group ${resourceGroup} --status Failed`, wanted);
  const help = `waiting does not mend it: see why, and make that change again or ask Azure's support\n${log}`;
  return warning(`${name} is ${state}: the last change to it did not succeed, and the next may not either`, help);
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
function commands({ name, resourceGroup, location }: DeletedAccount, wanted: Account): string {
  const where = `--name ${name} --resource-group ${resourceGroup} --location ${location}`;
  const command = (verb: string) => azCommand(`cognitiveservices account ${verb} ${where}`, wanted);
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

export const localAuth = defineAccountCheck("local-auth", (existing, { environment }) => [
  judgeLocalAuth(environment.account.localAuth, existing.localAuth),
]);

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

export const projectManagement = defineAccountCheck("project-management", (existing, { environment }) => [
  judgeProjects(environment.account.projectManagement, existing.projectManagement),
]);

function judgeProjects(wanted: boolean, actual: boolean): Verdict {
  if (wanted === actual) return pass(`Foundry projects are ${actual ? "on" : "off"}, as configured`);
  return actual
    ? fail(`Foundry projects are on in Azure and off here: ${REPLACES}`, "set projectManagement to true")
    : warning("Foundry projects are off in Azure and will be switched on for good", "make sure that this is wanted");
}

export const tags = defineAccountCheck("tags", (existing, { environment }) => [
  existing.tags ? judgeTags(environment.account.tags, existing.tags) : notSaved("its tags"),
]);

function judgeTags(given: Account["tags"], actual: Account["tags"]): Verdict {
  const wanted = tagsWithoutIds(given);
  const names = sortedTexts([...new Set([...Object.keys(actual), ...Object.keys(wanted)])]);
  const valueIn = (some: Account["tags"], name: string) => (Object.hasOwn(some, name) ? some[name] : undefined);
  const list = differences(names.map((name) => [name, valueIn(actual, name), valueIn(wanted, name)]));
  if (list.length === 0) return pass("the tags are as configured");
  const help = "apply makes them as configured; what shall stay goes into account.tags";
  return warning(`the tags differ (${list.join("; ")}): the plan changes them in place`, help);
}
