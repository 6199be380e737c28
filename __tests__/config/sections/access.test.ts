/** The section `access`: what it means, and what is wrong with bad ones. */
import { roleAssignmentName } from "../../../config/sections/role-assignment-name";
import { brief } from "../../helpers/config";
import { found, grants, only, PRINCIPAL, resolved } from "../../helpers/sections";

describe("access", () => {
  test("is sorted by principal, in lower case as Azure returns it", () => {
    const other = `0${PRINCIPAL.slice(1)}`;

    expect(resolved(grants(PRINCIPAL.toUpperCase(), other))?.access).toEqual([
      expect.objectContaining({ principalId: other, principalType: "Group", role: "Reader" }),
      expect.objectContaining({ principalId: PRINCIPAL }),
    ]);
  });

  test("names each role assignment after account, principal and role", () => {
    const account = "Aucert-Test";
    const name = roleAssignmentName(account, PRINCIPAL, "Reader");

    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(resolved(grants(PRINCIPAL))?.access[0]?.roleAssignment).toBe(name);
    expect(roleAssignmentName(account, PRINCIPAL, "Monitoring Reader")).not.toBe(name);
    expect(roleAssignmentName("other", PRINCIPAL, "Reader")).not.toBe(name);
  });

  test("rejects a principal that is no UUID, and says which id is meant", () => {
    const { code, message, help } = only(grants("platform-team"));

    expect(code).toBe("uuid");
    expect(message).toBe('"platform-team" is not the object id of a principal');
    expect(help).toContain("an application id is another one");
  });

  test.each([
    ["Cognitive Service User", "did you mean Cognitive Services User?"],
    ["Owner", "one of Cognitive Services User, Cognitive Services OpenAI User, Reader, Monitoring Reader"],
  ])("rejects the role %s", (role, help) => {
    expect(only(grants(PRINCIPAL).replace("role: Reader", `role: ${role}`))).toMatchObject({
      code: "unknown-role",
      help,
    });
  });

  test("rejects an unknown type of principal and a role assignment that is no UUID, each at its place", () => {
    const section = grants(PRINCIPAL).replace("Group", "group, roleAssignment: mine");

    expect(brief(found(section))).toEqual(["account.yaml:11:73 error principal-type", "account.yaml:11:96 error uuid"]);
  });

  test("rejects a principal that is listed twice, whatever its case", () => {
    expect(only(grants(PRINCIPAL, PRINCIPAL.toUpperCase()))).toMatchObject({ code: "duplicate-access", line: 12 });
  });
});
