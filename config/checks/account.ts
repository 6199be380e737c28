/** Checks on `account.yaml`: names, region, tags, cluster. */
import type { Code } from "../codes";
import {
  isAccountName,
  isLiteralText,
  isNamespace,
  isResourceGroupName,
  isServiceAccountName,
  isSubdomain,
  isUuid,
} from "../model";
import { nearest } from "../nearest";
import type { Path } from "../parse";
import type { AccountFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { reportAt, suggest } from "./check";
import type { CheckContext, Problem } from "./check";

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations */
const TAG_LIMITS = { count: 50, name: 512, value: 256 };
const TAG_NAME_FORBIDDEN = /[<>%&\\?/]/;

type Complain = (path: Path, code: Code, message: string, help: string, part?: "key" | "value") => void;

export function checkAccount({ file, asRead }: CheckedFile<AccountFile>, { catalog, report }: CheckContext): void {
  const complain: Complain = (path, code, message, help, part) =>
    reportAt(report, file, path, { code, severity: "error", message, help }, part);
  const account = asRead.account ?? {};
  checkNames(account, complain);
  if (account.location !== undefined && !catalog.isRegion(account.location)) {
    const guess = catalog.regionNamed(account.location) ?? nearest(account.location, catalog.regions);
    complain(
      ["account", "location"],
      "unknown-region",
      `${quoted(account.location)} is not an Azure region`,
      suggest(guess, "az account list-locations shows them; a new one belongs in config/catalog/regions.yaml"),
    );
  }
  checkTags(account.tags ?? {}, complain);
  checkCluster(asRead.aks ?? {}, complain);
}

/** The account's region when it is one. */
export function knownLocation(
  account: CheckedFile<AccountFile> | undefined,
  { catalog }: CheckContext,
): string | undefined {
  const location = account?.asRead.account?.location;
  return location !== undefined && catalog.isRegion(location) ? location : undefined;
}

function checkNames(account: NonNullable<AsRead<AccountFile>["account"]>, complain: Complain): void {
  const { name, customSubdomain, resourceGroup, subscriptionId } = account;
  if (name !== undefined && !isAccountName(name)) {
    complain(
      ["account", "name"],
      "account-name",
      `${quoted(name)} cannot be the name of an account`,
      "use 2 to 64 letters, digits, `_`, `.` or `-`, with a letter or digit at both ends",
    );
  } else if (
    name !== undefined &&
    customSubdomain === undefined &&
    !("customSubdomain" in account) &&
    !isSubdomain(name)
  ) {
    complain(
      ["account", "name"],
      "subdomain",
      `${quoted(name)} cannot also be the subdomain`,
      "give customSubdomain: 2 to 64 letters, digits and hyphens, with a letter or digit at both ends",
    );
  }
  if (customSubdomain !== undefined && !isSubdomain(customSubdomain)) {
    complain(
      ["account", "customSubdomain"],
      "subdomain",
      `${quoted(customSubdomain)} cannot be a subdomain`,
      "use 2 to 64 letters, digits and hyphens, with a letter or digit at both ends",
    );
  }
  if (resourceGroup !== undefined && !isResourceGroupName(resourceGroup)) {
    complain(
      ["account", "resourceGroup"],
      "resource-group-name",
      `${quoted(resourceGroup)} cannot be the name of a resource group`,
      "use 1 to 90 letters, digits, `_`, `-`, `.` or parentheses, without a period at the end",
    );
  }
  if (subscriptionId !== undefined && !isUuid(subscriptionId)) {
    complain(
      ["account", "subscriptionId"],
      "uuid",
      `${quoted(subscriptionId)} is not a subscription id`,
      "write the UUID that az account show prints as id",
    );
  }
}

function checkTags(tags: Record<string, string | undefined>, complain: Complain): void {
  const names = Object.keys(tags);
  if (names.length > TAG_LIMITS.count) {
    complain(
      ["account", "tags"],
      "tags",
      `${names.length} tags, but Azure takes ${TAG_LIMITS.count}`,
      "remove some",
      "key",
    );
  }
  const seen = new Set<string>();
  for (const name of names) {
    const path = ["account", "tags", name];
    const problem = tagProblem(name, tags[name], seen);
    if (problem !== undefined) complain(path, "tags", problem.message, problem.help ?? "", problem.part);
    seen.add(name.toLowerCase());
  }
}

function tagProblem(
  name: string,
  value: string | undefined,
  seen: ReadonlySet<string>,
): (Pick<Problem, "message" | "help"> & { part: "key" | "value" }) | undefined {
  if (name === "" || name.length > TAG_LIMITS.name || TAG_NAME_FORBIDDEN.test(name)) {
    return {
      message: `${quoted(name.slice(0, 40))} cannot be the name of a tag`,
      help: `use 1 to ${TAG_LIMITS.name} characters without < > % & \\ ? /`,
      part: "key",
    };
  }
  if (seen.has(name.toLowerCase())) {
    return {
      message: `the tag ${name} is given twice: Azure does not tell names apart by case`,
      help: "keep one",
      part: "key",
    };
  }
  if (value !== undefined && value.length > TAG_LIMITS.value) {
    return {
      message: `the value of tag ${name} has ${value.length} characters`,
      help: `use at most ${TAG_LIMITS.value}`,
      part: "value",
    };
  }
  if (!isLiteralText(name) || (value !== undefined && !isLiteralText(value))) {
    return {
      message: `the tag ${name} holds a Terraform template`,
      help: "write text without ${ or %{: the configuration is data, not code",
      part: "value",
    };
  }
  return undefined;
}

function checkCluster(aks: NonNullable<AsRead<AccountFile>["aks"]>, complain: Complain): void {
  for (const key of ["cluster", "context"] as const) {
    const value = aks[key];
    if (value !== undefined && (value.trim() === "" || !isLiteralText(value))) {
      complain(
        ["aks", key],
        "cluster-name",
        `${quoted(value)} cannot name a ${key}`,
        "write its name as kubectl config get-contexts shows it",
      );
    }
  }
  if (aks.namespaces?.length === 0) {
    complain(
      ["aks", "namespaces"],
      "empty-list",
      "no namespace gets the ConfigMap",
      "list at least one namespace",
      "key",
    );
  }
  const seen = new Set<string>();
  for (const [index, namespace] of (aks.namespaces ?? []).entries()) {
    if (namespace === undefined) continue;
    const path = ["aks", "namespaces", index];
    if (!isNamespace(namespace)) {
      complain(
        path,
        "namespace",
        `${quoted(namespace)} cannot be a Kubernetes namespace`,
        "use at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends",
      );
    } else if (seen.has(namespace)) {
      complain(path, "namespace", `the namespace ${namespace} is listed twice`, "keep one");
    }
    seen.add(namespace);
  }
  if (aks.serviceAccount !== undefined && !isServiceAccountName(aks.serviceAccount)) {
    complain(
      ["aks", "serviceAccount"],
      "service-account",
      `${quoted(aks.serviceAccount)} cannot be a Kubernetes service account`,
      "use at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both ends",
    );
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
