/** What a change of a resource means for the layers, and what its reviewer should know. */
import { ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS } from "../../config/addresses";
import { EVERYBODY } from "../../config/sections/network/rules";
import { grouped } from "../../config/text";
import { allLayers, type Context, layersUsing, type Side } from "./context";
import type { ResourceChange } from "./diff-resources";
import { lockRemarks, sectionRemarks } from "./judge-section";
import { type Stage, stageOf } from "./lifecycle-stage";
import { type Change, failure, type Remark, warning, worst } from "./review-model";

export function judgeResource(change: ResourceChange, context: Context): Change {
  if (isAdopted(change, context)) return adopted(change, context);
  const { kind, name, address, action, fields } = change;
  const layers = layersOf(change, context);
  const isGone = action === "replace" || action === "delete";
  const outage = isGone && layers.length > 0 && (kind === "account" || kind === "deployment");
  const remarks = remarksOn(change, { ...context, layers, outage, isGone });
  const severity = worst([outage ? "error" : isGone ? "warning" : "note", ...remarks.map((one) => one.severity)]);
  const note = remarks.map(({ text }) => text).join("; ");
  return { kind, name, address, action, fields, layers, outage, severity, ...(note !== "" && { note }) };
}

function isAdopted({ action, address }: ResourceChange, { after }: Context): boolean {
  return action === "create" && (after?.environment.adopt.some(({ to }) => to === address) ?? false);
}

/** What exists already is imported instead of created: the plan shows an import, and an update where it differs. */
function adopted(change: ResourceChange, context: Context): Change {
  const { kind, name, address, fields } = change;
  const note = "exists already and is imported: updated where it differs, replaced where that cannot be done in place";
  const layers = layersOf(change, context);
  return { kind, name, address, action: "update", fields, layers, outage: false, severity: "warning", note };
}

/** Layers whose calls go through the resource. */
function layersOf({ kind, before, after }: ResourceChange, context: Context): string[] {
  if (kind === "deployment") return layersUsing(context, before?.name, after?.name);
  return kind === "account" || kind === "configMap" ? allLayers(context) : [];
}

interface Judged extends Context {
  readonly layers: readonly string[];
  readonly outage: boolean;
  readonly isGone: boolean;
}

function remarksOn(change: ResourceChange, judged: Judged): Remark[] {
  if (change.isSettingOnly) return settingRemarks(change);
  switch (change.kind) {
    case "deployment":
      return [...outageRemark(judged), ...deploymentRemarks(change, judged)];
    case "account":
      return [...outageRemark(judged), ...accountRemarks(change, judged)];
    case "configMap":
      return change.action === "delete" ? [warning("pods in this namespace cannot start without it")] : [];
    default:
      return [...becauseRemark(change), ...guardRemarks(change), ...sectionRemarks(change, judged)];
  }
}

function outageRemark({ outage, layers }: Judged): Remark[] {
  return outage ? [failure(`outage of ${layers.join(", ")}`)] : [];
}

function becauseRemark({ because }: ResourceChange): Remark[] {
  return because === undefined ? [] : [warning(`${because} is replaced and takes it along`)];
}

function accountRemarks(change: ResourceChange, { after }: Judged): Remark[] {
  if (change.action === "update") return firewallRemarks(change);
  if (change.action === "create") return [];
  const remarks = [...becauseRemark(change), ...guardRemarks(change)];
  if (change.action === "delete") return remarks;
  const isSameName = change.before?.fields.name === change.after?.fields.name;
  const soft = "the deleted account keeps its name for 48 hours: creating it again fails until it is purged";
  const takes = after === undefined ? [] : [warning("every deployment goes with the account")];
  return [...remarks, ...takes, ...(isSameName ? [warning(soft)] : [])];
}

