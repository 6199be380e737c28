import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { CHAPTERS, type Code, type CodeOf, EXPLANATIONS, isCode } from "../../../config/findings/codes";
import { diagnosticsPage } from "../../../config/findings/diagnostics-page";
import { DIAGNOSTICS_PAGE, entryOf } from "../../../config/findings/explanation-text";
import { SEVERITIES } from "../../../config/findings/severity";
import { loadConfiguration } from "../../../config/load";
import { loadCatalog } from "../../../config/catalog/catalog";
import type { ProviderLocks } from "../../../config/provider-locks";
import { ACCOUNT, type Files, filesWith, LLM_CONFIG, load, memorySource, MODELS, TODAY } from "../../helpers/config";
import {
  alerts,
  budget,
  grants,
  HATE,
  IDENTITY,
  logs,
  network,
  policyWaiver,
  PRINCIPAL,
  raiPolicy,
} from "../../helpers/sections";

const ADOPTING = `${ACCOUNT.replace("westus", `westus\n  subscriptionId: ${PRINCIPAL}`)}adopt: [account]\n`;

/** A layer on a model that the catalogue lacks. */
const UNLISTED = {
  "models.yaml": `${MODELS}  - { name: some-model, format: FORMAT, version: "1", directFromAzure: true }\n`,
  "llm-config.yaml": `${LLM_CONFIG}  other: { stage: L4, model: some-model }\n`,
};

const VERTEX_BY_RESPONSES =
  "  vertex: { project: acme-project, location: global, models: { decision: { model: m, api: responses } } }\n";

