/** Pieces of text that every rendering shares. */
import type { CostChange } from "../../config/cost/cost-change";
import { missingVolumes } from "../../config/cost/monthly-cost";
import { printable } from "../../config/findings/terminal";
import { decimal, grouped, plural } from "../../config/text";
import { priceChangeText } from "./cost-difference";
import { cutAlike, short } from "./cut";
import { quotaText } from "./quota";
import {
  ACTIONS,
  type CapacityChange,
  type Change,
  type EnvironmentReview,
  type FieldChange,
  type LayerSwitch,
  type Retirement,
  type SideFinding,
  type Summary,
} from "./review-model";
import type { Value } from "../../config/resource";

function valueText(value: Value): string {
  if (value === null) return "none";
  return value === "" ? '""' : printable(String(value));
}

/** `250 → 300`; only the one value where the other side has none. */
export function fieldText({ before, after }: FieldChange, action: Change["action"], longest?: number): string {
  if (action === "create") return short(valueText(after), longest);
  if (action === "delete") return short(valueText(before), longest);
  return cutAlike(valueText(before), valueText(after), longest).join(" → ");
}

/** `warning[preview] config/environments/dev/models.yaml:15: …` */
export function findingLine({ severity, code, file, line, message }: SideFinding): string {
  return `${severity}[${code}] ${printable(file)}:${line}: ${printable(message)}`;
}

/** Fields of a change that its row shows. */
const SHOWN_FIELDS = 3;
/** Of what comes: the rest is in the file. */
const SHOWN_OF_NEW = 2;
/** Characters that the values of a row share. */
const MAX_VALUES = 200;

/**
 * `capacity 300 → 200`, of a layer `DeepSeek-V3.2 → gpt-5.4`. Of what comes as a whole a section says what it is set to; what
 * goes says nothing.
 */
export function changeText({ kind, name, action, fields }: Change): string {
  if (action === "delete" || (action === "create" && kind !== "section")) return "";
  const isNew = action === "create";
  // Its name says what tells it from its like.
  const telling = isNew ? fields.filter(({ after }) => !name.includes(String(after))) : modelFirst(fields);
  const first = telling.slice(0, isNew ? SHOWN_OF_NEW : SHOWN_FIELDS);
  const longest = Math.floor(MAX_VALUES / first.length / (isNew ? 1 : 2));
  const shown = first.map((one) => {
    const label = one.field === "model" ? "" : `${printable(one.field)} `;
    return `${label}${fieldText(one, action, longest)}`;
  });
  const left = telling.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join("; ");
}

function modelFirst(fields: readonly FieldChange[]): FieldChange[] {
  const isModel = ({ field }: FieldChange): boolean => field === "model";
  return [...fields.filter(isModel), ...fields.filter((one) => !isModel(one))];
}

/** `1 delete, 2 updates, 1 note`; for none what that means. */
function actionsText(one: EnvironmentReview): string {
  const { changes, unknown, summary } = one;
  const { actions } = summary;
  const counts = ACTIONS.filter((action) => actions[action] > 0).map((action) => plural(actions[action], action));
  const { length } = changes.filter(({ address }) => address === null);
  const parts = [...counts, ...(length > 0 ? [plural(length, "note")] : [])];
  if (parts.length > 0) return parts.join(", ");
  return unknown.length > 0 ? "no change that is known" : isUnchanged(one) ? "no change" : "nothing to deploy";
}

/** Whether nothing but its headline is to be said of an environment. */
export function isSilent({ changes, summary }: EnvironmentReview): boolean {
  const { notes, refused, cost } = summary;
  return changes.length + notes.length + refused.length + catalogLines(summary).length === 0 && isFree(cost);
}

/** Whether there is nothing at all to say of an environment. */
export function isUnchanged(one: EnvironmentReview): boolean {
  return one.standing === "stays" && one.risk === "none" && isSilent(one);
}

/** What happens to an environment, in a few words; without the outage. */
export function headline(one: EnvironmentReview): string {
  const { standing, renamedFrom, changes, risk } = one;
  const actions = actionsText(one);
  switch (standing) {
    case "new-unreadable":
      return "new, cannot be read yet";
    case "unreadable":
      return "cannot be compared";
    case "removed":
      return `removed; to destroy its stacks is ${actions}`;
    default: {
      const isBare = changes.length === 0;
      const word = { new: "new", renamed: `renamed from ${renamedFrom}`, stays: "" }[standing];
      const done = word === "" ? actions : isBare ? word : `${word}: ${actions}`;
      return risk === "refused" ? `refused${isBare && word === "" ? "" : `; else ${done}`}` : done;
    }
  }
}

/** Layers whose pods are named; of more all are restarted. */
const SHOWN_LAYERS = 3;

