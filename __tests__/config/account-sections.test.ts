/** The optional sections of account.yaml: what they mean, and what is wrong with bad ones. */
import { ISSUER_URL } from "../../config/sections/identity/rules";
import { roleAssignmentName } from "../../config/sections/role-assignment-name";
import { ACCOUNT, brief, filesWith, findingsWith, load } from "../helpers/config";
import { grants, IDENTITY, ISSUER, policyWaiver, PRINCIPAL } from "../helpers/sections";

const resolved = (account: string) => load(filesWith({ "account.yaml": account })).environments[0];

/** The one error of an account file with this section, without its place. */
function only(section: string, account = ACCOUNT) {
  const errors = findingsWith({ "account.yaml": account + section }).filter(({ severity }) => severity === "error");
  expect(errors).toHaveLength(1);
  return errors[0]!;
}

test("minimal: every section off", () => {
  const { identity, access, lock, state, adopt, policy } = resolved(ACCOUNT)!;

  expect({ identity, access, lock, state, adopt, policy }).toEqual({
    identity: undefined,
    access: [],
    lock: undefined,
    state: { backend: "local" },
    adopt: [],
    policy: { requiredTags: [], allowedRegions: [], waivers: [] },
  });
});

test("an empty list is the same as none", () => {
  const sections = "access: []\nadopt: []\npolicy: { requiredTags: [], allowedRegions: [], waivers: [] }\n";

  expect(findingsWith({ "account.yaml": ACCOUNT + sections })).toEqual([]);
  expect(resolved(ACCOUNT + sections)).toEqual(resolved(ACCOUNT));
});

describe("identity", () => {
  test("belongs to the service account of every namespace, with a role whose name never changes", () => {
    expect(resolved(ACCOUNT + IDENTITY)?.identity).toEqual({
      name: "test-pods",
      oidcIssuerUrl: ISSUER,
      serviceAccount: "llm-client",
      namespaces: ["default"],
      roleAssignment: roleAssignmentName("aucert-test", "pods"),
    });
  });

  test("takes the name of a role assignment that exists", () => {
    const section = IDENTITY.replace("{ ", `{ roleAssignment: ${PRINCIPAL.toUpperCase()}, `);

    expect(resolved(ACCOUNT + section)?.identity?.roleAssignment).toBe(PRINCIPAL);
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
    expect(findingsWith({ "account.yaml": account.replace(", team-20", "") + IDENTITY })).toEqual([]);
  });
});

describe("access", () => {
  test("is sorted by principal, in lower case as Azure returns it", () => {
    const other = `0${PRINCIPAL.slice(1)}`;

    expect(resolved(ACCOUNT + grants(PRINCIPAL.toUpperCase(), other))?.access).toEqual([
      expect.objectContaining({ principalId: other, principalType: "Group", role: "Reader" }),
      expect.objectContaining({ principalId: PRINCIPAL }),
    ]);
  });

  test("names each role assignment after account, principal and role", () => {
    const account = "Aucert-Test";
    const name = roleAssignmentName(account, PRINCIPAL, "Reader");

    expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(resolved(ACCOUNT + grants(PRINCIPAL))?.access[0]?.roleAssignment).toBe(name);
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

    expect(brief(findingsWith({ "account.yaml": ACCOUNT + section }))).toEqual([
      "account.yaml:11:73 error principal-type",
      "account.yaml:11:96 error uuid",
    ]);
  });

  test("rejects a principal that is listed twice, whatever its case", () => {
    expect(only(grants(PRINCIPAL, PRINCIPAL.toUpperCase()))).toMatchObject({ code: "duplicate-access", line: 12 });
  });
});

describe("lock", () => {
  test("is told to block the removal of models", () => {
    const [finding] = findingsWith({ "account.yaml": ACCOUNT + "lock: CanNotDelete\n" });

    expect(finding).toMatchObject({ code: "lock-blocks", severity: "note" });
    expect(finding?.message).toContain("deleting or replacing a deployment fails");
    expect(resolved(ACCOUNT + "lock: CanNotDelete\n")?.lock).toBe("CanNotDelete");
  });

  test("rejects other levels", () => {
    expect(only("lock: ReadOnly\n")).toMatchObject({ code: "lock-level", help: "one of CanNotDelete" });
  });
});

