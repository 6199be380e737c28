/** What two environments may not share. */
import type { CheckedFile } from "../files/shape";
import { error, type Report, warning } from "../findings/report";
import type { BaseFile } from "./shape";

/** The account.yaml of one environment, as far as it could be read. */
export interface NamedAccount {
  readonly name: string;
  readonly account?: CheckedFile<BaseFile>;
}

export function checkAcross(environments: readonly NamedAccount[], report: Report): void {
  const accounts = new Map<string, string>();
  const subdomains = new Map<string, string>();
  const configMaps = new Map<string, string>();
  for (const { name: environment, account: checked } of environments) {
    if (checked === undefined) continue;
    const { file, asRead } = checked;
    const { name, customSubdomain } = asRead.account ?? {};
    const holder = claim(accounts, name, environment);
    if (holder !== undefined) {
      const problem = error("account-in-two-environments", ...shared(`account ${name}`, holder));
      report(file.place(["account", "name"]), { ...problem, other: holder });
    }
    const subdomainHolder = claim(subdomains, customSubdomain ?? name, environment);
    if (subdomainHolder !== undefined && holder === undefined) {
      const key = customSubdomain === undefined ? "name" : "customSubdomain";
      const what = `subdomain ${customSubdomain ?? name}`;
      const problem = error("subdomain-in-two-environments", ...shared(what, subdomainHolder, ONLY_ONE));
      report(file.place(["account", key]), { ...problem, other: subdomainHolder });
    }
    const { cluster, context = cluster, namespaces = [] } = asRead.aks ?? {};
    for (const [index, namespace] of namespaces.entries()) {
      if (context === undefined || namespace === undefined) continue;
      const owner = claim(configMaps, `${context}/${namespace}`, environment);
      if (owner === undefined || owner === environment) continue;
      const what = `the ConfigMap llm-config in namespace ${namespace} of ${context}`;
      const problem = warning("config-map-in-two-environments", ...shared(what, owner));
      report(file.place(["aks", "namespaces", index]), { ...problem, other: owner });
    }
  }
}

/** Why a subdomain cannot be shared. */
const ONLY_ONE = "Azure gives it to one account only";

/** @returns the environment that has the thing already */
function claim(owners: Map<string, string>, thing: string | undefined, environment: string): string | undefined {
  if (thing === undefined) return undefined;
  const key = thing.toLowerCase();
  const owner = owners.get(key);
  if (owner === undefined) owners.set(key, environment);
  return owner;
}

/** What is wrong with a thing of two environments, and the help. */
function shared(what: string, holder: string, why = "each would undo the other's changes"): [string, string] {
  return [`${what} belongs to environment ${holder} already: ${why}`, "give each environment its own"];
}
