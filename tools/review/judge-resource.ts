/** What a change of a resource means for the layers, and what its reviewer should know. */
import { ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS } from "../../config/addresses";
import { grouped, plural } from "../../config/text";
import { allLayers, callsFoundry, type Context, layersUsing, type Side } from "./context";
import { quoteText } from "./cost-difference";
import type { ResourceChange } from "./diff-resources";
import { networkRemarks } from "./judge-callers";
import { filterRemarks } from "./judge-content-filter";
import { lockRemarks, sectionCalled, sectionRemarks } from "./judge-section";
import { type Stage, stageOf } from "./lifecycle-stage";
import type { Change, FieldChange } from "./review-model";
import { careful, note, outage, refused, type Remark, severityOf, worst } from "./risk";

export function judgeResource(change: ResourceChange, context: Context): Change {
  const { kind, name, address, fields, because } = change;
  const isImport = isAdopted(change, context);
  const action = isImport ? "update" : change.action;
  const layers = layersOf(change, context);
  const isGone = action === "replace" || action === "delete";
  const isCalled = layers.length > 0 && (kind === "account" || kind === "deployment");
  const isOutage = isGone && isCalled && callsFoundry(context);
  const remarks = isImport ? [IMPORT] : remarksOn(change, { ...context, layers, isOutage });
  const isKept = keepsAccount(change, context);
  const risk = worst([isOutage && !isKept ? "outage" : isGone ? "careful" : "safe", ...remarks.map((one) => one.risk)]);
  if (isGone && isCalled && !isOutage) remarks.push(UNCALLED);
  const said = remarks.map(({ text }) => text).join("; ");
  const isWhole = context.before === undefined || context.after === undefined;
  const runbook = isWhole ? undefined : runbookOf(change, isImport);
  return {
    ...{ kind, name, address, action, fields, layers, outage: isOutage, severity: severityOf(risk, remarks), risk },
    ...(said !== "" && { note: said }),
    ...(runbook !== undefined && { runbook }),
    ...(because !== undefined && { because }),
    ...(isImport && { isImport }),
  };
}

const UNCALLED = note("no pod calls Foundry now: another provider is in use");

function isAdopted({ action, address }: ResourceChange, { after }: Context): boolean {
  return action === "create" && (after?.environment.adopt.some(({ to }) => to === address) ?? false);
}

/** What exists already is imported instead of created: the plan shows an import, and an update where it differs. */
const IMPORT = careful(
  "exists already and is imported: updated where it differs, replaced where that cannot be done in place",
);

const RUNBOOKS = "docs/runbooks";

/** The page that says how such a change is done. */
function runbookOf({ kind, action, name, because }: ResourceChange, isImport: boolean): string | undefined {
  if (isImport) return `${RUNBOOKS}/adopt-foundry-tf.md`;
  if (kind === "section") return sectionCalled(name)?.effect?.page;
  if (kind === "deployment" && action === "create") return `${RUNBOOKS}/add-a-model.md`;
  if (kind === "deployment" && action !== "update" && because === undefined) return `${RUNBOOKS}/remove-a-model.md`;
  return undefined;
}

/** Layers whose calls go through the resource. */
function layersOf({ kind, before, after }: ResourceChange, context: Context): string[] {
  if (kind === "deployment") return layersUsing(context, before?.name, after?.name);
  return kind === "account" || kind === "configMap" ? allLayers(context) : [];
}

interface Judged extends Context {
  readonly layers: readonly string[];
  readonly isOutage: boolean;
}

function remarksOn(change: ResourceChange, judged: Judged): Remark[] {
  switch (change.kind) {
    case "deployment":
      return deploymentRemarks(change, judged);
    case "account":
      return accountRemarks(change, judged);
    case "configMap":
      return change.action === "delete" ? [careful("pods in this namespace cannot start without it")] : [];
    default:
      return [...becauseRemark(change, judged), ...groupGuard(change, judged), ...sectionRemarks(change, judged)];
  }
}

function outageRemark({ isOutage, layers }: Judged): Remark[] {
  return isOutage ? [outage(`outage of ${layers.join(", ")}`)] : [];
}

function becauseRemark({ because }: ResourceChange, { after }: Context): Remark[] {
  if (because === undefined) return [];
  const isKept = ROOTS.includes(because) && after?.environment.account.preventDestroy === true;
  return [careful(`${because} is replaced and takes it along${isKept ? ", but preventDestroy keeps both" : ""}`)];
}

/** What preventDestroy is about. */
const ROOTS: readonly string[] = [ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS];

/** Whether Terraform refuses the plan, so that nothing of it happens. */
function keepsAccount({ address, action, because }: ResourceChange, { after }: Context): boolean {
  const isAbout = ROOTS.includes(address) || (because !== undefined && ROOTS.includes(because));
  return action === "replace" && isAbout && after?.environment.account.preventDestroy === true;
}

function accountRemarks(change: ResourceChange, judged: Judged): Remark[] {
  const { action, before, after } = change;
  if (action === "create") return [];
  if (action === "update") return [...oneWayRemarks(change), ...networkRemarks(judged)];
  const both = `the account and its ${plural(judged.before?.environment.deployments.length ?? 0, "deployment")}`;
  const lost = judged.isOutage ? ", an outage of these layers" : "";
  if (keepsAccount(change, judged)) {
    return [
      refused("preventDestroy is true, so Terraform refuses the plan"),
      note(`without it ${both} would be deleted and made again${lost}`),
      ANOTHER_ENVIRONMENT,
    ];
  }
  if (action === "delete") return [...outageRemark(judged), ...becauseRemark(change, judged)];
  const isSameName = before?.fields.name === after?.fields.name;
  const soft = "the deleted account keeps its name for 48 hours: creating it again fails until it is purged";
  return [
    ...outageRemark(judged),
    ...becauseRemark(change, judged),
    careful(`${both} are deleted and made again`),
    ...(isSameName ? [careful(soft)] : []),
    ANOTHER_ENVIRONMENT,
  ];
}

