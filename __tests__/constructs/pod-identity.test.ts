import { PodIdentity, type PodIdentityProps } from "../../constructs/pod-identity";
import { ISSUER, PRINCIPAL } from "../helpers/sections";
import { resources } from "../helpers/stack";
import { ACCOUNT_ID, withAccount } from "./account";

const IDENTITY: Omit<PodIdentityProps, "account"> = {
  name: "acme-pods",
  resourceGroup: "acme-rg",
  location: "westus",
  oidcIssuerUrl: ISSUER,
  serviceAccount: "llm-client",
  namespaces: ["default"],
  roleAssignment: PRINCIPAL,
};

function identityWith(props: Partial<PodIdentityProps>) {
  const { stack, account } = withAccount();
  new PodIdentity(stack, "pods", { ...IDENTITY, account, ...props });
  return resources(stack);
}

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
