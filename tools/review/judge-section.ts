/** What Azure refuses of a change of what optional sections build, seen on real applies. */
import { RESOURCE_GROUP_ADDRESS } from "../../config/addresses";
import type { Context } from "./context";
import type { ResourceChange } from "./diff-resources";
import { failure, type Remark } from "./review-model";

/** Types of what hangs on the account so that a lock on it refuses their deletion. */
const UNDER_LOCK = [
  "azurerm_cognitive_account_rai_policy",
  "azurerm_monitor_diagnostic_setting",
  "azurerm_role_assignment",
];

export function sectionRemarks(change: ResourceChange, context: Context): Remark[] {
  const type = (change.after ?? change.before)?.type ?? "";
  return [
    ...(UNDER_LOCK.includes(type) ? lockRemarks(change, context) : []),
    ...baseRemarks(change, type),
    ...groupRemarks(change, context),
    ...startRemarks(change, type, context),
  ];
}

/** A lock that stays keeps everything below the account; one that goes in the same plan goes first. */
export function lockRemarks({ action, because }: ResourceChange, { before, after }: Context): Remark[] {
  const isGone = action === "replace" || action === "delete";
  const stays = before?.environment.lock !== undefined && after?.environment.lock !== undefined;
  if (!isGone || !stays || because !== undefined) return [];
  return [failure("the lock on the account refuses it: take lock out and deploy that first")];
}

/** A replacement is created before Azure has let go of the name. */
function baseRemarks({ action, because }: ResourceChange, type: string): Remark[] {
  if (type !== "azurerm_cognitive_account_rai_policy" || action !== "replace" || because !== undefined) return [];
  return [
    failure("the apply fails on every try, since Azure has a policy of this name: give the changed one another name"),
  ];
}

/** A group that the account was in before exists. */
function groupRemarks({ address, action, after: group }: ResourceChange, { before }: Context): Remark[] {
  const isThere = before !== undefined && group?.fields.name === before.environment.account.resourceGroup;
  if (address !== RESOURCE_GROUP_ADDRESS || action !== "create" || !isThere) return [];
  return [failure("the group exists, so the apply fails on every try: add resource-group to adopt")];
}

/** Azure makes no budget whose first month is over. */
function startRemarks({ action, after }: ResourceChange, type: string, { today }: Context): Remark[] {
  const startMonth = String(after?.fields.startMonth);
  const isMade = type === "azurerm_consumption_budget_resource_group" && (action === "create" || action === "replace");
  if (!isMade || startMonth >= today.slice(0, 7)) return [];
  const loss = action === "replace" ? ", and by then the old one is deleted" : "";
  return [
    failure(
      `Azure makes no budget that starts in the past: the apply fails${loss}; write ${today.slice(0, 7)} or later`,
    ),
  ];
}
