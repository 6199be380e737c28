import { lifeOf } from "../../../config/models/life";
import { TODAY } from "../../helpers/config";

test.each([
  [{}, "unknown", undefined],
  [{ retirement: "none" }, "unknown", undefined],
  [{ retirement: "2026-11-21" }, "retired", -1],
  [{ retirement: "2026-11-22" }, "retired", 0],
  [{ retirement: "2026-11-23" }, "error", 1],
  [{ retirement: "2026-12-22" }, "error", 30],
  [{ retirement: "2026-12-23" }, "warning", 31],
  [{ retirement: "2027-03-22" }, "warning", 120],
  [{ retirement: "2027-03-23", lifecycle: "Deprecated" }, "none", 121],
  [{ retirement: "2027-03-23", lifecycle: "Retired" }, "retired", 121],
  [{ lifecycle: "Retired" }, "retired", undefined],
])("%j is %s on 2026-11-22", (facts, urgency, daysLeft) => {
  expect(lifeOf(facts, TODAY)).toEqual({ urgency, daysLeft });
});
