/** Pieces of text that every rendering shares. */
import type { CostChange } from "../../config/cost/cost-change";
import { printable } from "../../config/findings/terminal";
import { decimal, grouped, plural } from "../../config/text";
import {
  ACTIONS,
  type CapacityChange,
  type Change,
  type EnvironmentReview,
  type FieldChange,
  type LayerSwitch,
  type Retirement,
  type SideFinding,
} from "./review-model";
import type { Value } from "../../config/resource";

/** Longest value that is shown whole, in characters. */
const MAX_VALUE = 120;

function valueText(value: Value): string {
  if (value === null) return "none";
  const text = printable(String(value));
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text === "" ? '""' : text;
}

/** `250 → 300`; only the one value where the other side has none. */
export function fieldText({ before, after }: FieldChange, action: Change["action"]): string {
  if (action === "create") return valueText(after);
  if (action === "delete") return valueText(before);
  return `${valueText(before)} → ${valueText(after)}`;
}

/** `warning[preview] config/environments/dev/models.yaml:15: …` */
export function findingLine({ severity, code, file, line, message }: SideFinding): string {
  return `${severity}[${code}] ${printable(file)}:${line}: ${printable(message)}`;
}

/** Fields of a change that its row shows. */
const SHOWN_FIELDS = 3;

/**
 * `capacity 300 → 200`, of a layer `DeepSeek-V3.2 → gpt-5.4`; nothing for what comes or goes as a whole, nor for a ConfigMap,
 * whose layers have rows of their own.
 */
export function changeText({ kind, action, fields }: Change): string {
  if (kind === "configMap" || action === "create" || action === "delete") return "";
  const shown = fields.slice(0, SHOWN_FIELDS).map((one) => {
    const label = one.field === "model" ? "" : `${printable(one.field)} `;
    return `${label}${fieldText(one, action)}`;
  });
  const left = fields.length - shown.length;
  return [...shown, ...(left > 0 ? [`${left} more`] : [])].join("; ");
}

/** `1 delete, 2 update`; `no change` for none. */
function actionsText(actions: EnvironmentReview["summary"]["actions"]): string {
  const parts = ACTIONS.filter((action) => actions[action] > 0).map((action) => `${actions[action]} ${action}`);
  return parts.length === 0 ? "no change" : parts.join(", ");
}

/** Stands among the notes of an environment that the head has no longer. */
export const REMOVED_NOTE =
  "merging this deletes nothing by itself: destroy both stacks first, while the files are still here";

/** What happens to an environment, in a few words. */
export function headline({ changes, summary }: EnvironmentReview): string {
  const actions = actionsText(summary.actions);
  if (summary.notes.includes(REMOVED_NOTE)) return `removed; to destroy its stacks is ${actions}`;
  const done = changes.length === 0 && summary.notes.length > 0 ? `${actions} in what can be compared` : actions;
  return summary.refused.length > 0 ? `refused by policy; else ${done}` : done;
}

function capacityText({ before, after, peak }: Omit<CapacityChange, "model">): string {
  const [was, is, most] = [before, after, peak].map((thousands) => grouped(thousands * 1000));
  return `${was} → ${is} tokens a minute, at most ${most} while it runs`;
}

function retirementText({ model, version, day, daysLeft }: Retirement): string {
  const when = daysLeft > 0 ? `in ${plural(daysLeft, "day")}` : "has passed";
  return `${printable(model)} ${printable(version)} on ${day} (${when})`;
}

function switchText({ layer, before, after, api }: LayerSwitch): string {
  const calls = api === undefined ? "" : `, by ${api.after} instead of ${api.before}`;
  return `${printable(layer)}: ${valueText(before)} → ${valueText(after)}${calls}`;
}

export function costText(cost: CostChange): string {
  if (cost.kind === "unknown") return `unknown: needs ${cost.missing.map(printable).join(", ")}`;
  const { low, high } = cost.usd;
  if (low === 0 && high === 0) return "no difference";
  return `${usd(low)} to ${usd(high)} a month`;
}

function usd(amount: number): string {
  return `${amount < 0 ? "-" : "+"}$${decimal(Math.abs(amount), 2)}`;
}

/** Everything of a summary but the counts, as label and lines; labels without lines are left out. */
export function summaryLines({ summary }: EnvironmentReview): (readonly [string, readonly string[]])[] {
  const { refused, layers, capacity, retirements, notCoveredByCredits, cost, order, notes } = summary;
  const total = capacity.models.length > 1 ? [`all models: ${capacityText(capacity.total)}`] : [];
  const lines: (readonly [string, readonly string[]])[] = [
    ["refused", refused.map(printable)],
    ["order", order.map((step, index) => `${index + 1}. ${printable(step)}`)],
    ["layers", layers.map(switchText)],
    ["capacity", [...capacity.models.map((one) => `${printable(one.model)}: ${capacityText(one)}`), ...total]],
    ["retirements gained", retirements.gained.map(retirementText)],
    ["retirements lost", retirements.lost.map(retirementText)],
    ["outside credits from now on", notCoveredByCredits.gained.map(printable)],
    ["outside credits no longer", notCoveredByCredits.lost.map(printable)],
    ["cost", [costText(cost)]],
    ["notes", notes.map(printable)],
  ];
  return lines.filter(([, texts]) => texts.length > 0);
}
