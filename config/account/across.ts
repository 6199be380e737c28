/** What two environments may not share. */
import type { AsRead, CheckedFile } from "../files/shape";
import { error, type Report, warning } from "../findings/report";
import type { AccountFile } from "../schema";

/** The account.yaml of one environment, as far as it could be read. */
export interface NamedAccount {
  readonly name: string;
  readonly account?: CheckedFile<AccountFile>;
}

export function checkAcross(environments: readonly NamedAccount[], report: Report): void {
  const accounts = new Map<string, string>();
  const subdomains = new Map<string, string>();
  const configMaps = new ConfigMapOwners();
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
    const cluster = clusterOf(environment, asRead);
    for (const [index, namespace] of (asRead.aks?.namespaces ?? []).entries()) {
      const owned = namespace === undefined ? undefined : configMaps.claim(namespace, cluster);
      if (owned === undefined) continue;
      const what = `the ConfigMap llm-config in namespace ${namespace} of ${owned.where}`;
      const problem = warning("config-map-in-two-environments", ...shared(what, owned.by, EACH_UNDOES, owned.help));
      report(file.place(["aks", "namespaces", index]), { ...problem, other: owned.by });
    }
  }
}

/** The cluster of an environment, by all that account.yaml says of it. */
interface Cluster {
  readonly environment: string;
  readonly name: string | undefined;
  readonly context: string | undefined;
  /** No two clusters have one, while their names are unique only in a resource group. */
  readonly issuer: string | undefined;
}

function clusterOf(environment: string, { aks, identity }: AsRead<AccountFile>): Cluster {
  const { cluster: name, context = name } = aks ?? {};
  return { environment, name, context, issuer: identity?.oidcIssuerUrl };
}

/** Which environment writes the ConfigMap of a namespace first. */
class ConfigMapOwners {
  private readonly byNamespace = new Map<string, Cluster[]>();

  /** @returns the other environment that writes it, and the cluster that both name; undefined when there is none */
  claim(namespace: string, cluster: Cluster): { by: string; where: string; help: string } | undefined {
    const owners = this.byNamespace.get(namespace) ?? [];
    const others = owners.filter(({ environment }) => environment !== cluster.environment);
    owners.push(cluster);
    this.byNamespace.set(namespace, owners);
    const byContext = others.find(({ context }) => context !== undefined && context === cluster.context);
    if (byContext !== undefined) return { by: byContext.environment, where: `${cluster.context}`, help: OWN_CONTEXT };
    const byName = others.find(
      ({ name, issuer }) => isSameCluster(name, cluster.name) && !isOther(issuer, cluster.issuer),
    );
    return byName && { by: byName.environment, where: `cluster ${cluster.name}`, help: OWN_CLUSTER };
  }
}

/** Azure takes names of clusters in any case; kubeconfig contexts are taken to the letter. */
export function isSameCluster(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

function isOther(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

const OWN = "give each environment its own";
const OWN_CONTEXT = `${OWN} namespaces, or its own cluster with a context of its own (aks.context)`;
const OWN_CLUSTER = `${OWN} namespaces, or its own cluster; of two clusters of one name identity.oidcIssuerUrl says that they are two`;

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

const EACH_UNDOES = "each would undo the other's changes";

/** What is wrong with a thing of two environments, and the help. */
function shared(what: string, holder: string, why = EACH_UNDOES, help = OWN): [string, string] {
  return [`${what} belongs to environment ${holder} already: ${why}`, help];
}
