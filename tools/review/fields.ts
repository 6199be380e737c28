/** Fields before and after. */
import { maskSecrets } from "../../config/findings/secrets";
import { compareText } from "../../config/text";
import type { Fields, Value } from "../../config/resource";
import type { FieldChange } from "./review-model";

/** Every field that differs, sorted by name. A side without the field has null. What looks like a key is masked. */
export function fieldChanges(before: Fields, after: Fields): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareText);
  return names
    .map((field) => ({ field, before: valueOf(before, field), after: valueOf(after, field) }))
    .filter((change) => change.before !== change.after)
    .map((change) => ({ field: maskSecrets(change.field), before: mask(change.before), after: mask(change.after) }));
}

function valueOf(fields: Fields, name: string): Value {
  return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
}

/** Two different keys stay different only by their places, never by their text. */
function mask(value: Value): Value {
  return typeof value === "string" ? maskSecrets(value) : value;
}