describe("state", () => {
  test("is a container of a storage account", () => {
    const section = "state: { backend: azurerm, storageAccount: teststate, container: tf-state }\n";

    expect(resolved(ACCOUNT + section)?.state).toEqual({
      backend: "azurerm",
      storageAccount: "teststate",
      container: "tf-state",
    });
    expect(resolved(ACCOUNT + "state: { backend: local }\n")?.state).toEqual({ backend: "local" });
  });

  test.each([
    ["{ backend: azurerm, container: state }", "the azurerm backend needs storageAccount"],
    ["{ backend: azurerm, storageAccount: teststate }", "the azurerm backend needs container"],
    [
      "{ backend: azurerm, storageAccount: Test-State, container: state }",
      '"Test-State" cannot be the name of a storage account',
    ],
    ["{ backend: azurerm, storageAccount: teststate, container: a--b }", '"a--b" cannot be the name of a container'],
    [
      "{ backend: local, container: state }",
      "container means nothing to the local backend: state would stay on this machine",
    ],
    ["{ backend: s3 }", '"s3" is not a place for state'],
  ])("rejects %s", (state, message) => {
    expect(only(`state: ${state}\n`)).toMatchObject({ code: "state-backend", message, line: 10 });
  });

  test("rejects a backend without both of its keys, telling each", () => {
    const messages = findingsWith({ "account.yaml": ACCOUNT + "state: { backend: azurerm }\n" }).map(
      (one) => one.message,
    );

    expect(messages).toEqual(["the azurerm backend needs container", "the azurerm backend needs storageAccount"]);
  });

  test("needs to say which backend", () => {
    expect(only("state: { container: state }\n")).toMatchObject({ code: "missing-key" });
  });
});

describe("policy", () => {
  const settings = (lines: string) => ACCOUNT.replace("westus", `westus\n${lines}`);

  test.each([
    ["  localAuth: true", "", "local-auth-off", 6],
    ["  preventDestroy: false", "", "prevent-destroy", 6],
    ["  tags: { owner: x }", "policy: { requiredTags: [Owner, team] }\n", "required-tags", 6],
    ["  projectManagement: false", "policy: { allowedRegions: [eastus] }\n", "allowed-regions", 5],
  ])("says before synth that %s %s breaks %s, until it is waived", (lines, policy, rule, line) => {
    const waiver = policyWaiver(rule).replace("policy:\n", policy === "" ? "policy:\n" : "");
    const inBlocks = policy.replace(/\{ (.*) \}/, "\n  $1");

    const findings = findingsWith({ "account.yaml": settings(lines) + policy });

    expect(findings).toEqual([expect.objectContaining({ code: "policy-violation", severity: "warning", line })]);
    expect(findings[0]?.message).toMatch(new RegExp(`: synth refuses it by policy ${rule}$`));
    expect(findingsWith({ "account.yaml": settings(lines) + inBlocks + waiver })).toEqual([]);
  });

  test("a resource group that is made here needs a waiver of its own", () => {
    const lines = "  preventDestroy: false\n  createResourceGroup: true";
    const [finding] = findingsWith({ "account.yaml": settings(lines) + policyWaiver() });

    expect(finding?.help).toContain("address azurerm_resource_group.foundry,");
  });

  test.each([
    [policyWaiver("no-key-reference"), "unknown-policy"],
    [policyWaiver().replace("tested", "' '"), "waiver-reason"],
    [policyWaiver().replace("2026-12-31", "soon"), "date"],
    [policyWaiver().replace("azurerm_cognitive_account.foundry", "foundry"), "waiver-address"],
    ["policy: { allowedRegions: [westus, west-us] }\n", "unknown-region"],
    ["policy: { requiredTags: [' '] }\n", "tags"],
  ])("rejects %s", (section, code) => {
    expect(only(section).code).toBe(code);
  });

  test("a misspelt region is one finding, not also one on the account that it may mean", () => {
    expect(brief(findingsWith({ "account.yaml": ACCOUNT + "policy: { allowedRegions: [west-us] }\n" }))).toEqual([
      "account.yaml:10:28 error unknown-region",
    ]);
  });

  test("a waiver that has ended is an error that only the date has made", () => {
    const section = policyWaiver().replace("2026-12-31", "2026-11-21");

    expect(only(section)).toMatchObject({ code: "expired-policy-waiver", dated: true });
    expect(findingsWith({ "account.yaml": ACCOUNT + section }, { today: "2026-11-21" })).toEqual([]);
  });
});
