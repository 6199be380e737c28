/** Checks on what is to be adopted, and what somebody should know before. */
import { adoptionTargets } from "../adopt";
import type { AdoptionTarget } from "../adopt";
import { ACCOUNT_KIND } from "../model";
import { nearest } from "../nearest";
import type { AccountFile, ModelsFile } from "../schema";
import type { CheckedFile } from "../shape";
import { error, reportAt, suggest } from "./check";
import type { CheckContext, Problem } from "./check";

export function checkAdopt(
  account: CheckedFile<AccountFile>,
  models: CheckedFile<ModelsFile> | undefined,
  { report }: CheckContext,
): void {
  const { file, asRead } = account;
  const targets = targetsOf(account, models);
  const isListRead = models?.asRead.models?.every((entry) => entry?.name !== undefined) === true;
  const seen = new Set<AdoptionTarget>();
  for (const [index, name] of (asRead.adopt ?? []).entries()) {
    if (name === undefined) continue;
    const meant = targets.filter(({ names }) => names.includes(name));
    const problem = meant.length === 0 ? unknown(name, targets, isListRead) : repeated(name, meant, seen);
    if (problem !== undefined) reportAt(report, file, ["adopt", index], problem);
    if (name === "account") adviseOnAccount(account, index, { report });
    meant.forEach((target) => seen.add(target));
  }
  const needsSubscription = [...seen].some(({ stack }) => stack === "foundry");
  if (needsSubscription && asRead.account !== undefined && !("subscriptionId" in asRead.account)) {
    reportAt(report, file, ["adopt"], NO_SUBSCRIPTION, "key");
  }
}

const NO_SUBSCRIPTION = error(
  "adopt-subscription",
  "adopting needs account.subscriptionId: it is part of the ids to import",
  "write the UUID that az account show prints as id",
);

/** What the files name, as far as they could be read; ids play no part here. */
function targetsOf(
  { asRead }: CheckedFile<AccountFile>,
  models: CheckedFile<ModelsFile> | undefined,
): AdoptionTarget[] {
  const settings = asRead.account ?? {};
  return adoptionTargets({
    subscriptionId: "",
    resourceGroup: "",
    createResourceGroup: settings.createResourceGroup ?? false,
    account: "",
    deployments: (models?.asRead.models ?? []).flatMap((entry) => entry?.name ?? []),
    namespaces: (asRead.aks?.namespaces ?? []).filter((namespace) => namespace !== undefined),
    ...(asRead.identity !== undefined && { identity: { name: "", roleAssignment: "" } }),
    access: (asRead.access ?? []).flatMap((grant) =>
      grant?.principalId === undefined ? [] : { principalId: grant.principalId, roleAssignment: "" },
    ),
    hasLock: asRead.lock !== undefined,
    operations: {
      raiPolicies: (asRead.raiPolicies ?? []).flatMap((policy) => policy?.name ?? []),
      hasLogs: asRead.monitoring?.logs !== undefined,
      hasAlerts: asRead.monitoring?.alerts !== undefined,
      ...(asRead.budget !== undefined && { budgetStart: "" }),
    },
  });
}

function unknown(name: string, targets: readonly AdoptionTarget[], isListRead: boolean): Problem | undefined {
  // A name that could not be read may be any name.
  if (!isListRead) return undefined;
  if (name === "resource-group") {
    const message = "the resource group is not made here, so there is nothing to adopt";
    const help = "remove the entry, or set createResourceGroup: true if this project is to own the group";
    return error("unknown-adoption", message, help);
  }
  const known = [...new Set(targets.flatMap(({ names }) => names.slice(0, 1)))];
  const all = targets.flatMap(({ names }) => names);
  const help = suggest(nearest(name, all), `names here: ${shortened(known)}`);
  const message = `${JSON.stringify(name)} names nothing in this configuration`;
  return error("unknown-adoption", message, help);
}

function repeated(
  name: string,
  meant: readonly AdoptionTarget[],
  seen: ReadonlySet<AdoptionTarget>,
): Problem | undefined {
  if (!meant.every((target) => seen.has(target))) return undefined;
  return error("unknown-adoption", `${name} is adopted already by an entry above`, "remove it");
}

/** Says what the existing account must agree with, and what stays behind in state. */
function adviseOnAccount(
  { file, asRead }: CheckedFile<AccountFile>,
  index: number,
  { report }: Pick<CheckContext, "report">,
): void {
  const settings = asRead.account ?? {};
  const { name = "?", customSubdomain = name, location = "?", projectManagement = false, localAuth = false } = settings;
  const expected = `kind ${ACCOUNT_KIND}, location ${location}, subdomain ${customSubdomain}, project management ${projectManagement ? "on" : "off"}`;
  reportAt(report, file, ["adopt", index], {
    code: "adopt-replaces",
    severity: "note",
    message: `if the existing account is not of ${expected}, the plan replaces it and every deployment`,
    help: "compare with az cognitiveservices account show; an account made in the portal has project management on",
  });
  if (localAuth) return;
  reportAt(report, file, ["adopt", index], {
    code: "adopt-keys",
    severity: "note",
    message:
      "if the existing account still allows keys, the import reads them into state, and there they stay after local auth is off",
    help: "switch local auth off before the import, or regenerate both keys after it; the old code's state holds them too",
  });
}

/** Lists may be long: enough to see the pattern. */
function shortened(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(", ");
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}
