/** What a change of an optional section means: what it costs, blocks and needs, and what Azure refuses, seen on real applies. */
import { LOCK_ADDRESS, RESOURCE_GROUP_ADDRESS } from "../../config/addresses";
import { resourcesOf } from "../../config/resources";
import { UNDER_LOCK } from "../../config/sections/lock/rules";
import type { SectionEffect } from "../../config/sections/section";
import { type AnySection, sections } from "../../config/sections/sections";
import type { Context } from "./context";
import type { ResourceChange } from "./diff-resources";
import { signInRemarks } from "./judge-callers";
import { policyRemarks } from "./judge-content-filter";
import { careful, refused, type Remark } from "./risk";

const UNLOCKED = careful("Azure no longer refuses to delete what is on the account");

/** The section that makes a resource of this name: the key, or the key and what tells several apart. */
export function sectionCalled(resource: string): AnySection | undefined {
  return sections.find(([name]) => name === keyOf(resource))?.[1];
}

function keyOf(resource: string): string {
  return resource.split(" ")[0] ?? "";
}

export function sectionRemarks(change: ResourceChange, context: Context): Remark[] {
  const type = (change.after ?? change.before)?.type ?? "";
  const refusals = [
    ...(UNDER_LOCK.includes(type) ? lockRemarks(change, context) : []),
    ...baseRemarks(change, type),
    ...groupRemarks(change, context),
    ...startRemarks(change, type, context),
  ];
  if (refusals.length > 0) return refusals;
  const isUnlocked = change.address === LOCK_ADDRESS && change.action === "delete";
  if (isUnlocked) return [UNLOCKED];
  return [
    ...effectRemarks(change, context),
    ...endRemarks(change),
    ...policyRemarks(change, context),
    ...signInRemarks(change, context),
  ];
}

/** A lock that stays keeps everything below the account; one that goes in the same plan goes first. */
export function lockRemarks({ action, because }: ResourceChange, { before, after }: Context): Remark[] {
  const isGone = action === "replace" || action === "delete";
  const stays = before?.environment.lock !== undefined && after?.environment.lock !== undefined;
  if (!isGone || !stays || because !== undefined) return [];
  return [refused("the lock on the account refuses it: take lock out and deploy that first")];
}

/** A replacement is created before Azure has let go of the name. */
function baseRemarks({ action, because }: ResourceChange, type: string): Remark[] {
  if (type !== "azurerm_cognitive_account_rai_policy" || action !== "replace" || because !== undefined) return [];
  return [
    refused("the apply fails on every try, since Azure has a policy of this name: give the changed one another name"),
  ];
}

/** A group that the account was in before exists. */
function groupRemarks({ address, action, after: group }: ResourceChange, { before }: Context): Remark[] {
  const isThere = before !== undefined && group?.fields.name === before.environment.account.resourceGroup;
  if (address !== RESOURCE_GROUP_ADDRESS || action !== "create" || !isThere) return [];
  return [refused("the group exists, so the apply fails on every try: add resource-group to adopt")];
}

/** Azure makes no budget whose first month is over. */
function startRemarks({ action, after }: ResourceChange, type: string, { today }: Context): Remark[] {
  const startMonth = String(after?.fields.startMonth);
  const isMade = type === "azurerm_consumption_budget_resource_group" && (action === "create" || action === "replace");
  if (!isMade || startMonth >= today.slice(0, 7)) return [];
  const loss = action === "replace" ? ", and by then the old one is deleted" : "";
  return [
    refused(
      `Azure makes no budget that starts in the past: the apply fails${loss}; write ${today.slice(0, 7)} or later`,
    ),
  ];
}

const GRANT = careful("one more principal with a right on the account");

function isGrant(address: string): boolean {
  return address.startsWith("azurerm_role_assignment.");
}

/** What ends with a resource that is deleted, by its type. */
const ENDS: Readonly<Record<string, string>> = {
  azurerm_consumption_budget_resource_group: "nobody is told any more what the month costs",
  azurerm_monitor_metric_alert: "nobody is told of it any more",
  azurerm_monitor_diagnostic_setting: "nothing is logged any more",
};

function endRemarks({ name, action, before }: ResourceChange): Remark[] {
  if (action !== "delete" || before === undefined) return [];
  const text = keyOf(name) === "access" ? `loses ${String(before.fields.role)}` : ENDS[before.type];
  return text === undefined ? [] : [careful(text)];
}

/** Said once, with the first thing that a section makes where it was off before. */
function effectRemarks({ action, name, address }: ResourceChange, { before, after }: Context): Remark[] {
  const section = sectionCalled(name);
  if (action !== "create" || section?.effect === undefined || after === undefined) return [];
  const key = keyOf(name);
  const isOf = (resource: { readonly name: string }): boolean => keyOf(resource.name) === key;
  if (resourcesOf(before?.environment).some(isOf)) return isGrant(address) ? [GRANT] : [];
  const isFirst = resourcesOf(after.environment).find(isOf)?.address === address;
  return isFirst ? [careful(effectText(section.effect, section.resourceProviders))] : [];
}

function effectText({ cost, blocks, roles }: SectionEffect, providers: readonly string[] = []): string {
  const needs = [
    ...(roles === undefined ? [] : [`the role ${roles}`]),
    ...providers.map((name) => `the resource provider ${name}`),
  ];
  return [cost, blocks, ...(needs.length > 0 ? [`the deploy needs ${needs.join(", and ")}`] : [])].join("; ");
}