/** How each finding is provoked, by the smallest change of a sound environment. */
const PROVOKED: Record<Code, Files> = {
  alias: { "models.yaml": MODELS.replace("250", "*nowhere") + "x: &x 1\n" },
  "duplicate-key": { "models.yaml": MODELS.replace("version: 1", "version: 1\nversion: 1") },
  "environment-name": {},
  "file-too-large": { "models.yaml": { kind: "too-large", size: 2_000_000 } },
  "file-too-long": { "models.yaml": `version: 1\nmodels: [${"1,".repeat(70_000)}]\n` },
  "hidden-character": { "account.yaml": ACCOUNT.replace("westus", 'westus\n  tags: { owner: "a\\u202eb" }') },
  "missing-file": {},
  "missing-key": { "models.yaml": MODELS.replace("version: 1\n", "") },
  "more-findings": { "models.yaml": `version: 1\nmodels: [${"1,".repeat(1001)}]\n` },
  "not-a-file": { "models.yaml": { kind: "directory" } },
  "not-utf8": { "models.yaml": Uint8Array.of(0x76, 0xff, 0xfe) },
  "provider-hashes": {},
  "provider-lock": {},
  "stray-file": { "notes.txt": "" },
  "unknown-key": { "models.yaml": MODELS + "extra: 1\n" },
  "usage-file": { "usage.csv": "day,deployment\n" },
  "wrong-type": { "models.yaml": MODELS.replace("250", "20k") },
  "yaml-syntax": { "models.yaml": MODELS + "a: [\n" },
  "address-collision": { "models.yaml": `${MODELS}  - ${inline("a.b")}\n  - ${inline("a_b")}\n` },
  capacity: { "models.yaml": MODELS.replace("250", "0") },
  "capacity-below-answer": { "models.yaml": MODELS.replace("250", "127") },
  "capacity-over-quota": { "models.yaml": MODELS.replace("250", "1001") },
  date: { "models.yaml": MODELS + '    retirement: "2027-02-30"\n' },
  "deployment-name": { "models.yaml": MODELS.replace("gpt-5.4", "gpt 5.4") },
  deprecated: { "models.yaml": MODELS + "    lifecycle: Deprecated\n" },
  "duplicate-deployment": { "models.yaml": MODELS + "  - name: gpt-5.4\n" },
  "empty-list": { "models.yaml": "version: 1\nmodels: []\n" },
  lifecycle: { "models.yaml": MODELS + "    lifecycle: Old\n" },
  "missing-apis": { ...UNLISTED, "models.yaml": UNLISTED["models.yaml"].replace("FORMAT", "Meta") },
  "missing-capacity": { "models.yaml": MODELS.replace("defaults: { capacity: 250 }\n", "") },
  "model-format": { "models.yaml": MODELS + "    format: OpenAi\n" },
  "not-direct-from-azure": { "models.yaml": MODELS + "    directFromAzure: false\n" },
  "not-in-region": { "account.yaml": ACCOUNT.replace("westus", "westcentralus") },
  "pin-contradicts-upgrade": { "models.yaml": MODELS + "    versionUpgradeOption: OnceNewDefaultVersionAvailable\n" },
  preview: { "models.yaml": MODELS + "    lifecycle: Preview\n" },
  retired: { "models.yaml": MODELS + "    retirement: 2026-11-22\n" },
  retiring: { "models.yaml": MODELS + "    retirement: 2026-11-23\n" },
  "sku-not-allowed": { "models.yaml": MODELS + "    sku: ProvisionedManaged\n" },
  "too-many-deployments": {
    "models.yaml": MODELS + Array.from({ length: 32 }, (_, index) => `  - ${inline(`model-${index}`)}\n`).join(""),
  },
  "unknown-api": { "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-5.4, api: completions") },
  "unknown-model": { "models.yaml": MODELS.replace("gpt-5.4", "gtp-5.4") },
  "unknown-rai-policy": { "models.yaml": MODELS.replace("250", "250, raiPolicy: Microsoft.DefaultV3") },
  "unknown-version": { "models.yaml": MODELS.replace("2026-03-05", "2026-03-06") },
  "unquoted-version": { "models.yaml": `${MODELS}  - { name: some-model, format: OpenAI, version: 0125 }\n` },
  "version-upgrade-option": { "models.yaml": MODELS + "    versionUpgradeOption: Never\n" },
  "layer-format": { ...UNLISTED, "models.yaml": UNLISTED["models.yaml"].replace("FORMAT", "Anthropic") },
  "layer-api": { "models.yaml": MODELS + "    apis: [responses]\n" },
  "layer-name": { "llm-config.yaml": LLM_CONFIG.replace("decision:", "Decision:") },
  "layer-stage": { "llm-config.yaml": LLM_CONFIG.replace("L4", "four") },
  "low-above-high": {
    "llm-config.yaml": LLM_CONFIG.replace(
      "gpt-5.4",
      "gpt-5.4, usage: { inputMTokPerMonth: { low: 2, high: 1 }, outputMTokPerMonth: { low: 0, high: 0 } }",
    ),
  },
  "provider-api": {
    "llm-config.yaml": LLM_CONFIG + providers({ models: "{ decision: m }" }) + VERTEX_BY_RESPONSES,
  },
  "provider-auth": { "llm-config.yaml": LLM_CONFIG + "providers: { foundry: { auth: api-key } }\n" },
  secret: { "llm-config.yaml": LLM_CONFIG + providers({ apiKeyEnv: `sk-${"a1".repeat(12)}` }) },
  "env-name": { "llm-config.yaml": LLM_CONFIG + providers({ apiKeyEnv: "my-key" }) },
  fallback: { "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-5.4, fallbacks: [gpt-5.4]") },
  "missing-layer": { "llm-config.yaml": LLM_CONFIG + providers({ models: "{}" }) },
  "unknown-layer": { "llm-config.yaml": LLM_CONFIG + providers({ models: "{ decision: m, other: m }" }) },
  "provider-model": { "llm-config.yaml": LLM_CONFIG + providers({ models: "{ decision: a b }" }) },
  "provider-setting": { "llm-config.yaml": LLM_CONFIG + providers({ baseUrl: "http://x" }) },
  "config-map-too-large": { "llm-config.yaml": largeConfig() },
  "provider-not-configured": { "llm-config.yaml": LLM_CONFIG.replace("foundry", "bedrock") },
  "unknown-deployment": { "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-4.1") },
  "unknown-provider": { "llm-config.yaml": LLM_CONFIG.replace("foundry", "foundary") },
  "unused-deployment": { "models.yaml": `${MODELS}  - ${inline("some-model")}\n` },
  "account-in-two-environments": {},
  "account-name": { "account.yaml": ACCOUNT.replace("aucert-test", "-aucert") },
  "cluster-name": { "account.yaml": ACCOUNT.replace("test-aks", "'${path}'") },
  "config-map-in-two-environments": {},
  "expired-waiver": { "account.yaml": ACCOUNT + waiver("preview", "gpt-5.4", "2026-11-21") },
  namespace: { "account.yaml": ACCOUNT.replace("default", "Default") },
  "resource-group-name": { "account.yaml": ACCOUNT.replace("test-rg", "test-rg.") },
  "service-account": { "account.yaml": ACCOUNT.replace("llm-client", "llm_client") },
  subdomain: { "account.yaml": ACCOUNT.replace("aucert-test", "aucert.test") },
  "subdomain-in-two-environments": {},
  tags: { "account.yaml": ACCOUNT.replace("westus", "westus\n  tags: { 'a<b': x }") },
  "unknown-region": { "account.yaml": ACCOUNT.replace("westus", "westuss") },
  "unused-waiver": { "account.yaml": ACCOUNT + waiver("preview", "gpt-5.4", "2026-12-31") },
  uuid: { "account.yaml": ACCOUNT.replace("westus", "westus\n  subscriptionId: prod") },
  "waiver-code": { "account.yaml": ACCOUNT + waiver("capacity", "gpt-5.4", "2026-12-31") },
  "waiver-reason": { "account.yaml": ACCOUNT + waiver("preview", "gpt-5.4", "2026-12-31").replace("tested", "' '") },
  "adopt-group": { "account.yaml": ADOPTING.replace("westus", "westus\n  createResourceGroup: true") },
  "adopt-keys": { "account.yaml": ADOPTING },
  "adopt-replaces": { "account.yaml": ADOPTING },
  "adopt-subscription": { "account.yaml": ACCOUNT + "adopt: [account]\n" },
  "duplicate-access": { "account.yaml": ACCOUNT + grants(PRINCIPAL, PRINCIPAL.toUpperCase()) },
  "expired-policy-waiver": { "account.yaml": ACCOUNT + policyWaiver().replace("2026-12-31", "2026-11-21") },
  "identity-name": { "account.yaml": ACCOUNT + IDENTITY.replace("test-pods", "-pods") },
  "issuer-url": { "account.yaml": ACCOUNT + IDENTITY.replace("https", "http") },
  "lock-blocks": { "account.yaml": ACCOUNT + "lock: CanNotDelete\n" },
  "lock-level": { "account.yaml": ACCOUNT + "lock: ReadOnly\n" },
  "policy-violation": { "account.yaml": ACCOUNT.replace("westus", "westus\n  localAuth: true") },
  "principal-type": { "account.yaml": ACCOUNT + grants(PRINCIPAL).replace("Group", "Team") },
  "state-backend": { "account.yaml": ACCOUNT + "state: { backend: azurerm }\n" },
  "too-many-namespaces": {
    "account.yaml":
      ACCOUNT.replace("[default]", `[${Array.from({ length: 21 }, (_, index) => `team-${index}`).join(", ")}]`) +
      IDENTITY,
  },
  "unknown-adoption": { "account.yaml": ADOPTING.replace("[account]", "[acount]") },
  "unknown-policy": { "account.yaml": ACCOUNT + policyWaiver().replace("prevent-destroy", "prevent-destruction") },
  "unknown-role": { "account.yaml": ACCOUNT + grants(PRINCIPAL).replace("Reader", "Owner") },
  "waiver-address": {
    "account.yaml": ACCOUNT + policyWaiver().replace("azurerm_cognitive_account.foundry", "foundry"),
  },
  "alert-threshold": { "account.yaml": ACCOUNT + alerts("emails: [a@example.com], serverErrors: 0") },
  "budget-amount": { "account.yaml": ACCOUNT + budget({ amount: "0" }) },
  "budget-contact": { "account.yaml": ACCOUNT + budget({ emails: "[]" }) },
  "budget-notice": { "account.yaml": ACCOUNT + budget({ notices: "[{ percent: 80 }, { percent: 80 }]" }) },
  "budget-past-start": { "account.yaml": ACCOUNT + budget({ startMonth: "2026-10" }) },
  "budget-start": { "account.yaml": ACCOUNT + budget({ startMonth: "2026-13" }) },
  "duplicate-content-filter": { "account.yaml": ACCOUNT + raiPolicy(`${HATE}, ${HATE}`) },
  email: { "account.yaml": ACCOUNT + budget({ emails: "[platform]" }) },
  "filter-severity": { "account.yaml": ACCOUNT + raiPolicy("{ name: Jailbreak, source: Prompt, severity: Low }") },
  "filter-source": { "account.yaml": ACCOUNT + raiPolicy("{ name: Jailbreak, source: Completion }") },
  "ip-range": { "account.yaml": ACCOUNT + network("allowedIps: [20.42.8.7/24]") },
  "log-category": { "account.yaml": ACCOUNT + logs(undefined, ", categories: [Audits]") },
  "nothing-monitored": { "account.yaml": ACCOUNT + "monitoring: {}\n" },
  "outbound-host": { "account.yaml": ACCOUNT + network("outboundHosts: [example.com]") },
  "private-network": { "account.yaml": ACCOUNT + network("privateEndpoint: true") },
  "rai-policy-mode": { "account.yaml": ACCOUNT + raiPolicy(HATE).replace("{ ", "{ mode: Blocking, ") },
  "rai-policy-name": { "account.yaml": ACCOUNT + raiPolicy(HATE, "Microsoft.Own") },
  "unknown-content-filter": { "account.yaml": ACCOUNT + raiPolicy(HATE.replace("Hate", "Hatred")) },
  "unused-rai-policy": { "account.yaml": ACCOUNT + raiPolicy(HATE) },
  "workspace-id": { "account.yaml": ACCOUNT + logs("test-logs") },
};

