/** Findings of the chapter "models.yaml". */
import type { Explanation } from "./explanation";

export const MODELS = {
  "address-collision": {
    title: "Two names at one Terraform address",
    severities: ["error"],
    explanation:
      "Two names become the same Terraform address, because Terraform takes no dot in it and `.` is written as `_`. " +
      "One of the two deployments would be lost in silence.",
    example: `
      # models.yaml
      models:
        - { name: my.model, format: OpenAI, version: "1", directFromAzure: true }
        - { name: my_model, format: OpenAI, version: "1", directFromAzure: true }`,
    fix: "Deploy only one of the two from here. Names cannot be changed, since a deployment is named like its model.",
  },
  capacity: {
    title: "Capacity out of range",
    severities: ["error"],
    explanation: "Capacity counts thousands of tokens a minute and must be a whole number from 1 to 2,147,483,647.",
    example: `
      # models.yaml
      defaults:
        capacity: 0.5`,
    fix: "Write a whole number: 1 is a thousand tokens a minute, 250 is 250,000.",
  },
  "capacity-below-answer": {
    title: "Capacity below the longest answer",
    severities: ["warning"],
    explanation:
      "The capacity of one minute is less than the model's longest answer. Azure counts the prompt and the longest " +
      "possible answer when a request arrives, so a single request can be refused with status 429.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          capacity: 100 # its longest answer has 128,000 tokens`,
    fix:
      "Raise the capacity to the number in the help line; an idle deployment costs nothing. Or have callers limit " +
      "their output.",
  },
  "capacity-over-quota": {
    title: "Capacity above the default quota",
    severities: ["warning"],
    explanation:
      "The capacity is above what quota tier 1, the lowest, grants for the model by default: that of one deployment, or " +
      "of all environments that share a subscription. Without more quota `apply` stops half way with " +
      "`InsufficientQuota`. What your subscription has is not known here; `preflight` and `review` know it.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          capacity: 1001 # the default is 1,000`,
    fix: "Ask Azure for quota before you deploy, or lower the capacity.",
  },
  "catalog-age": {
    title: "Old catalogue",
    severities: ["note"],
    explanation:
      "The facts on models were gathered, or confirmed by Azure, more than 60 days ago. What rests on them (retirement, " +
      "regions, default quota, prices) may be wrong by now, in both directions.",
    example: `
      # config/catalog/models.yaml, with --today 2027-01-31
      version: 1
      asOf: 2026-11-22`,
    fix: "Run `npx aucert-foundry catalog refresh --env dev`, look at the difference, and merge it.",
  },
  date: {
    title: "Not a day of the calendar",
    severities: ["error"],
    explanation:
      "This is not a day of the calendar in the form YYYY-MM-DD. Without a day the retirement of a model, or of " +
      "`account.yaml` the end of a waiver or what is left of the credits (`cost.creditsUsd.since`), cannot be judged.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          retirement: 2027-02-30`,
    fix: "Write an existing day as YYYY-MM-DD.",
  },
  "deployment-name": {
    title: "Invalid name of a deployment",
    severities: ["error"],
    explanation: "Azure does not take this name for a deployment.",
    example: `
      # models.yaml
      models:
        - name: gpt 5.4`,
    fix: "Use the model's name as Foundry spells it: 2 to 64 letters, digits, `.`, `_` or `-`.",
  },
  deprecated: {
    title: "Deprecated model",
    severities: ["warning"],
    explanation:
      "Microsoft has deprecated the model. Existing deployments work until its retirement, but a subscription that " +
      "does not use it yet cannot create it, so a new environment or a replacement fails.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          lifecycle: Deprecated # mostly it is the catalogue that says so`,
    fix: "Plan the move to the model in the help line, or waive the finding until a day.",
  },
  "duplicate-deployment": {
    title: "Deployment listed twice",
    severities: ["error"],
    explanation:
      "Two entries have one name, or differ only in case. Azure takes both for one deployment, and each would " +
      "overwrite the other.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
        - name: gpt-5.4`,
    fix: "Keep one of the entries.",
  },
  "empty-list": {
    title: "Empty list",
    severities: ["error"],
    explanation:
      "A list that needs at least one entry is empty: the models, the layers in `llm-config.yaml`, or the namespaces " +
      "in `account.yaml`. Synth would then write an environment that does nothing, or remove what is deployed.",
    example: `
      # models.yaml
      models: []`,
    fix: "Add at least one entry.",
  },
  lifecycle: {
    title: "Unknown stage of a model's life",
    severities: ["error"],
    explanation:
      "This is no stage of a model's life in Microsoft's words, so nothing can be said about how long the model will " +
      "last.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          lifecycle: Stable`,
    fix:
      "Write `GA`, `Preview`, `Legacy`, `Deprecated` or `Retired`, or leave the key out for a model of the " +
      "catalogue.",
  },
  "missing-apis": {
    title: "Model in use whose API is not known",
    severities: ["error"],
    explanation:
      "A layer uses a model that the catalogue lacks, and its entry does not say which API it speaks, so nothing tells " +
      "whether the layer's calls can work.",
    example: `
      # models.yaml, with a layer on the model
      models:
        - { name: some-model, format: Meta, version: "1", capacity: 10 }`,
    fix: "Give `apis` in the entry, as the model's page at Microsoft says: `[chat-completions]`, `[responses]` or both.",
  },
  "missing-capacity": {
    title: "Missing capacity",
    severities: ["error"],
    explanation:
      "Neither the entry nor `defaults` gives a capacity. Azure would take 1, which is only 1,000 tokens a minute, " +
      "and would not tell anybody.",
    example: `
      # models.yaml
      defaults: {} # no capacity
      models:
        - name: gpt-5.4 # none here either`,
    fix: "Give `capacity`, in thousands of tokens a minute, in the entry or in `defaults`.",
  },
  "model-format": {
    title: "Wrong format of a model",
    severities: ["error"],
    explanation:
      "The format, which is the publisher as Azure spells it, does not fit the model, has the wrong case or holds " +
      "characters that no format has. Azure would refuse the deployment.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          format: OpenAi`,
    fix: "Write it as the help line does, or leave the key out for a model of the catalogue.",
  },
  "not-direct-from-azure": {
    title: "Model that credits do not pay for",
    severities: ["warning"],
    explanation:
      "The entry says that Azure itself does not sell the model, so Azure credits do not pay for it. Of a model that the " +
      "catalogue lacks nobody knows; it counts as such until its entry says otherwise.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          directFromAzure: false`,
    fix: "Say `directFromAzure: true` if Azure sells it, choose another model, or waive the finding.",
  },
  "not-in-region": {
    title: "Model not offered in the region",
    severities: ["error"],
    explanation:
      "The catalogue knows where the model is offered as GlobalStandard, and the account's region is not among these " +
      "places. `apply` would fail after some minutes. The finding stands at the model in `models.yaml`.",
    example: `
      # account.yaml
      account:
        location: westcentralus # gpt-5.4 is not offered there`,
    fix: "Choose a model that is offered in the account's region. The help line lists the regions of this one.",
  },
  "pin-contradicts-upgrade": {
    title: "Pinned version that Azure may change",
    severities: ["error"],
    explanation:
      "The entry pins a version, yet `OnceNewDefaultVersionAvailable` lets Azure move the model to another one. " +
      "Every plan would move it back, and the plan would never settle.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          version: "2026-03-05"
          versionUpgradeOption: OnceNewDefaultVersionAvailable`,
    fix: "Use `OnceCurrentVersionExpired`, or leave `version` out to let Azure move it.",
  },
  preview: {
    title: "Preview model",
    severities: ["warning"],
    explanation: "A preview model has no service level and may change or retire at short notice.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          lifecycle: Preview # mostly it is the catalogue that says so`,
    fix:
      "Keep a tested alternative at hand and waive the finding until a day, or choose a model that is generally " +
      "available.",
  },
  retired: {
    title: "Retired model",
    severities: ["error"],
    explanation:
      "The model's retirement day has come, or its lifecycle is `Retired`. Calls to it fail. When only the date says " +
      "so, it is a warning in synth.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          retirement: 2026-01-31 # mostly it is the catalogue that says so`,
    fix: "Deploy the successor, switch the layers to it, then remove this model.",
  },
  retiring: {
    title: "Model about to retire",
    severities: ["error", "warning"],
    explanation:
      "The model retires soon: a warning from 120 days before its retirement, an error from 30 days before. On the " +
      "retirement day calls begin to fail. In synth it is always a warning.",
    example: `
      # models.yaml, with --today 2027-01-15
      models:
        - name: gpt-5.4
          retirement: 2027-01-31 # mostly it is the catalogue that says so`,
    fix:
      "Deploy the successor, switch the layers to it, then remove this model. The help line names the successor " +
      "where Microsoft does.",
  },
  "sku-not-allowed": {
    title: "SKU other than GlobalStandard",
    severities: ["error"],
    explanation:
      "Every deployment here is `GlobalStandard`, which is paid per token and costs nothing when idle. Other SKUs " +
      "can cost money by the hour.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          sku: ProvisionedManaged`,
    fix: "Remove the key.",
  },
  "too-many-deployments": {
    title: "More deployments than Azure documents",
    severities: ["warning"],
    explanation: "There are more deployments than the 32 that Azure documents as the most for one account.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
        - name: gpt-5.3-codex
        # and 31 more`,
    fix: "Spread the models over several accounts, one environment each, or have Azure raise the limit.",
  },
  "unknown-model": {
    title: "Model unknown to the catalogue",
    severities: ["error", "warning"],
    explanation:
      "The catalogue has no model of this name. It is only a warning when the entry itself gives `format` and " +
      "`version`; then only what the entry says can be checked. Azure knows a model only by its exact name, so one " +
      "wrong letter or case makes `apply` fail.",
    example: `
      # models.yaml
      models:
        - name: GPT-5.4-mini # Foundry spells it gpt-5.4-mini`,
    fix:
      "Write the name that the help line proposes. For a new model add a row to `config/catalog/models.yaml`, or " +
      "give `format` and `version` in the entry.",
  },
  "unknown-rai-policy": {
    title: "Unknown content filter policy",
    severities: ["error"],
    explanation:
      "No content filter of this name exists in every account, and none is declared in `raiPolicies` of " +
      "account.yaml, so the deployment could not be created. A policy can be built only on one of Azure's own, so " +
      "its `base` is held against those alone.",
    example: `
      # models.yaml
      defaults:
        raiPolicy: Microsoft.DefaultV3`,
    fix:
      "Write `Microsoft.DefaultV2` or `Microsoft.Default`, leave the key out to get `Microsoft.DefaultV2`, or " +
      "declare a policy of your own: [content filters](runbooks/watch.md#content-filters).",
  },
  "unknown-version": {
    title: "Version unknown to the catalogue",
    severities: ["error", "warning"],
    explanation:
      "The catalogue has no such version of the model, or the text cannot be a version at all. It is only a warning " +
      "when the entry of a known model gives `format` too: then its writer knows more than the catalogue.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.4
          version: "2026-03-06"`,
    fix:
      "Write a version from the help line, or leave the key out to get the newest documented one that the catalogue has. " +
      "Add a newer version to `config/catalog/models.yaml`.",
  },
  "unquoted-version": {
    title: "Version without quotes",
    severities: ["warning"],
    explanation:
      "Without quotes this version is a number to YAML, and one that prints otherwise than it is written. This " +
      "project takes it as it is written, but other programs read `0125` as 125 and `1.10` as 1.1. Of `1` nothing is " +
      "said.",
    example: `
      # models.yaml
      models:
        - { name: my-model, format: OpenAI, version: 0125, directFromAzure: true }`,
    fix: "Put the version in quotes.",
  },
  "version-upgrade-option": {
    title: "Unknown version upgrade option",
    severities: ["error"],
    explanation:
      "This is not one of the three things that Azure can do when a newer version appears or this one retires.",
    example: `
      # models.yaml
      defaults:
        versionUpgradeOption: Never`,
    fix: "Write `OnceCurrentVersionExpired` (the default), `OnceNewDefaultVersionAvailable` or `NoAutoUpgrade`.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
