import { readFileSync } from "node:fs";
import { FILE_NAMES, type FileName } from "../../../config/read";
import { renderReviewText } from "../../../tools/review/render-text";
import { briefChanges, type Environments, reviewed } from "../../helpers/review";

type Dev = Readonly<Record<FileName, string>>;

const FIXTURE = "__tests__/fixtures/environments/dev";
const dev = Object.fromEntries(FILE_NAMES.map((name) => [name, readFileSync(`${FIXTURE}/${name}`, "utf8")])) as Dev;

/** The fixture with one text of a file replaced. */
function edited(file: FileName, from: string | RegExp, to: string, files: Dev = dev): Dev {
  const text = files[file].replace(from, to);
  if (text === files[file]) throw new Error(`${file} does not hold ${String(from)}`);
  return { ...files, [file]: text };
}

function added(entry: string, files: Dev = dev): Dev {
  return { ...files, "models.yaml": `${files["models.yaml"]}\n${entry}` };
}

const MINI = '  - name: gpt-5.4-mini\n    version: "2026-03-17"\n';
const GPT_5_4 = /\n {2}- name: gpt-5\.4 [^\n]*\n[^\n]*\n/;
const BEDROCK = `providers:
  bedrock:
    region: us-west-2
    models:
      generation: a.b-1
      analysis: a.b-1
      decision: a.b-2
      decision-code: { model: a.b-2, api: chat-completions }
      reporting: a.b-1
`;

const withBedrock = edited("llm-config.yaml", /providers: \{\}.*\n/, BEDROCK);
const withoutGpt = edited("models.yaml", GPT_5_4, "\n");
const switched = edited("llm-config.yaml", "model: gpt-5.4 }", "model: gpt-5.4-mini }");
const swapped: Dev = { ...added(MINI, withoutGpt), "llm-config.yaml": switched["llm-config.yaml"] };
const ENVIRONMENT_OF_MODELS = ["Kimi-K2.6", "DeepSeek-V3.2", "gpt-5.1-codex", "gpt-5.4", "gpt-5.3-codex"];

function all(action: string, ...names: string[]): string[] {
  return [...names].sort().map((name) => `${action} ${name}`);
}

const LAYERS = ["analysis", "decision", "decision-code", "generation", "reporting"];

/** The change, and what the review has to say of it in short. */
const CASES: Record<string, { base?: Environments; head: Environments; expected: string[] }> = {
  "a model is added": { head: { dev: added(MINI) }, expected: ["create deployment gpt-5.4-mini"] },
  "a model that a layer uses is removed": {
    head: { dev: withoutGpt },
    expected: ["delete deployment gpt-5.4 OUTAGE decision"],
  },
  "a version changes": {
    head: { dev: edited("models.yaml", '"2026-03-05"', '"2026-03-06"') },
    // The ConfigMap holds how long an answer of the version may be.
    expected: ["update deployment gpt-5.4", "update configMap default/llm-config"],
  },
  "capacity goes up": {
    head: { dev: edited("models.yaml", "capacity: 300", "capacity: 400") },
    expected: ["update deployment Kimi-K2.6"],
  },
  "a default changes": {
    head: { dev: edited("models.yaml", "capacity: 250", "capacity: 260") },
    expected: all("update deployment", "DeepSeek-V3.2", "gpt-5.1-codex", "gpt-5.3-codex", "gpt-5.4"),
  },
  "a layer is switched": {
    head: { dev: edited("llm-config.yaml", "model: DeepSeek-V3.2", "model: gpt-5.4") },
    expected: ["update configMap default/llm-config", "update layer analysis"],
  },
  "a model is renamed": {
    head: { dev: edited("models.yaml", "name: gpt-5.1-codex", "name: gpt-5.2-codex") },
    expected: ["delete deployment gpt-5.1-codex", "create deployment gpt-5.2-codex"],
  },
  "the subdomain changes": {
    head: { dev: edited("account.yaml", "account:\n", "account:\n  customSubdomain: aucert-other\n") },
    expected: [
      `replace account aucert-ai OUTAGE ${LAYERS.join(" ")}`,
      "replace deployment DeepSeek-V3.2 OUTAGE analysis",
      "replace deployment Kimi-K2.6 OUTAGE generation reporting",
      "replace deployment gpt-5.1-codex",
      "replace deployment gpt-5.3-codex OUTAGE decision-code",
      "replace deployment gpt-5.4 OUTAGE decision",
      "update configMap default/llm-config",
      "update provider foundry",
    ],
  },
  "the provider is switched": {
    base: { dev: withBedrock },
    head: { dev: edited("llm-config.yaml", "provider: foundry", "provider: bedrock", withBedrock) },
    expected: ["update configMap default/llm-config", "update provider LLM_PROVIDER"],
  },
  "an environment is added": {
    head: { dev, test: edited("account.yaml", "name: aucert-ai", "name: aucert-test") },
    expected: [
      "create account aucert-test",
      ...all("create deployment", ...ENVIRONMENT_OF_MODELS),
      "create configMap default/llm-config",
      "create provider LLM_PROVIDER",
      "create provider foundry",
      ...all("create layer", ...LAYERS),
    ],
  },
  "a model is swapped in one pull request": {
    head: { dev: swapped },
    expected: [
      "delete deployment gpt-5.4 OUTAGE decision",
      "create deployment gpt-5.4-mini",
      "update configMap default/llm-config",
      "update layer decision",
    ],
  },
  "a layer moves to a model that speaks another API": {
    head: {
      dev: edited("llm-config.yaml", "model: gpt-5.4 }", "model: gpt-5.3-codex, api: responses }"),
    },
    expected: ["update configMap default/llm-config", "update layer decision"],
  },
};

describe.each(Object.entries(CASES))("%s", (_name, { base = { dev }, head, expected }) => {
  const result = reviewed(base, head);

  test("every change has its action", () => {
    expect(briefChanges(result.environments.flatMap(({ changes }) => changes))).toEqual(expected);
  });

  test("reads well", () => {
    const text = renderReviewText({ ...result, findings: [] }, { colour: false, textOf: () => undefined });
    expect(text).toMatchSnapshot();
  });
});
