/** What the page on an environment is made from, for tests: the same as the command gathers, without a child process. */
import { catalogDay, loadCatalog } from "../../config/catalog/catalog";
import { loadPrices } from "../../config/cost/prices";
import type { ConfigSource } from "../../config/files/source";
import { readConfiguration } from "../../config/load";
import { factsOf } from "../../config/models/facts";
import { resolveEnvironment } from "../../config/resolve";
import { synthFiles } from "../../stacks/synth";
import { costReport } from "../../tools/cost/cost-report";
import { builtEnvironment } from "../../tools/overview/built";
import type { History, OverviewFacts } from "../../tools/overview/facts";
import { ACCOUNT, type Files, filesWith, memorySource, TODAY } from "./config";

const [catalog, prices] = [loadCatalog(), loadPrices()];
const NO_HISTORY: History = { kind: "known", changes: [], isShallow: false };

/** Of the first environment of a folder. */
export function factsFrom(source: ConfigSource, { today = TODAY, history = NO_HISTORY } = {}): OverviewFacts {
  const { files, findings } = readConfiguration(source, { catalog, today });
  const [first] = files;
  const environment = first && resolveEnvironment(first, catalog);
  if (first === undefined || environment === undefined) throw new Error(JSON.stringify(findings));
  const written = synthFiles([environment]);
  return {
    environment,
    models: new Map(first.models?.complete?.models.map((entry) => [entry.name, factsOf(entry, catalog)])),
    built: builtEnvironment(environment.name, (name) => written.find(({ path }) => path === name)?.text),
    costs: costReport(environment, prices, catalog, { today, reroutes: [], scale: 1 }),
    pricesDay: prices.asOf,
    today,
    catalogDay: catalogDay(),
    findings,
    history,
  };
}

/** Of a sound environment called dev, some of its files replaced. */
export function factsWith(changed: Files = {}, options?: Parameters<typeof factsFrom>[1]): OverviewFacts {
  return factsFrom(memorySource({ dev: filesWith(changed) }), options);
}

/** 40 deployments of the catalogue and 30 layers, some with fallbacks and other providers. */
export function largeFiles(): Record<string, string> {
  const names = catalog.names.filter((name) => !/embed|image|audio|realtime|tts|whisper|sora/i.test(name)).slice(0, 40);
  const chat = names.filter((name) => catalog.find(name)?.apis?.includes("chat-completions"));
  const layer = (index: number): string => {
    const [model, fallback] = [chat[index % 11], chat[(index + 5) % 11]];
    return `  step-${index + 1}-of-the-pipeline: { stage: L${(index % 6) + 1}, model: ${model}${index % 3 === 0 ? `, fallbacks: [${fallback}]` : ""} }\n`;
  };
  const layers = Array.from({ length: 30 }, (_, index) => layer(index));
  const route = (_: unknown, index: number): string =>
    `      step-${index + 1}-of-the-pipeline: publisher.a-model-with-a-long-name-v${index % 4}:0\n`;
  const routes = layers.map(route).join("");
  return {
    "account.yaml": `${ACCOUNT}cost:
  monthlyEstimateUsd: { low: 450, high: 2105, source: tests }
  creditsUsd: { amount: 25000, source: tests }
`,
    "models.yaml": `version: 1\ndefaults: { capacity: 100 }\nmodels:\n${names.map((name) => `  - { name: ${name} }\n`).join("")}`,
    "llm-config.yaml": `version: 1
provider: foundry
layers:
${layers.join("")}providers:
  bedrock:
    region: us-west-2
    models:
${routes}  vertex:
    project: test-project
    location: global
    models:
${routes}`,
  };
}

/** Two models and a layer, without a sign at which their names could be broken. */
export function longNames(): Record<string, string> {
  const [model, other, layer] = ["m".repeat(64), "n".repeat(64), "l".repeat(63)] as const;
  const entry = (name: string): string =>
    `  - { name: ${name}, format: X, version: "1", apis: [chat-completions], directFromAzure: true }\n`;
  return {
    "models.yaml": `version: 1\ndefaults: { capacity: 250 }\nmodels:\n${entry(model)}${entry(other)}`,
    "llm-config.yaml": `version: 1\nprovider: foundry\nlayers:\n  ${layer}: { stage: L4, model: ${model}, fallbacks: [${other}] }\n`,
  };
}

/** Names and texts that are markup elsewhere, or that turn the direction of what follows. */
export const HOSTILE = `<script>document.title = "run"</script>&amp;"'\u202e\u05d0\u05d1`;

/** Wherever somebody's words stand on the page. What the configuration refuses does not: its files hold no turning marks. */
export function hostileFacts(): OverviewFacts {
  const given = JSON.stringify(HOSTILE.replace("\u202e", ""));
  const account = `${ACCOUNT}cost:
  monthlyEstimateUsd: { low: 45, high: 105, source: ${given} }
  creditsUsd: { amount: 1000, source: ${given} }
waivers: [{ code: preview, subject: Kimi-K2.6, reason: ${given}, until: 2027-01-31 }]
`;
  const models = "version: 1\ndefaults: { capacity: 250 }\nmodels: [{ name: gpt-5.4 }, { name: Kimi-K2.6 }]\n";
  const change = { day: TODAY, commit: "0123456789ab", subject: HOSTILE, effects: [HOSTILE] };
  const history: History = { kind: "known", changes: [change], isShallow: true };
  const facts = factsWith({ "account.yaml": account, "models.yaml": models }, { history });
  const [finding] = facts.findings;
  if (finding === undefined) throw new Error("no finding to stand in");
  return { ...facts, findings: [{ ...finding, message: HOSTILE, help: HOSTILE }] };
}

export const SECTION_IDS = "where request routing coming money access changes attention explained".split(" ");
