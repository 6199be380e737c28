/** The section `identity`: what it means, and what is wrong with bad ones. */
import { ISSUER_URL } from "../../../config/sections/identity/rules";
import { roleAssignmentName } from "../../../config/sections/role-assignment-name";
import { ACCOUNT } from "../../helpers/config";
import { found, IDENTITY, ISSUER, only, PRINCIPAL, resolved } from "../../helpers/sections";

describe("identity", () => {
  test("belongs to the service account of every namespace, with a role whose name never changes", () => {
    expect(resolved(IDENTITY)?.identity).toEqual({
      name: "test-pods",
      oidcIssuerUrl: ISSUER,
      serviceAccount: "llm-client",
      namespaces: ["default"],
      roleAssignment: roleAssignmentName("aucert-test", "pods"),
    });
  });

  test("takes the name of a role assignment that exists", () => {
    const section = IDENTITY.replace("{ ", `{ roleAssignment: ${PRINCIPAL.toUpperCase()}, `);

    expect(resolved(section)?.identity?.roleAssignment).toBe(PRINCIPAL);
  });

  test.each([
    [ISSUER.replace("https", "http"), "not HTTPS"],
    [ISSUER.slice(0, -1), "AKS without the slash at its end"],
    [ISSUER.replace("westus", "WestUS"), "a host in upper case"],
    [`${ISSUER}.well-known/openid-configuration`, "the discovery document"],
    ["https://westus.oic.prod-aks.azure.com/", "AKS without ids"],
    [`${ISSUER}?x=1`, "a query"],
    ["https://user@issuer.example.com/", "a sign-in"],
    ["https://issuer.example.com/${x}", "a template"],
    [`https://issuer.example.com/${"x".repeat(600)}`, "longer than Azure takes"],
    ["westus.oic.prod-aks.azure.com", "no address"],
  ])("rejects the issuer %s (%s)", (issuer) => {
    const { code, line, help } = only(IDENTITY.replace(ISSUER, issuer));

    expect(ISSUER_URL.accepts(issuer)).toBe(false);
    expect([code, line]).toEqual(["issuer-url", 10]);
    expect(help).toContain("az aks show --query oidcIssuerProfile.issuerUrl");
  });

  test.each([ISSUER, "https://issuer.example.com", "https://issuer.example.com:8443/realms/a_b/"])(
    "takes %s",
    (issuer) => {
      expect(ISSUER_URL.accepts(issuer)).toBe(true);
    },
  );

  test("rejects more namespaces than an identity takes credentials", () => {
    const names = Array.from({ length: 21 }, (_, index) => `team-${index}`);
    const account = ACCOUNT.replace("[default]", `[${names.join(", ")}]`);

    expect(only(IDENTITY, account)).toMatchObject({
      code: "too-many-namespaces",
      message: "21 namespaces need a credential each, but an identity takes 20",
      line: 8,
    });
    expect(found(IDENTITY, account.replace(", team-20", ""))).toEqual([]);
  });
});