/** `npx cdktf deploy foundry-dev, then npx cdktf deploy llm-config-dev and restart the pods of decision`. */
export function deployText({ summary, risk, unknown }: EnvironmentReview, command: (text: string) => string): string {
  if (risk === "refused") return "nothing while it is refused";
  if (summary.deploy.length === 0) return unknown.length > 0 ? "not known" : "nothing";
  const steps = summary.deploy.map(({ command: text, restart }) => {
    const isSeveral = restart.length > SHOWN_LAYERS;
    const whose = isSeveral ? "the pods" : `the pods of ${restart.map((layer) => command(layer)).join(", ")}`;
    return `${command(text)}${restart.length > 0 ? ` and restart ${whose}` : ""}`;
  });
  const isBare = summary.outage.length > 0 && summary.order.length === 0;
  const isSplit = new Set(summary.deploy.map(({ stack }) => stack)).size < summary.deploy.length;
  const how = isSplit ? "each step in a pull request of its own: " : isBare ? "with the outage: " : "";
  return `${how}${steps.join(", then ")}`;
}

function capacityText({ before, after, peak }: Omit<CapacityChange, "model">): string {
  const [was, is, most] = [before, after, peak].map((thousands) => grouped(thousands * 1000));
  return `${was} → ${is} tokens a minute, at most ${most} while it runs`;
}

function retirementText({ model, version, day, daysLeft }: Retirement): string {
  const when = daysLeft > 0 ? `in ${plural(daysLeft, "day")}` : "has passed";
  return `${printable(model)} ${printable(version)} on ${day} (${when})`;
}

/** `analysis: gpt-5.4 at foundry → gpt-5.4 at direct`. */
export function switchText({ layer, before, after, api, provider }: LayerSwitch): string {
  const calls = api === undefined ? "" : `, by ${api.after} instead of ${api.before}`;
  const [from, to] = provider === undefined ? ["", ""] : [` at ${provider.before}`, ` at ${provider.after}`];
  const [was, is] = [before, after].map((model) => short(valueText(model)));
  return `${printable(layer)}: ${was}${from} → ${is}${to}${calls}`;
}

export function costText(cost: CostChange): string {
  if (cost.kind === "unknown") return `unknown: needs ${missingText(cost.missing).map(printable).join(", ")}`;
  return isFree(cost) ? "no difference" : `${usd(cost.usd.low)} to ${usd(cost.usd.high)} a month`;
}

/** Volumes of several layers are a count. */
function missingText(missing: readonly string[]): string[] {
  const isVolumes = (one: string): boolean => one.startsWith(missingVolumes(""));
  const { length } = missing.filter(isVolumes);
  if (length < 2) return [...missing];
  return [...missing.filter((one) => !isVolumes(one)), `volumes of ${plural(length, "layer")}`];
}

/** Whether it is known that the bill stays as it is. */
export function isFree(cost: CostChange): boolean {
  return cost.kind === "known" && cost.usd.low === 0 && cost.usd.high === 0;
}

function usd(amount: number): string {
  return `${amount < 0 ? "-" : "+"}$${decimal(Math.abs(amount), 2)}`;
}

type Labelled = readonly [string, readonly string[]];

/**
 * What comes and goes with the models, and moves with the catalogue though nothing is deployed.
 * @param isSaid whether it is said of a model elsewhere
 */
export function catalogLines(
  { retirements, notCoveredByCredits }: Summary,
  isSaid: (model: string) => boolean = () => false,
): Labelled[] {
  const datesOf = (list: readonly Retirement[]): string[] =>
    list.filter(({ model }) => !isSaid(model)).map(retirementText);
  const namesOf = (list: readonly string[]): string[] => list.filter((model) => !isSaid(model)).map(printable);
  const lines: Labelled[] = [
    ["retirements gained", datesOf(retirements.gained)],
    ["retirements lost", datesOf(retirements.lost)],
    ["outside credits from now on", namesOf(notCoveredByCredits.gained)],
    ["outside credits no longer", namesOf(notCoveredByCredits.lost)],
  ];
  return lines.filter(([, texts]) => texts.length > 0);
}

/** Everything of a summary but the counts, as label and lines; labels without lines are left out. */
export function summaryLines({ summary }: EnvironmentReview): Labelled[] {
  const { refused, layers, capacity, quota, cost, order, notes } = summary;
  const total = capacity.models.length > 1 ? [`all models: ${capacityText(capacity.total)}`] : [];
  const lines: Labelled[] = [
    ["refused", refused.map(printable)],
    ["order", order.map((step, index) => `${index + 1}. ${printable(step)}`)],
    ["layers", layers.map((one) => `${switchText(one)}${one.price ? `, ${priceChangeText(one.price)}` : ""}`)],
    ["capacity", [...capacity.models.map((one) => `${printable(one.model)}: ${capacityText(one)}`), ...total]],
    ["quota", quota === null ? [] : [printable(quotaText(quota))]],
    ...catalogLines(summary),
    ["token cost", [costText(cost)]],
    ["notes", notes.map(printable)],
  ];
  return lines.filter(([, texts]) => texts.length > 0);
}
