/** Rules on the account, its deployments and what they stand on. */
import { ACCOUNT_KIND } from "../config/account/rules";
import { SKU } from "../config/models/rules";
import { allowsDestroy, allowsKeys, isRegionAllowed, judges, missingTags } from "../config/sections/policy/rules";
import { blockOf, type Element, type Rule, shown, verdict, type Verdict } from "./policy-rule";

/** A rule on every account of a stack. */
function onAccount(rule: Omit<Rule, "check">, check: (block: Element["block"]) => Verdict): Rule {
  return {
    ...rule,
    check: ({ kind, type, block }) =>
      kind === "resource" && type === "azurerm_cognitive_account" ? check(block) : "not-applicable",
  };
}

const accountKind = onAccount(
  {
    id: "account-kind",
    title: `The account is of kind ${ACCOUNT_KIND}.`,
    reason: "only this kind serves the models of every publisher; changing the kind later replaces the account",
    fix: `set kind to "${ACCOUNT_KIND}"`,
    related: [],
  },
  ({ kind }) => verdict(kind === ACCOUNT_KIND, `has kind ${shown(kind)}, not "${ACCOUNT_KIND}"`),
);

const customSubdomain = onAccount(
  {
    id: "custom-subdomain",
    title: "The account has a custom subdomain.",
    reason:
      "tokens of Entra ID are accepted only at the account's own host name; setting it later replaces the account",
    fix: "set custom_subdomain_name",
    related: [],
  },
  ({ custom_subdomain_name: name }) => verdict(typeof name === "string" && name !== "", "has no custom_subdomain_name"),
);

const localAuthOff = onAccount(
  {
    id: "local-auth-off",
    title: "API keys are off.",
    reason: "a key is nobody's in particular, does not expire, and the provider reads it into Terraform state",
    fix: "set localAuth: false in account.yaml; pods sign in with their identity",
    related: [{ id: "CKV_AZURE_236" }, { id: "AZR-000282" }],
  },
  ({ local_auth_enabled: enabled }) =>
    verdict(!allowsKeys(enabled), `has local_auth_enabled ${shown(enabled)}, not false`),
);

const managedIdentity = onAccount(
  {
    id: "managed-identity",
    title: "The account has an identity of its own.",
    reason: "without one the account itself could reach other services only with keys, and projects need it",
    fix: "give the account an identity block",
    related: [{ id: "CKV_AZURE_238" }, { id: "AZR-000281" }],
  },
  ({ identity }) => verdict(typeof blockOf(identity)?.type === "string", "has no identity"),
);

const publicEndpoint = onAccount(
  {
    id: "public-endpoint",
    title: "The account's endpoint stays public HTTPS.",
    reason:
      "pods call it over the internet with a token of Entra ID; closed, and without a private endpoint, nobody reaches it",
    fix: "leave public_network_access_enabled out",
    related: [
      {
        id: "CKV_AZURE_134",
        differs: "the check wants public access off; here it stays on by design, guarded by Entra ID",
      },
      {
        id: "AZR-000280",
        differs:
          "the check wants access from chosen networks only; here every caller needs a token, and network.allowedIps is an option",
      },
    ],
  },
  ({ public_network_access_enabled: enabled }) =>
    verdict(enabled === undefined || enabled === true, `has public_network_access_enabled ${shown(enabled)}`),
);

const preventDestroy: Rule = {
  id: "prevent-destroy",
  title: "Terraform refuses to destroy the account, and the resource group where it is made here.",
  reason: "a replaced account takes every deployment with it, and its name is blocked for 48 hours",
  fix: "set preventDestroy: true in account.yaml; to take it down on purpose add a waiver (docs/runbooks/deploy.md)",
  related: [],
  check: ({ kind, type, block }) =>
    kind === "resource" && judges("prevent-destroy", type)
      ? verdict(!allowsDestroy(blockOf(block.lifecycle)?.prevent_destroy), "has no lifecycle with prevent_destroy")
      : "not-applicable",
};

const globalStandard: Rule = {
  id: "global-standard",
  title: "Every deployment is GlobalStandard.",
  reason: "pay per token: an idle model costs nothing; other SKUs reserve capacity and cost money by the hour",
  fix: `set the SKU to ${SKU}`,
  related: [],
  check: ({ kind, type, block }) => {
    if (kind !== "resource" || type !== "azurerm_cognitive_deployment") return "not-applicable";
    const name = blockOf(block.sku)?.name;
    return verdict(name === SKU, `has SKU ${shown(name)}, not ${SKU}`);
  },
};

const noPurge: Rule = {
  id: "no-purge",
  title: "A destroyed account is not purged.",
  reason:
    "for 48 hours a deleted account can be restored; a purge cannot be undone and needs rights on the subscription",
  fix: "set purge_soft_delete_on_destroy to false in the provider's features",
  related: [],
  check: ({ kind, type, block }) => {
    if (kind !== "provider" || type !== "azurerm") return "not-applicable";
    const providers = Array.isArray(block.value) ? block.value : [block];
    const purges = (one: unknown): unknown =>
      blockOf(blockOf(blockOf(one)?.features)?.cognitive_account)?.purge_soft_delete_on_destroy;
    return verdict(
      providers.every((one) => purges(one) === false),
      "purges accounts that it destroys, as the provider does unless told otherwise",
    );
  },
};

const requiredTags: Rule = {
  id: "required-tags",
  title: "Everything that can carry tags has the required ones (`policy.requiredTags`).",
  reason: "costs are told apart and owners found by tags",
  fix: "add them to account.tags in account.yaml",
  related: [{ id: "AZR-000166", differs: "the check wants any tag at all; here the configuration names which" }],
  check: ({ kind, block }, policy) => {
    if (kind !== "resource" || policy.requiredTags.length === 0 || !("tags" in block)) return "not-applicable";
    const missing = missingTags(blockOf(block.tags) ?? {}, policy);
    return verdict(missing.length === 0, `lacks the required tags ${missing.join(", ")}`);
  },
};

const allowedRegions: Rule = {
  id: "allowed-regions",
  title: "Everything is in an allowed region (`policy.allowedRegions`).",
  reason: "where data about the account is kept is a promise to customers; calls may still be served in any region",
  fix: "choose an allowed region, or widen policy.allowedRegions in account.yaml",
  related: [{ id: "AZR-000167" }],
  check: ({ kind, block }, policy) => {
    const { location } = block;
    if (kind !== "resource" || policy.allowedRegions.length === 0 || location === undefined) return "not-applicable";
    const isFine = typeof location === "string" && isRegionAllowed(location, policy);
    return verdict(isFine, `is in ${shown(location)}, which is not among ${policy.allowedRegions.join(", ")}`);
  },
};

export const ACCOUNT_RULES: readonly Rule[] = [
  accountKind,
  customSubdomain,
  localAuthOff,
  managedIdentity,
  publicEndpoint,
  preventDestroy,
  globalStandard,
  noPurge,
  requiredTags,
  allowedRegions,
];
