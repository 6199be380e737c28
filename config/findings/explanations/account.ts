/** Findings of the chapter "account.yaml". */
import type { Explanation } from "./explanation";

export const ACCOUNT = {
  "account-in-two-environments": {
    title: "One account in two environments",
    severities: ["error"],
    explanation:
      "Two environments name one account, whatever the case. Each `apply` would undo what the other one did.",
    example: `
      # prod/account.yaml, and dev/account.yaml has the same name
      account:
        name: aucert-ai`,
    fix: "Give each environment an account of its own.",
  },
  "account-name": {
    title: "Invalid name of an account",
    severities: ["error"],
    explanation: "Azure does not take this name for an account.",
    example: `
      # account.yaml
      account:
        name: -aucert-ai`,
    fix: "Use 2 to 64 letters, digits, `_`, `.` or `-`, with a letter or digit at both ends.",
  },
  "cluster-name": {
    title: "Invalid name of a cluster or context",
    severities: ["error"],
    explanation:
      "The name of the cluster or of the kubeconfig context is blank or holds a Terraform template (`${` or `%{`). " +
      "The configuration is data, not code.",
    example: `
      # account.yaml
      aks:
        cluster: "\${var.cluster}"`,
    fix: "Write the name as `kubectl config get-contexts` shows it.",
  },
  "config-map-in-two-environments": {
    title: "One ConfigMap in two environments",
    severities: ["warning"],
    explanation:
      "Two environments write the `llm-config` ConfigMap of one namespace in one cluster, so the environment applied " +
      "last wins. The cluster is the same when its name or its kubeconfig context is. It is only a warning because contexts " +
      "of one name can lead different people to different clusters, and clusters of one name can be two, in two resource " +
      "groups. Clusters that differ in `identity.oidcIssuerUrl`, with a context each, are two.",
    example: `
      # prod/account.yaml, and dev/account.yaml has the same aks section
      aks:
        cluster: aucert-aks
        namespaces: [default]`,
    fix: "Give each environment its own namespaces, or its own cluster. Another context for the same cluster does not help.",
  },
  "expired-waiver": {
    title: "Waiver past its last day",
    severities: ["warning"],
    explanation: "The waiver's last day is over, so the finding that it covered is shown again.",
    example: `
      # account.yaml
      waivers:
        - { code: preview, subject: gpt-5.4, reason: tested, until: 2026-01-31 }`,
    fix: "Remove the waiver, or decide again and give a later day.",
  },
  namespace: {
    title: "Invalid or repeated namespace",
    severities: ["error"],
    explanation: "This cannot be the name of a Kubernetes namespace, or it is listed twice.",
    example: `
      # account.yaml
      aks:
        namespaces: [Default]`,
    fix:
      "Use at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends. Keep one of two " +
      "equal entries.",
  },
  "resource-group-name": {
    title: "Invalid name of a resource group",
    severities: ["error"],
    explanation: "Azure does not take this name for a resource group.",
    example: `
      # account.yaml
      account:
        resourceGroup: aucert-foundation-rg.`,
    fix: "Use 1 to 90 letters, digits, `_`, `-`, `.` or parentheses, without a period at the end.",
  },
  "service-account": {
    title: "Invalid name of a service account",
    severities: ["error"],
    explanation: "This cannot be the name of a Kubernetes service account.",
    example: `
      # account.yaml
      aks:
        serviceAccount: llm_client`,
    fix:
      "Use at most 253 lower-case letters, digits, `-` and `.`, with a letter or digit at both ends and beside each " +
      "period.",
  },
  subdomain: {
    title: "Invalid subdomain",
    severities: ["error"],
    explanation:
      "This cannot be the first label of the endpoint's host name. Without `customSubdomain` the account's name is " +
      "used for it, and account names may hold `.` and `_`, which a subdomain may not.",
    example: `
      # account.yaml
      account:
        name: aucert.ai # without customSubdomain`,
    fix: "Give `customSubdomain`: 2 to 64 letters, digits and hyphens, with a letter or digit at both ends.",
  },
  "subdomain-in-two-environments": {
    title: "One subdomain in two environments",
    severities: ["error"],
    explanation:
      "Two environments claim one subdomain. A subdomain is unique in all of Azure, so the second account could not " +
      "be created.",
    example: `
      # prod/account.yaml, and the account of dev is named aucert-ai
      account:
        name: aucert-ai-prod
        customSubdomain: aucert-ai`,
    fix: "Give each environment a subdomain of its own.",
  },
  tags: {
    title: "Tags that Azure does not take",
    severities: ["error"],
    explanation:
      "Azure does not take these tags. At most 50 are allowed, names up to 512 characters without `< > % & \\ ? /`, " +
      "values up to 256; names that differ only in case are the same; `${` and `%{` would be read by Terraform as " +
      "templates.",
    example: `
      # account.yaml
      account:
        tags: { cost/centre: platform }`,
    fix: "Change or remove the tag that the message names.",
  },
  "unknown-region": {
    title: "Unknown region",
    severities: ["error"],
    explanation:
      "This is no Azure region in its short form, such as `westus`. While the region is unknown, nothing is said " +
      "about which models are offered there.",
    example: `
      # account.yaml
      account:
        location: West US`,
    fix:
      "Write the name that the help line proposes. A region newer than the list belongs in " +
      "`config/catalog/regions.yaml`.",
  },
  "unused-waiver": {
    title: "Waiver without a finding",
    severities: ["warning"],
    explanation:
      "There is no such finding for this model, or another waiver has taken it out already. A waiver without use " +
      "would hide the finding if it came back.",
    example: `
      # account.yaml
      waivers:
        - { code: preview, subject: gpt-5.4, reason: tested, until: 2027-06-30 } # gpt-5.4 is no preview`,
    fix: "Remove the waiver, or correct its `subject` if the help line proposes a name.",
  },
  uuid: {
    title: "Invalid UUID",
    severities: ["error"],
    explanation:
      "The id of a subscription, the object id of somebody in Entra ID and the name of a role assignment are UUIDs, and " +
      "this is none.",
    example: `
      # account.yaml
      account:
        subscriptionId: production`,
    fix:
      "Of `account.subscriptionId`: write what `az account show` prints as `id`. Of `principalId` in `access`: what " +
      "`az ad group show`, `az ad sp show` or `az ad user show` prints as `id`. Of `roleAssignment`: what " +
      "`az role assignment list` prints as `name`.",
  },
  "waiver-code": {
    title: "Waiver of a finding that cannot be waived",
    severities: ["error"],
    explanation:
      "This finding cannot be waived. A mistake in the files is to be mended; only findings on a model's life and on " +
      "credits can be answered for.",
    example: `
      # account.yaml
      waivers:
        - { code: capacity, subject: gpt-5.4, reason: tested, until: 2027-06-30 }`,
    fix: "Remove the waiver and mend the finding, or write a code that the help line names.",
  },
  "waiver-reason": {
    title: "Waiver without a reason",
    severities: ["error"],
    explanation: "The reason is blank, so the next reader cannot tell whether it still holds.",
    example: `
      # account.yaml
      waivers:
        - { code: preview, subject: gpt-5.4, reason: " ", until: 2027-06-30 }`,
    fix: "Say who decided what, and why.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
