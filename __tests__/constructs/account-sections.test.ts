/** The constructs of the optional sections, apart from any configuration. */
import { AccessGrant } from "../../constructs/access-grant";
import type { AccessGrantProps } from "../../constructs/access-grant";
import { AccountLock } from "../../constructs/account-lock";
import { FoundryAccount } from "../../constructs/foundry-account";
import { ImportBlock } from "../../constructs/import-block";
import { PodIdentity } from "../../constructs/pod-identity";
import type { PodIdentityProps } from "../../constructs/pod-identity";
import { ISSUER, PRINCIPAL } from "../helpers/sections";
import { resources, synthesised, testStack } from "../helpers/stack";

const ACCOUNT_ID = "${azurerm_cognitive_account.foundry.id}";
const IDENTITY: Omit<PodIdentityProps, "account"> = {
  name: "acme-pods",
  resourceGroup: "acme-rg",
  location: "westus",
  oidcIssuerUrl: ISSUER,
  serviceAccount: "llm-client",
  namespaces: ["default"],
  roleAssignment: PRINCIPAL,
};
const GRANT: Omit<AccessGrantProps, "account"> = {
  principalId: PRINCIPAL,
  principalType: "Group",
  role: "Reader",
  roleAssignment: PRINCIPAL,
};

function withAccount() {
  const stack = testStack();
  return {
    stack,
    account: new FoundryAccount(stack, "foundry", { name: "acme-ai", resourceGroup: "acme-rg", location: "westus" }),
  };
}

function identityWith(props: Partial<PodIdentityProps>) {
  const { stack, account } = withAccount();
  new PodIdentity(stack, "pods", { ...IDENTITY, account, ...props });
  return resources(stack);
}

function grantWith(props: Partial<AccessGrantProps>) {
  const { stack, account } = withAccount();
  new AccessGrant(stack, "grant", { ...GRANT, account, ...props });
  return resources(stack).azurerm_role_assignment;
}

describe("PodIdentity", () => {
  test("minimal: an identity, a credential and the role", () => {
    expect(identityWith({})).toMatchObject({
      azurerm_user_assigned_identity: {
        "llm-client": { name: "acme-pods", resource_group_name: "acme-rg", location: "westus", tags: {} },
      },
      azurerm_federated_identity_credential: {
        "llm-client-default": {
          name: "llm-client-default",
          parent_id: "${azurerm_user_assigned_identity.llm-client.id}",
          resource_group_name: "acme-rg",
          issuer: ISSUER,
          subject: "system:serviceaccount:default:llm-client",
          audience: ["api://AzureADTokenExchange"],
        },
      },
      azurerm_role_assignment: {
        "llm-client": {
          name: PRINCIPAL,
          scope: ACCOUNT_ID,
          role_definition_name: "Cognitive Services User",
          principal_id: "${azurerm_user_assigned_identity.llm-client.principal_id}",
          principal_type: "ServicePrincipal",
        },
      },
    });
  });

  test("has one credential for each namespace", () => {
    const credentials = identityWith({ namespaces: ["a", "b-c"] }).azurerm_federated_identity_credential ?? {};

    expect(Object.entries(credentials).map(([id, { subject }]) => [id, subject])).toEqual([
      ["llm-client-a", "system:serviceaccount:a:llm-client"],
      ["llm-client-b-c", "system:serviceaccount:b-c:llm-client"],
    ]);
  });

  test.each<[string, Partial<PodIdentityProps>, RegExp]>([
    ["name", { name: "-" }, /^"-" cannot be the name of an identity: use 3 to 128/],
    [
      "issuer",
      { oidcIssuerUrl: ISSUER.slice(0, -1) },
      /^".*" cannot be the issuer of a cluster's tokens: write what az aks/,
    ],
    ["service account", { serviceAccount: "LLM" }, /^"LLM" cannot be a Kubernetes service account: use at most 253/],
    ["namespace", { namespaces: ["default", "Team"] }, /^"Team" cannot be a Kubernetes namespace: use at most 63/],
    ["lack of namespaces", { namespaces: [] }, /^no namespace gets the ConfigMap/],
    [
      "number of namespaces",
      { namespaces: Array.from({ length: 21 }, (_, i) => `n${i}`) },
      /^21 namespaces need a credential each, but an identity takes 20/,
    ],
  ])("rejects a bad %s", (_, props, message) => {
    expect(() => identityWith(props)).toThrow(message);
  });
});

describe("AccessGrant", () => {
  test("minimal", () => {
    expect(grantWith({})).toEqual({
      [`access-${PRINCIPAL}`]: {
        name: PRINCIPAL,
        scope: ACCOUNT_ID,
        role_definition_name: "Reader",
        principal_id: PRINCIPAL,
        principal_type: "Group",
      },
    });
  });

  test.each<[Partial<AccessGrantProps>, RegExp]>([
    [{ principalId: "me" }, /^"me" is not the object id of a principal/],
    [{ role: "Owner" as "Reader" }, /^"Owner" is not a role that can be given here: one of Cognitive Services User,/],
  ])("rejects %j", (props, message) => {
    expect(() => grantWith(props)).toThrow(message);
  });

  test("rejects a second role of one principal: both would meet at one address", () => {
    const { stack, account } = withAccount();
    new AccessGrant(stack, "one", { ...GRANT, account });

    expect(() => new AccessGrant(stack, "two", { ...GRANT, account, role: "Monitoring Reader" })).toThrow("is taken");
  });
});

test("AccountLock waits for what could not go while it is there", () => {
  const { stack, account } = withAccount();
  const { role } = new AccessGrant(stack, "grant", { ...GRANT, account });
  new AccountLock(stack, "lock", { account, level: "CanNotDelete", after: [role] });

  expect(resources(stack).azurerm_management_lock).toEqual({
    foundry: {
      name: "foundry-cannot-delete",
      scope: ACCOUNT_ID,
      lock_level: "CanNotDelete",
      notes: expect.stringContaining("Take lock out of account.yaml") as string,
      depends_on: [`azurerm_role_assignment.access-${PRINCIPAL}`],
    },
  });
});

test("ImportBlock adds its block, and nothing else", () => {
  const { stack } = withAccount();
  const before = synthesised(stack);
  new ImportBlock(stack, "import", { to: "azurerm_cognitive_account.foundry", id: "/x" });

  expect(synthesised(stack)).toEqual({ ...before, import: [{ to: "azurerm_cognitive_account.foundry", id: "/x" }] });
});
