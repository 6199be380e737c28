/** The order in which changes are read. */
import type { Change } from "../../../tools/review/review-model";
import { byWeight } from "../../../tools/review/weight";

function change(name: string, action: Change["action"], risk: Change["risk"], outage = false): Change {
  return { kind: "layer", name, address: null, action, fields: [], layers: [], outage, severity: "note", risk };
}

test("what fails comes first whatever its action, then what goes, what changes and what comes", () => {
  const changes = [
    change("comes", "create", "careful"),
    change("changes", "update", "safe"),
    change("goes", "delete", "careful"),
    // No deployment is missing, and calls fail all the same.
    change("to a retired model", "update", "outage"),
    change("refused", "create", "refused"),
    change("loses its model", "delete", "outage", true),
  ];
  expect(byWeight(changes, (one) => one).map(({ name }) => name)).toEqual([
    "loses its model",
    "to a retired model",
    "refused",
    "goes",
    "changes",
    "comes",
  ]);
});