/** Findings that need more than a changed file. */
const PROVOKED_OTHERWISE: Partial<Record<Code, Record<string, Files>>> = {
  "environment-name": { "Dev env": filesWith() },
  "missing-file": { dev: { "account.yaml": ACCOUNT, "models.yaml": MODELS } },
  "account-in-two-environments": { a: filesWith(), b: filesWith() },
  "subdomain-in-two-environments": {
    a: filesWith(),
    b: filesWith({
      "account.yaml": ACCOUNT.replace("name: aucert-test", "name: other\n  customSubdomain: aucert-test"),
    }),
  },
  "config-map-in-two-environments": {
    a: filesWith(),
    b: filesWith({ "account.yaml": ACCOUNT.replace("aucert-test", "other") }),
  },
};

/** Findings on the lock files of a project. */
const PROVOKED_BY_LOCKS: Partial<Record<Code, ProviderLocks["entries"]>> = {
  "provider-hashes": { azurerm: { kind: "missing" }, kubernetes: { kind: "missing" } },
  "provider-lock": { azurerm: { kind: "directory" }, kubernetes: { kind: "directory" } },
};

const ENDED_WAIVER = "  - { code: preview, subject: gpt-5.4, reason: tested, until: 2026-01-01 }\n";

/** For the codes of two severities, what provokes the milder one. */
const PROVOKED_MILDER: Readonly<Record<CodeOf<"error"> & CodeOf<"warning">, Files>> = {
  "more-findings": { "account.yaml": `${ACCOUNT}waivers:\n${ENDED_WAIVER.repeat(1001)}` },
  retiring: { "models.yaml": MODELS + "    retirement: 2027-03-22\n" },
  "unknown-model": { "models.yaml": MODELS.replace("gpt-5.4", "gtp-5.4") + "    format: OpenAI\n" },
  "unknown-version": { "models.yaml": MODELS.replace("2026-03-05", "2026-03-06") + "    format: OpenAI\n" },
};
const MILDER: Readonly<Partial<Record<Code, Files>>> = PROVOKED_MILDER;

