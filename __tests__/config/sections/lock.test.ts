/** The section `lock`. */
import { found, only, resolved } from "../../helpers/sections";

describe("lock", () => {
  test("is told to block the removal of models", () => {
    const [finding] = found("lock: CanNotDelete\n");

    expect(finding).toMatchObject({ code: "lock-blocks", severity: "note" });
    expect(finding?.message).toContain("no deployment, role, content filter policy or log setting");
    expect(resolved("lock: CanNotDelete\n")?.lock).toBe("CanNotDelete");
  });

  test("rejects other levels", () => {
    expect(only("lock: ReadOnly\n")).toMatchObject({ code: "lock-level", help: "one of CanNotDelete" });
  });
});