/** The provider cannot take a rule set away: Azure keeps it, and every later plan says 1 to change. */
function firewallRemarks({ before, after }: ResourceChange): Remark[] {
  const [was, is] = [before?.fields.allowedIps ?? null, after?.fields.allowedIps ?? null];
  if (was === null || is !== null) return [];
  const text = "Azure keeps its rule set, and every later plan shows a change";
  return was === EVERYBODY
    ? [warning(`${text}: leave allowedIps: ${EVERYBODY} where it is`)]
    : [failure(`${text}; everybody else stays refused: write allowedIps: ${EVERYBODY} instead`)];
}

/** What Terraform or Azure itself puts in the way. */
function guardRemarks({ address, action, after }: ResourceChange): Remark[] {
  const isGuarded = address === ACCOUNT_ADDRESS || address === RESOURCE_GROUP_ADDRESS;
  if (!isGuarded) return [];
  if (action === "replace" && after?.settings.preventDestroy === true) {
    return [failure("Terraform refuses the plan while preventDestroy is true")];
  }
  if (action === "delete" && address === RESOURCE_GROUP_ADDRESS) {
    return [
      warning("Terraform deletes the group only when nothing is left in it; to keep it, remove it from the state"),
    ];
  }
  return [];
}

function settingRemarks({ fields }: ResourceChange): Remark[] {
  const isUnprotected = fields.some(({ field, after }) => field === "preventDestroy" && after === false);
  const plan = { severity: "note", text: "a setting of Terraform's own: the plan shows no change" } as const;
  return isUnprotected ? [warning("Terraform may destroy it from now on"), plan] : [plan];
}

function deploymentRemarks(change: ResourceChange, judged: Judged): Remark[] {
  const { action, because, before, after } = change;
  const remarks: Remark[] = [];
  if (action === "replace" && because === undefined) remarks.push(warning("deleted, then created again"));
  if (because !== undefined) remarks.push(...becauseRemark(change));
  remarks.push(...lockRemarks(change, judged));
  if (action === "create" || action === "replace") remarks.push(...createRemarks(after?.name ?? "", action, judged));
  const twin = before === undefined ? undefined : twinOf(before.name, judged.after);
  if (action === "delete" && twin !== undefined) {
    remarks.push({
      severity: "error",
      text: `Azure takes ${twin} for the same deployment: delete and create in no order`,
    });
  }
  return remarks;
}

function createRemarks(name: string, action: "create" | "replace", { after, today, priceOf }: Judged): Remark[] {
  const deployment = after?.environment.deployments.find((one) => one.name === name);
  if (deployment === undefined) return [];
  const { capacity, version, directFromAzure } = deployment;
  const stage = stageOf(after?.facts.get(name), today);
  const facts = [
    `${grouped(capacity.tokensPerMinute)} tokens a minute`,
    retirementRemark(stage),
    `price ${priceOf(name, version) ?? "unknown"}`,
  ];
  const remarks: Remark[] = action === "create" ? [{ severity: "note", text: facts.join(", ") }] : [];
  if (stage.isClosed) {
    const effect =
      stage.word === "retired"
        ? "calls to it fail, and nobody can create it"
        : "Azure refuses to create it for a subscription that does not use it yet";
    remarks.push({ severity: "error", text: `${name} is ${stage.word}: ${effect}` });
  } else if (stage.isNear) remarks.push(warning(`retires in ${stage.daysLeft} days`));
  if (action === "create" && !directFromAzure) remarks.push(warning("not covered by Azure credits"));
  return remarks;
}

function retirementRemark({ retirement, daysLeft }: Stage): string {
  if (retirement === undefined) return "no known retirement";
  return daysLeft > 0 ? `retires on ${retirement}` : `retired on ${retirement}`;
}

/** The name that differs only in case. */
function twinOf(name: string, side: Side | undefined): string | undefined {
  const names = side?.environment.deployments.map((one) => one.name) ?? [];
  return names.find((one) => one !== name && one.toLowerCase() === name.toLowerCase());
}