const CODES = Object.keys(EXPLANATIONS).filter(isCode);
const ENTRIES = CODES.map((code) => entryOf(code));

function inline(name: string): string {
  return `{ name: ${name}, format: OpenAI, version: "1", directFromAzure: true }`;
}

/** A provider called directly, complete but for what is replaced. */
function providers(changed: Record<string, string>): string {
  const settings = Object.entries({ models: "{ decision: m }", ...changed }).map(([key, value]) => `${key}: ${value}`);
  return `providers:\n  direct: { ${settings.join(", ")} }\n`;
}

/** Many layers at four providers: more than Kubernetes takes, from a file that may be read. */
function largeConfig(): string {
  const layers = Array.from({ length: 4000 }, (_, index) => `layer-${index}-${"x".repeat(40)}`);
  const routes = layers.map((layer) => `      ${layer}: m\n`).join("");
  return [
    `version: 1\nprovider: foundry\nlayers:\n${layers.map((layer) => `  ${layer}: { stage: L1, model: gpt-5.4 }\n`).join("")}`,
    `providers:\n  direct:\n    models:\n${routes}  bedrock:\n    region: us-east-1\n    models:\n${routes}`,
  ].join("");
}

function waiver(code: string, subject: string, until: string): string {
  return `waivers:\n  - { code: ${code}, subject: ${subject}, reason: tested, until: ${until} }\n`;
}

