/** Checks on the part of account.yaml that every environment has. */
import type { Catalog } from "../catalog/catalog";
import type { YamlFile } from "../files/parse";
import type { AsRead } from "../files/shape";
import { nearest, suggest } from "../findings/nearest";
import { error, type Report } from "../findings/report";
import { quoted } from "../rule";
import { ACCOUNT_NAME, NAMESPACE, SUBDOMAIN, TAG_NAME } from "./rules";
import type { BaseFile } from "./shape";

interface Context {
  readonly file: YamlFile;
  readonly catalog: Catalog;
  readonly report: Report;
}

export function checkAccount({ account = {}, aks = {} }: AsRead<BaseFile>, context: Context): void {
  checkSubdomain(account, context);
  checkRegion(account.location, context);
  checkTags(Object.keys(account.tags ?? {}), context);
  checkNamespaces(aks.namespaces ?? [], context);
}

/** Unless one is given, the account's name is the subdomain as well, which takes fewer characters. */
function checkSubdomain(account: NonNullable<AsRead<BaseFile>["account"]>, { file, report }: Context): void {
  const { name } = account;
  if (name === undefined || "customSubdomain" in account || !ACCOUNT_NAME.accepts(name) || SUBDOMAIN.accepts(name)) {
    return;
  }
  const help = "give customSubdomain: 2 to 64 letters, digits and hyphens, with a letter or digit at both ends";
  report(file.place(["account", "name"]), error("subdomain", `${quoted(name)} cannot also be the subdomain`, help));
}

function checkRegion(location: string | undefined, { catalog, file, report }: Context): void {
  if (location === undefined || catalog.isRegion(location)) return;
  const guess = catalog.regionNamed(location) ?? nearest(location, catalog.regions);
  const help = suggest(guess, "az account list-locations shows them; a new one belongs in config/catalog/regions.yaml");
  const problem = error("unknown-region", `${quoted(location)} is not an Azure region`, help);
  report(file.place(["account", "location"]), problem);
}

function checkTags(tags: readonly string[], { file, report }: Context): void {
  const seen = new Set<string>();
  for (const tag of tags.filter(TAG_NAME.accepts)) {
    if (seen.has(tag.toLowerCase())) {
      const message = `the tag ${tag} is given twice: Azure does not tell names apart by case`;
      report(file.place(["account", "tags", tag], "key"), error("tags", message, "keep one"));
    }
    seen.add(tag.toLowerCase());
  }
}

function checkNamespaces(namespaces: readonly (string | undefined)[], { file, report }: Context): void {
  const seen = new Set<string>();
  for (const [index, namespace] of namespaces.entries()) {
    if (namespace === undefined || !NAMESPACE.accepts(namespace)) continue;
    if (seen.has(namespace)) {
      const problem = error("namespace", `the namespace ${namespace} is listed twice`, "keep one");
      report(file.place(["aks", "namespaces", index]), problem);
    }
    seen.add(namespace);
  }
}
