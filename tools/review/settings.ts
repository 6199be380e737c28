/** Settings that only Terraform reads: no plan shows a change of them. */
import type { ResourceChange } from "./diff-resources";
import type { Change, FieldChange } from "./review-model";
import { careful, note, type Remark, severityOf, worst } from "./risk";

const ACCOUNT = "account";

/** Each setting once, whichever resources it is a setting of; those that stand with a change of the plan's are said there. */
export function settingChanges(changes: readonly ResourceChange[]): Change[] {
  const keyOf = ({ field, before, after }: FieldChange): string => JSON.stringify([field, before, after]);
  const planned = changes.filter(({ isSettingOnly, kind }) => !isSettingOnly && kind !== "deployment");
  const told = new Set(planned.flatMap(({ fields }) => fields.map(keyOf)));
  const ofAccount = new Map<string, FieldChange>();
  const others: Change[] = [];
  for (const { kind, name, fields } of changes.filter(({ isSettingOnly }) => isSettingOnly)) {
    if (kind === "deployment") others.push(settingChange(name, fields));
    else fields.filter((one) => !told.has(keyOf(one))).forEach((one) => ofAccount.set(keyOf(one), one));
  }
  return [...(ofAccount.size > 0 ? [settingChange(ACCOUNT, [...ofAccount.values()])] : []), ...others];
}

function settingChange(name: string, fields: readonly FieldChange[]): Change {
  const remarks = remarksOn(fields);
  const risk = worst(remarks.map((one) => one.risk));
  return {
    ...{ kind: "section", name, address: null, action: "update", fields, layers: [], outage: false },
    ...{ severity: severityOf(risk), risk, note: remarks.map(({ text }) => text).join("; ") },
  };
}

function remarksOn(fields: readonly FieldChange[]): Remark[] {
  const isUnprotected = fields.some(({ field, after }) => field === "preventDestroy" && after === false);
  return [
    ...(isUnprotected ? [careful("Terraform may destroy it from now on")] : []),
    note("a setting of Terraform's own: the plan shows no change"),
  ];
}