/** A name and a subdomain are taken as long as the old account is there, so the two have to stand side by side. */
const ANOTHER_ENVIRONMENT = note(
  "the way without an outage: a second environment with the new account beside this one, its pods moved there, then this one removed",
);

/** What can be turned on in place, and off only by a new account. */
function oneWayRemarks({ after, fields }: ResourceChange): Remark[] {
  const isOneWay = ({ field, after: value }: FieldChange): boolean =>
    after?.actions[field] === "replace-when-off" && value === true;
  return fields
    .filter(isOneWay)
    .map(({ field }) => careful(`${field} is for good: to turn it off again replaces the account`));
}

/** What Terraform or Azure itself puts in the way of the group. */
function groupGuard({ address, action, before, after }: ResourceChange, judged: Judged): Remark[] {
  if (address !== RESOURCE_GROUP_ADDRESS) return [];
  if (action === "replace" && after?.settings.preventDestroy === true) {
    return [refused("preventDestroy is true, so Terraform refuses the plan")];
  }
  if (action !== "delete") return [];
  const isInUse = before?.fields.name === judged.after?.environment.account.resourceGroup;
  const text = "Terraform deletes the group only when nothing is left in it";
  const way = "the apply fails on every try unless terraform state rm takes it out of the state before";
  // Whether it has been taken out already is not known here.
  return isInUse
    ? [{ ...careful(`${text}, and the account stays in it: ${way}`), isError: true }]
    : [careful(`${text}; to keep it, remove it from the state`)];
}

function deploymentRemarks(change: ResourceChange, judged: Judged): Remark[] {
  const { action, because, before, after } = change;
  const remarks = keepsAccount(change, judged) ? [] : outageRemark(judged);
  if (action === "replace" && because === undefined) remarks.push(careful("deleted, then created again"));
  remarks.push(...becauseRemark(change, judged), ...lockRemarks(change, judged));
  if (action === "update") remarks.push(...versionRemarks(change, judged));
  if (action !== "delete") remarks.push(...upgradeRemarks(change, judged), ...filterRemarks(change, judged));
  if (action === "create" || action === "replace") remarks.push(...createRemarks(after?.name ?? "", action, judged));
  const twin = before === undefined ? undefined : twinOf(before.name, judged.after);
  if (action === "delete" && twin !== undefined) {
    remarks.push(outage(`Azure takes ${twin} for the same deployment: delete and create in no order`));
  }
  return remarks;
}

/** Until when the new version is served, where a date is known of either. */
function versionRemarks(
  { before, after, fields }: ResourceChange,
  { before: old, after: now, today, layers }: Judged,
): Remark[] {
  if (before === undefined || after === undefined || !fields.some(({ field }) => field === "version")) return [];
  const [was, is] = [stageOf(old?.facts.get(before.name), today), stageOf(now?.facts.get(after.name), today)];
  if (was.retirement === is.retirement) return [];
  const text = `${retirementRemark(is)}, until now ${was.retirement ?? "not known"}`;
  const isLost = is.word === "retired" && was.word !== "retired" && layers.length > 0;
  return [isLost ? outage(text) : is.isNear ? careful(text) : note(text)];
}

/** Without upgrades a deployment ends with its version, while with them calls go on. */
function upgradeRemarks({ before, after, fields }: ResourceChange, { after: side, today }: Judged): Remark[] {
  const isOff = fields.some(
    ({ field, after: option }) => field === "versionUpgradeOption" && option === "NoAutoUpgrade",
  );
  if (before === undefined || after === undefined || !isOff) return [];
  const { retirement } = stageOf(side?.facts.get(after.name), today);
  return [
    careful(
      `Azure upgrades it no longer: it stops answering when its version retires${retirement === undefined ? "" : `, on ${retirement}`}`,
    ),
  ];
}

function createRemarks(name: string, action: "create" | "replace", { after, today }: Judged): Remark[] {
  const deployment = after?.environment.deployments.find((one) => one.name === name);
  if (after === undefined || deployment === undefined) return [];
  const { capacity, version, directFromAzure } = deployment;
  const stage = stageOf(after.facts.get(name), today);
  const facts = [
    `${grouped(capacity.tokensPerMinute)} tokens a minute`,
    retirementRemark(stage),
    `price ${quoteText(after.prices.best(name, version)) ?? "unknown"}`,
  ];
  const remarks: Remark[] = action === "create" ? [note(facts.join(", "))] : [];
  if (stage.isClosed) {
    const effect =
      stage.word === "retired"
        ? "calls to it fail, and nobody can create it"
        : "Azure refuses to create it for a subscription that does not use it yet";
    remarks.push(refused(`${name} is ${stage.word}: ${effect}`));
  } else if (stage.isNear) remarks.push(careful(`retires in ${plural(stage.daysLeft, "day")}`));
  if (action === "create" && !directFromAzure) remarks.push(careful("not covered by Azure credits"));
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
