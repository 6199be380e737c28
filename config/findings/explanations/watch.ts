/** Findings of the chapter "account.yaml: network, raiPolicies, monitoring, budget". */
import type { Explanation } from "./explanation";

export const WATCH = {
  "alert-threshold": {
    title: "Threshold of an alert out of range",
    severities: ["error"],
    explanation:
      "The threshold of an alert is not a whole number of at least 1. An alert is raised when the count is above its " +
      "threshold.",
    example: `
      # account.yaml
      monitoring:
        alerts:
          emails: [platform@example.com]
          serverErrors: 0`,
    fix:
      "Write a whole number, or remove the key to use the default (20 throttled calls, 5 server errors, 1,000,000 " +
      "tokens).",
  },
  "budget-amount": {
    title: "Budget below 1",
    severities: ["error"],
    explanation: "The amount is below 1, which Azure does not take.",
    example: `
      # account.yaml
      budget:
        amount: 0.5`,
    fix: "Write what the account may cost in a month, in the currency of the bill.",
  },
  "budget-contact": {
    title: "Budget that tells nobody",
    severities: ["error"],
    explanation:
      "The budget has nobody to tell, a role that cannot be told, or a role twice. A budget only tells people: " +
      "without them it does nothing.",
    example: `
      # account.yaml
      budget:
        amount: 105
        startMonth: 2026-12`,
    fix: "Give `emails`, `roles` (`Owner`, `Contributor`, `Reader`, on the resource group) or both.",
  },
  "budget-notice": {
    title: "Invalid or repeated notice of a budget",
    severities: ["error"],
    explanation:
      "A notice is out of range, of an unknown basis, twice in the list, or beyond the five that Azure takes. Of two " +
      "equal notices Azure keeps one, and every plan would show a change.",
    example: `
      # account.yaml
      budget:
        notices:
          - { percent: 80 }
          - { percent: 80, basis: Actual } # Actual is the default: this is the notice above`,
    fix: "Use whole percentages from 1 to 1000, each once for `Actual` (money spent) and once for `Forecasted`.",
  },
  "budget-past-start": {
    title: "Budget that starts in the past",
    severities: ["note"],
    explanation:
      "The first month has passed. That is normal for a budget that exists. Azure makes no new budget with a start " +
      "in the past, so a copy of the file for another account needs another month.",
    example: `
      # account.yaml
      budget:
        startMonth: 2025-01`,
    fix:
      "Leave it while the budget exists. To make a budget write the current month; a changed month makes a new " +
      "budget.",
  },
  "budget-start": {
    title: "Invalid first month of a budget",
    severities: ["error"],
    explanation:
      "The first month is not written as `YYYY-MM`, lies before June 2017, or more than twelve months ahead.",
    example: `
      # account.yaml
      budget:
        startMonth: December 2026`,
    fix: "Write the month as `2026-12`. It never follows the clock, so that the same file always gives the same output.",
  },
  "duplicate-content-filter": {
    title: "Content filter set twice",
    severities: ["error"],
    explanation: "One policy sets one filter twice for the same side.",
    example: `
      # account.yaml
      raiPolicies:
        - name: strict
          filters:
            - { name: Hate, source: Prompt, severity: Low }
            - { name: Hate, source: Prompt, severity: High }`,
    fix: "Keep one. The prompt and the completion may differ: give each its `source`.",
  },
  email: {
    title: "Invalid or repeated e-mail address",
    severities: ["error"],
    explanation: "An address cannot be an e-mail address, or is listed twice (case does not matter).",
    example: `
      # account.yaml
      monitoring:
        alerts:
          emails: [platform]`,
    fix: "Write each address once, in full, without a name around it.",
  },
  "filter-severity": {
    title: "Severity that the filter does not take",
    severities: ["error"],
    explanation:
      "A filter that only is on or off has a severity (`Jailbreak`, `Indirect Attack`, `Protected Material Text`, " +
      "`Protected Material Code`, `Profanity`), one that tells severities apart has none (`Hate`, `Sexual`, " +
      "`Selfharm`, `Violence`), or the severity is not a known one.",
    example: `
      # account.yaml
      raiPolicies:
        - name: strict
          filters:
            - { name: Jailbreak, source: Prompt, severity: Low }`,
    fix: "Remove `severity`, or write `Low`, `Medium` or `High`. `Low` filters most.",
  },
  "filter-source": {
    title: "Side that the filter does not look at",
    severities: ["error"],
    explanation:
      "The side is neither `Prompt` nor `Completion`, or the filter does not look at that side. `Jailbreak` and " +
      "`Indirect Attack` look at prompts, protected material is found in completions.",
    example: `
      # account.yaml
      raiPolicies:
        - name: strict
          filters:
            - { name: Jailbreak, source: Completion }`,
    fix: "Write the side that the help names.",
  },
  "ip-range": {
    title: "Address range that cannot be allowed",
    severities: ["error"],
    explanation:
      "An entry of the allow-list is not an IPv4 address or range, has bits set beyond its prefix, is smaller than " +
      "Azure takes (`/31` and `/32`), holds addresses that nobody calls from over the internet, or is listed twice.",
    example: `
      # account.yaml
      network:
        allowedIps: [20.42.8.7/24, 10.0.0.0/16]`,
    fix:
      "List public addresses, such as the cluster's: " +
      "`az aks show --query networkProfile.loadBalancerProfile.effectiveOutboundIPs`. The addresses of pods and " +
      "nodes in the virtual network never reach Foundry.",
  },
  "log-category": {
    title: "Unknown or repeated kind of log",
    severities: ["error"],
    explanation: "A kind of log is unknown, or listed twice.",
    example: `
      # account.yaml
      monitoring:
        logs:
          categories: [Audits]`,
    fix:
      "Use `Audit`, `RequestResponse`, `AzureOpenAIRequestUsage` or `Trace`; without the key `Audit` and " +
      "`RequestResponse` are kept.",
  },
  "nothing-monitored": {
    title: "Monitoring of nothing",
    severities: ["error"],
    explanation: "The section `monitoring` is there but says neither what to keep nor whom to tell.",
    example: `
      # account.yaml
      monitoring: {}`,
    fix: "Give `logs`, `alerts` or both, or remove the section.",
  },
  "outbound-host": {
    title: "Outbound host that cannot be allowed",
    severities: ["error"],
    explanation:
      "A host name is not written in full and lower case, is listed twice, is beyond the 1,000 that Azure takes, or " +
      "the list has no effect because outbound access is not restricted.",
    example: `
      # account.yaml
      network:
        outboundHosts: [https://files.example.com]`,
    fix: "Write `files.example.com`, and add `restrictOutbound: true`.",
  },
  "private-network": {
    title: "Foundry in a private network",
    severities: ["error"],
    explanation:
      "The section asks for a private endpoint or for subnets. Foundry is not in the virtual network: pods call its " +
      "public HTTPS endpoint with a token of Entra ID, so there is no network to keep in step. A " +
      "[policy](policies.md) refuses such resources as well.",
    example: `
      # account.yaml
      network:
        privateEndpoint: { subnet: aks }`,
    fix: "Remove it. To let only the cluster call, list its egress addresses in `allowedIps`.",
  },
  "rai-policy-mode": {
    title: "Unknown mode of a content filter policy",
    severities: ["error"],
    explanation:
      "The mode of a content filter policy is unknown. `Default` holds an answer back while it is judged; " +
      "`Asynchronous_filter` sends it on meanwhile, which is faster when streaming, and shows what a filter finds " +
      "only afterwards.",
    example: `
      # account.yaml
      raiPolicies:
        - name: strict
          mode: Blocking`,
    fix: "Use one of the two, or remove the key for `Default`.",
  },
  "rai-policy-name": {
    title: "Unusable name of a content filter policy",
    severities: ["error"],
    explanation:
      "The name cannot be a content filter policy's, or two policies are one to Azure. The name is also part of the " +
      "Terraform address. Names with a dot, such as `Microsoft.DefaultV2`, belong to Azure's own policies.",
    example: `
      # account.yaml
      raiPolicies:
        - name: Microsoft.Strict`,
    fix: "Use 2 to 64 letters, digits, hyphens and underscores, beginning with a letter.",
  },
  "unknown-content-filter": {
    title: "Unknown content filter",
    severities: ["error"],
    explanation: "There is no content filter of this name. Case and spaces count.",
    example: `
      # account.yaml
      raiPolicies:
        - name: strict
          filters:
            - { name: Self-Harm, source: Prompt, severity: Low }`,
    fix:
      "Use `Hate`, `Sexual`, `Selfharm`, `Violence`, `Profanity`, `Jailbreak`, `Indirect Attack`, " +
      "`Protected Material Text` or `Protected Material Code`.",
  },
  "unused-rai-policy": {
    title: "Content filter policy that no model uses",
    severities: ["warning"],
    explanation: "No model uses the policy, so it filters nothing.",
    example: `
      # account.yaml
      raiPolicies:
        - name: strict # and no raiPolicy: strict in models.yaml`,
    fix: "Name it in models.yaml, for a model or in `defaults`, or remove it.",
  },
  "workspace-id": {
    title: "Invalid id of a workspace",
    severities: ["error"],
    explanation: "The id is not that of a Log Analytics workspace. The case of its segments counts.",
    example: `
      # account.yaml
      monitoring:
        logs:
          workspaceId: aucert-logs`,
    fix:
      "Write what " +
      "`az monitor log-analytics workspace show --name aucert-logs --resource-group <group> --query id --output tsv` " +
      "prints.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
