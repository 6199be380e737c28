import { ACCOUNT, type Files, filesWith, MODELS } from "../../helpers/config";
import { briefChanges, reviewedDev } from "../../helpers/review";
import { grants, IDENTITY, PRINCIPAL } from "../../helpers/sections";

function account(more: string, base = ACCOUNT): Files {
  return filesWith({ "account.yaml": base + more });
}

const PLAIN = filesWith();

test("an identity is created with its credential and its role, at their addresses", () => {
  const { changes } = reviewedDev(PLAIN, account(IDENTITY));
  expect(changes.map(({ action, address }) => [action, address])).toEqual([
    ["create", "azurerm_user_assigned_identity.llm-client"],
    ["create", "azurerm_federated_identity_credential.llm-client-default"],
    ["create", "azurerm_role_assignment.llm-client"],
  ]);
});

test("another issuer is an update, another name replaces the identity and what hangs on it", () => {
  const renamed = IDENTITY.replace("test-pods", "other-pods");
  expect(briefChanges(reviewedDev(account(IDENTITY), account(renamed)).changes)).toEqual([
    "replace section identity",
    "replace section identity default",
    "replace section identity role",
  ]);
  const moved = IDENTITY.replace("westus.oic", "eastus.oic");
  expect(briefChanges(reviewedDev(account(IDENTITY), account(moved)).changes)).toEqual([
    "update section identity default",
  ]);
});

test("another role of a principal replaces its assignment", () => {
  const reader = grants(PRINCIPAL);
  const { changes } = reviewedDev(account(reader), account(reader.replace("Reader", "Monitoring Reader")));
  expect(changes).toMatchObject([{ action: "replace", address: `azurerm_role_assignment.access-${PRINCIPAL}` }]);
});

describe("a lock", () => {
  const locked = (models: string, isLocked = true): Files => ({
    ...account(isLocked ? "lock: CanNotDelete\n" : ""),
    "models.yaml": models,
  });
  const more = `${MODELS}  - name: gpt-5.4-mini\n`;

  test("that stays keeps a model from going: an error", () => {
    const [change] = reviewedDev(locked(more), locked(MODELS)).changes;
    expect([change?.severity, change?.note]).toEqual([
      "error",
      expect.stringContaining("the lock on the account refuses it"),
    ]);
  });

  test("that goes with the model goes first", () => {
    const [change] = reviewedDev(locked(more), locked(MODELS, false)).changes;
    expect(change).toMatchObject({ action: "delete", name: "gpt-5.4-mini", severity: "warning" });
    expect(change?.note).toBeUndefined();
  });
});

test("what is adopted is imported, not created", () => {
  const subscription = "  subscriptionId: 5f0c2a9e-7d41-4b6a-9c58-1e2d3f4a5b6c\naks:";
  const adopting = ACCOUNT.replace("aks:", subscription);
  const more = { "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n` };
  const { changes } = reviewedDev(account("", adopting), { ...account("adopt: [gpt-5.4-mini]\n", adopting), ...more });
  expect(changes[0]).toMatchObject({
    kind: "deployment",
    action: "update",
    note: expect.stringContaining("imported") as string,
  });
  expect(changes).toHaveLength(1);
});

test("adopting what is in state already, and no longer adopting it, changes nothing", () => {
  const adopting = ACCOUNT.replace("aks:", "  subscriptionId: 5f0c2a9e-7d41-4b6a-9c58-1e2d3f4a5b6c\naks:");
  const [off, on] = [account("", adopting), account("adopt: [gpt-5.4, llm-config]\n", adopting)];
  const to = reviewedDev(off, on);
  expect([to.summary.actions.update, to.summary.deploy, to.risk]).toEqual([0, [], "none"]);
  expect(to.changes).toMatchObject([
    { name: "adopt", address: null, note: expect.stringContaining("changes nothing that is in state") as string },
  ]);
  expect(reviewedDev(on, off)).toMatchObject({ risk: "none", summary: { deploy: [] } });
});

test("a section without resources is compared key by key, whatever the order of its lists", () => {
  const waiver = (subject: string, until: string): string =>
    `  - { code: preview, subject: ${subject}, reason: tested, until: ${until} }\n`;
  const one = `waivers:\n${waiver("a", "2027-01-01")}${waiver("b", "2027-01-01")}`;
  const other = `waivers:\n${waiver("b", "2027-02-01")}${waiver("a", "2027-01-01")}`;
  expect(reviewedDev(account(one), account(other)).changes).toMatchObject([
    {
      kind: "section",
      name: "waivers",
      address: null,
      action: "update",
      fields: [{ field: "waivers.preview b.until", before: "2027-01-01", after: "2027-02-01" }],
    },
  ]);
});

test("a state whose place is not said is a mistake, not an end", () => {
  const { changes, summary } = reviewedDev(PLAIN, account("state: { backend: azurerm }\n"));
  expect([changes, summary.notes]).toEqual([[], ["account.yaml of the head cannot be read: it counts as unchanged"]]);
});