/** Severities of the findings of one code, worst first. */
function severitiesOf(code: Code, environments: Record<string, Files>): readonly string[] {
  const entries = PROVOKED_BY_LOCKS[code];
  const locks = entries && { folder: "config/provider-locks", entries };
  const { findings } = loadConfiguration(memorySource(environments), { catalog: loadCatalog(), today: TODAY, locks });
  return SEVERITIES.filter((severity) => findings.some((item) => item.code === code && item.severity === severity));
}

test("a sound environment has no findings", () => {
  expect(load(filesWith()).findings).toEqual([]);
});

test.each(CODES)("%s is found where it is, with the severities that its entry names", (code) => {
  const worst = severitiesOf(code, PROVOKED_OTHERWISE[code] ?? { dev: filesWith(PROVOKED[code]) });
  const milder = MILDER[code] === undefined ? [] : severitiesOf(code, { dev: filesWith(MILDER[code]) });
  expect([...worst, ...milder]).toEqual(EXPLANATIONS[code].severities);
});

test("no code has two entries, and those of a chapter are in order", () => {
  const chapters = CHAPTERS.map(({ entries }) => Object.keys(entries));
  expect(chapters.flat()).toEqual([...new Set(chapters.flat())]);
  expect(chapters).toEqual(chapters.map((codes) => [...codes].sort()));
  expect(chapters.flat().sort()).toEqual([...CODES].sort());
});

test.each(ENTRIES)("the entry of $code is complete and of one form", ({ title, explanation, example, fix }) => {
  expect(title).toMatch(/^[A-Z].{3,50}[^.]$/);
  for (const paragraph of [explanation, fix]) expect(paragraph).toMatch(/^[A-Z`].*\.$/);
  expect(example).toMatch(/^# (\w+\/)*([\w-]+\.(yaml|csv)\b|\n)/);
});

test("every example is YAML, but those of files that are none", () => {
  const broken = ENTRIES.filter(({ example }) => parseDocument(example).errors.length > 0);
  expect(broken.map(({ code }) => code)).toEqual(["duplicate-key", "yaml-syntax"]);
});

test("no two codes have one title", () => {
  const titles = ENTRIES.map(({ title }) => title);
  expect(titles).toEqual([...new Set(titles)]);
});

test(`${DIAGNOSTICS_PAGE} has the entries as they are (npx aucert-foundry schemas writes them)`, () => {
  const page = readFileSync(DIAGNOSTICS_PAGE, "utf8");
  expect(page).toBe(diagnosticsPage(page));
});

test("fails on a page without the mark that ends the introduction", () => {
  expect(() => diagnosticsPage("# Findings\n")).toThrow("lacks the line <!-- written by npx aucert-foundry schemas");
});
