/** A new environment from one that there is, which it cannot get in the way of. */
import { ENVIRONMENT_NAME } from "../../config/values";
import { named } from "../../config/findings/characters";
import type { Edit } from "../../config/files/edit";
import type { AsRead } from "../../config/files/shape";
import type { AccountFile } from "../../config/schema";
import { MEND_FIRST, type Plan, Refused, type Target } from "./plan";

/** What is to be another thing there; a name that nobody else has unless given. */
export interface NewEnvironment {
  readonly name: string;
  readonly account?: string | undefined;
  /** Taken over unless given. */
  readonly resourceGroup?: string | undefined;
  /** Taken over unless given. */
  readonly region?: string | undefined;
  /** AKS cluster; taken over unless given. */
  readonly cluster?: string | undefined;
  /** kubeconfig context. */
  readonly context?: string | undefined;
}

/**
 * Edits of the files of the environment that is copied.
 * @param existing names of environments
 * @throws Refused when the name is taken or none, or account.yaml cannot be read
 */
export function planEnvironment({ files }: Target, wanted: NewEnvironment, existing: readonly string[]): Plan {
  const fault = ENVIRONMENT_NAME.fault(wanted.name, wanted.name);
  if (fault !== undefined) throw new Refused(fault.message, fault.help);
  if (existing.includes(wanted.name)) throw new Refused(`there is an environment ${named(wanted.name)} already`);
  const given = files.account?.asRead;
  if (given?.account?.name === undefined || given.aks?.cluster === undefined) {
    throw new Refused(`${files.folder}/account.yaml cannot be read`, MEND_FIRST);
  }
  const own = (text: string): string => ownName(text, files.name, wanted.name);
  return {
    does: [`new environment ${wanted.name}, from ${files.name}`],
    edits: [
      {
        file: "account.yaml",
        edits: [
          ...accountEdits(given.account, wanted, own),
          ...aksEdits(given.aks, wanted, own),
          ...sectionEdits(given, own),
        ],
      },
    ],
  };
}

type Given = AsRead<AccountFile>;
type OwnName = (text: string) => string;

function accountEdits(
  given: Given["account"],
  { account, resourceGroup, region }: NewEnvironment,
  own: OwnName,
): Edit[] {
  const { name = "", customSubdomain, createResourceGroup, resourceGroup: group = "" } = given ?? {};
  // Two environments cannot both own a resource group.
  const ownGroup = resourceGroup ?? (createResourceGroup === true ? own(group) : undefined);
  return [
    { set: ["account", "name"], value: account ?? own(name) },
    ...setOf(["account", "customSubdomain"], customSubdomain && own(customSubdomain)),
    ...setOf(["account", "resourceGroup"], ownGroup),
    ...setOf(["account", "location"], region),
  ];
}

/** A cluster of its own has a context of its own. In the same one a name that nobody has made yet keeps a deploy from the other's ConfigMaps. */
function aksEdits(given: Given["aks"], { cluster, context }: NewEnvironment, own: OwnName): Edit[] {
  const path = ["aks", "context"];
  const { cluster: old = "", context: oldContext } = given ?? {};
  const next = context ?? (cluster === undefined ? own(oldContext ?? old) : undefined);
  return [
    ...setOf(["aks", "cluster"], cluster),
    ...(next === undefined && oldContext !== undefined
      ? [{ remove: path }]
      : setOf(path, next, ["cluster", "context"])),
  ];
}

/** What names or describes things of the other environment. */
function sectionEdits({ identity, access = [], policy, cost, ...given }: Given, own: OwnName): Edit[] {
  const stale = [
    ...(identity?.roleAssignment === undefined ? [] : [["identity", "roleAssignment"]]),
    ...access.flatMap((grant, index) =>
      grant?.roleAssignment === undefined ? [] : [["access", index, "roleAssignment"]],
    ),
    ...staleKeys("policy", policy, ["waivers"]),
    // The same dollars would last twice.
    ...staleKeys("cost", cost, ["creditsUsd", "monthlyEstimateUsd"]),
    ...(["adopt", "waivers"] as const).filter((section) => section in given).map((section) => [section]),
  ];
  return [...setOf(["identity", "name"], identity?.name && own(identity.name)), ...stale.map((remove) => ({ remove }))];
}

/** The keys that a section has of some; the section where it has no others. */
function staleKeys(section: string, given: object | undefined, keys: readonly string[]): string[][] {
  const all = Object.keys(given ?? {});
  const stale = all.filter((key) => keys.includes(key));
  return stale.length > 0 && stale.length === all.length ? [[section]] : stale.map((key) => [section, key]);
}

/** `aucert-ai-prod` for `aucert-ai` and for `aucert-ai-dev`, `aucert-prod-rg` for `aucert-dev-rg`. */
function ownName(text: string, from: string, to: string): string {
  const words = text.split("-");
  const own = words.map((word) => (word === from ? to : word)).join("-");
  return from.includes("-") || own === text ? `${text}-${to}` : own;
}

function setOf(path: readonly string[], value: string | undefined, order: readonly string[] = []): Edit[] {
  return value === undefined ? [] : [{ set: path, value, order }];
}
