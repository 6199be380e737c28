/** Checks on the part of account.yaml that every environment has. */
import type { Catalog } from "../catalog/catalog";
import type { YamlFile } from "../files/parse";
import type { AsRead } from "../files/shape";
import { quoted, quotedName } from "../findings/characters";
import { nearest, suggest } from "../findings/nearest";
import { error, type Problem, type Report, reportRepeated } from "../findings/report";
import { ACCOUNT_NAME, NAMESPACE, SUBDOMAIN, SUBDOMAIN_FORM, TAG_NAME } from "./rules";
import type { BaseFile } from "./shape";

interface Context {
  readonly file: YamlFile;
  readonly catalog: Catalog;
  readonly report: Report;
}

export function checkAccount({ account = {}, aks = {} }: AsRead<BaseFile>, context: Context): void {
  checkSubdomain(account, context);
  const region = account.location === undefined ? undefined : regionProblem(account.location, context.catalog);
  if (region !== undefined) context.report(context.file.place(["account", "location"]), region);
  checkTags(Object.keys(account.tags ?? {}), context);
  checkNamespaces(aks.namespaces ?? [], context);
}

/** Unless one is given, the account's name is the subdomain as well, which takes fewer characters. */
function checkSubdomain(account: NonNullable<AsRead<BaseFile>["account"]>, { file, report }: Context): void {
  const { name } = account;
  if (name === undefined || "customSubdomain" in account || !ACCOUNT_NAME.accepts(name) || SUBDOMAIN.accepts(name)) {
    return;
  }
  const help = `give customSubdomain: ${SUBDOMAIN_FORM}`;
  report(file.place(["account", "name"]), error("subdomain", `${quoted(name)} cannot also be the subdomain`, help));
}

/** What is wrong with a region; undefined for one that is known. */
export function regionProblem(region: string, catalog: Catalog): Problem | undefined {
  if (catalog.isRegion(region)) return undefined;
  const guess = catalog.regionNamed(region) ?? nearest(region, catalog.regions);
  const help = suggest(guess, "az account list-locations shows them; a new one belongs in config/catalog/regions.yaml");
  return error("unknown-region", `${quotedName(region)} is not an Azure region`, help);
}

function checkTags(tags: readonly string[], { file, report }: Context): void {
  reportRepeated(tags, TAG_NAME.accepts, (_, tag) => {
    const message = `the tag ${tag} is given twice: Azure does not tell names apart by case`;
    report(file.place(["account", "tags", tag], "key"), error("tags", message, "keep one"));
  });
}

function checkNamespaces(namespaces: readonly (string | undefined)[], { file, report }: Context): void {
  reportRepeated(namespaces, NAMESPACE.accepts, (index, namespace) => {
    const problem = error("namespace", `the namespace ${namespace} is listed twice`, "keep one");
    report(file.place(["aks", "namespaces", index]), problem);
  });
}
