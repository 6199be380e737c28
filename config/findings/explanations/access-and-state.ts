/** Findings of the chapter "account.yaml: optional sections". */
import type { Explanation } from "./explanation";

export const ACCESS_AND_STATE = {
  "adopt-group": {
    title: "Resource group that exists and would be created",
    severities: ["warning"],
    explanation:
      "Something of the account is adopted, so the resource group exists, yet `createResourceGroup: true` would create it. " +
      "Unless Terraform made the group itself, the apply fails on every try.",
    example: `
      # account.yaml
      account:
        createResourceGroup: true
      adopt: [account] # without resource-group`,
    fix:
      "Add `resource-group` to `adopt`; where Terraform made the group itself this changes nothing. Or set " +
      "`createResourceGroup: false`.",
  },
  "adopt-keys": {
    title: "Keys in state after the import",
    severities: ["note"],
    explanation:
      "Terraform reads the account when it imports it. While the account still allows keys, they are read with it, " +
      "and they stay in state after local auth is off, even after a refresh.",
    example: `
      # account.yaml
      adopt: [account]`,
    fix:
      "Switch local auth off before the import, or regenerate both keys after it. The steps are in " +
      "[adopt-foundry-tf](runbooks/adopt-foundry-tf.md).",
  },
  "adopt-replaces": {
    title: "Adopted account that may be replaced",
    severities: ["note"],
    explanation:
      "Some settings cannot be changed on an account that exists. If one of them differs, the plan replaces the " +
      "account, and with it every deployment.",
    example: `
      # account.yaml
      account:
        projectManagement: false # but the portal switched projects on
      adopt: [account]`,
    fix:
      "Compare kind, location, subdomain and project management with `az cognitiveservices account show`, and write " +
      "what is there.",
  },
  "adopt-subscription": {
    title: "Adoption without a subscription",
    severities: ["error"],
    explanation: "The ids of Azure resources begin with the subscription, and `account.subscriptionId` is not given.",
    example: `
      # account.yaml
      adopt: [account] # and no account.subscriptionId`,
    fix: "Write the UUID that `az account show` prints as `id`. It is needed only while something is adopted.",
  },
  "duplicate-access": {
    title: "Principal listed twice",
    severities: ["error"],
    explanation:
      "A principal is listed twice in `access`. Each principal has one role assignment, at one Terraform address.",
    example: `
      # account.yaml
      access:
        - { principalId: 3c9d7e52-1f0a-4b8c-a6d4-5e7f8091a2b3, principalType: Group, role: Reader }
        - { principalId: 3c9d7e52-1f0a-4b8c-a6d4-5e7f8091a2b3, principalType: Group, role: Cognitive Services User }`,
    fix: "Keep the entry with the wider role.",
  },
  "expired-policy-waiver": {
    title: "Policy waiver past its last day",
    severities: ["error"],
    explanation:
      "A waiver in `policy.waivers` has ended. Only the date has made it an error: synth goes on with it and counts " +
      "a warning.",
    example: `
      # account.yaml
      policy:
        waivers:
          - { rule: prevent-destroy, address: azurerm_cognitive_account.foundry, reason: moving regions, until: 2026-06-30 }`,
    fix: "Mend what breaks the policy and remove the waiver, or decide again and give a later day.",
  },
  "identity-name": {
    title: "Invalid name of an identity",
    severities: ["error"],
    explanation: "Azure does not take this name for an identity.",
    example: `
      # account.yaml
      identity:
        name: aucert llm client`,
    fix: "Use 3 to 128 letters, digits, hyphens and underscores, beginning with a letter or digit.",
  },
  "issuer-url": {
    title: "Invalid token issuer",
    severities: ["error"],
    explanation:
      "This cannot be the issuer of a cluster's tokens. Entra ID compares the issuer with the one in the pod's token " +
      "to the letter: an AKS issuer keeps the slash at its end.",
    example: `
      # account.yaml
      identity:
        oidcIssuerUrl: http://westus.oic.prod-aks.azure.com/`,
    fix:
      "Write what `az aks show --name <cluster> --resource-group <its group> --query oidcIssuerProfile.issuerUrl` " +
      "prints.",
  },
  "lock-blocks": {
    title: "Lock that stops deletions",
    severities: ["note"],
    explanation:
      "A lock is on. While it is, nothing on the account can be deleted or replaced: no deployment, role, content filter " +
      "policy or log setting, nor the account itself. A plan that does fails half way.",
    example: `
      # account.yaml
      lock: CanNotDelete`,
    fix:
      "Nothing, if that is what you want. To remove a model take `lock` out first and deploy, which takes two " +
      "minutes.",
  },
  "lock-level": {
    title: "Unusable level of a lock",
    severities: ["error"],
    explanation:
      "Only `CanNotDelete` can be put on the account. `ReadOnly` would also stop every change of a deployment.",
    example: `
      # account.yaml
      lock: ReadOnly`,
    fix: "Write `CanNotDelete`, or leave `lock` out.",
  },
  "policy-violation": {
    title: "Configuration that a policy forbids",
    severities: ["error"],
    explanation:
      "The configuration means what it says, but a [policy](policies.md) forbids to build it. Synth writes nothing and " +
      "`review` calls the change refused, until somebody answers for it.",
    example: `
      # account.yaml
      account:
        localAuth: true`,
    fix:
      "Mend it. If somebody answers for it, add a waiver to `policy.waivers`; the help line has its rule and " +
      "address.",
  },
  "principal-type": {
    title: "Unknown type of principal",
    severities: ["error"],
    explanation: "A principal is a `User`, a `Group` or a `ServicePrincipal` (applications and managed identities).",
    example: `
      # account.yaml
      access:
        - { principalId: 3c9d7e52-1f0a-4b8c-a6d4-5e7f8091a2b3, principalType: Team, role: Reader }`,
    fix: "Write one of the three.",
  },
  "state-backend": {
    title: "Unusable state backend",
    severities: ["error"],
    explanation:
      "`state` is incomplete, contradicts itself, or names something that Azure or HCP Terraform does not take. `local` needs nothing " +
      "else; `azurerm` needs `storageAccount` and `container`, `hcp` needs `organization` and `project`. " +
      "A key of one backend means nothing to another.",
    example: `
      # account.yaml
      state:
        backend: azurerm
        container: tfstate # and no storageAccount`,
    fix: "Give what is missing. [shared-state](runbooks/shared-state.md) has the steps, [runs-elsewhere](runbooks/runs-elsewhere.md) those for `hcp`.",
  },
  "too-many-namespaces": {
    title: "More namespaces than an identity takes",
    severities: ["error"],
    explanation: "Each namespace needs a federated credential, and Azure takes 20 for an identity.",
    example: `
      # account.yaml
      aks:
        namespaces: [team-1, team-2, team-3] # and 18 more
      identity: { name: aucert-llm-client, oidcIssuerUrl: "https://issuer.example.com/" }`,
    fix: "Give the pods of several namespaces one namespace, or make another environment with an identity of its own.",
  },
  "unknown-adoption": {
    title: "Nothing to adopt by this name",
    severities: ["error"],
    explanation:
      "An entry of `adopt` names nothing that this configuration makes, or what an entry above adopts already.",
    example: `
      # account.yaml
      adopt: [gpt-5.5] # which models.yaml does not list`,
    fix:
      "Write one of the names that the help line lists, or remove the entry. All names are in " +
      "[adopt-foundry-tf](runbooks/adopt-foundry-tf.md#names).",
  },
  "unknown-policy": {
    title: "Unknown policy",
    severities: ["error"],
    explanation: "There is no policy of this name, or it cannot be waived.",
    example: `
      # account.yaml
      policy:
        waivers:
          - { rule: no-key-reference, address: azurerm_cognitive_account.foundry, reason: test, until: 2027-06-30 }`,
    fix: "Write the name of a policy in [policies](policies.md). `as-configured` and `no-key-reference` have none.",
  },
  "unknown-role": {
    title: "Role that cannot be given here",
    severities: ["error"],
    explanation:
      "This role cannot be given here. The list holds roles that call models and roles that look; roles that change " +
      "the account would let people undo what Terraform keeps.",
    example: `
      # account.yaml
      access:
        - { principalId: 3c9d7e52-1f0a-4b8c-a6d4-5e7f8091a2b3, principalType: User, role: Owner }`,
    fix:
      "Write `Cognitive Services User` (calls every model), `Cognitive Services OpenAI User` (calls OpenAI models), " +
      "`Reader` or `Monitoring Reader`.",
  },
  "waiver-address": {
    title: "Invalid address in a policy waiver",
    severities: ["error"],
    explanation: "The waiver's `address` is not a Terraform address, so it can match nothing.",
    example: `
      # account.yaml
      policy:
        waivers:
          - { rule: prevent-destroy, address: foundry, reason: test, until: 2027-06-30 }`,
    fix: "Write the address as synth names it, such as `azurerm_cognitive_account.foundry`.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
