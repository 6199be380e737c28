/** All three files together. */
import { ACCOUNT, brief, filesWith, findingsWith, LLM_CONFIG, load, MODELS } from "../helpers/config";

test("thirteen mistakes give thirteen findings, each at its own place", () => {
  const models = `version: 1
defaults: { capacity: 250, versionUpgradeOption: OnceExpired }
models:
  - name: kimi-k2.6
  - name: gpt-5.4
    sku: ProvisionedManaged
    capcity: 10
  - name: gpt-5.3-codex
    version: "2026-02-25"
    capacity: 20k
  - name: gpt-5.1-codex
    raiPolicy: Microsoft.Default2
  - name: gpt-5.1-codex
`;
  const llm = `version: 1
provider: foundry
layers:
  Generation: { stage: L1, model: Kimi-K2.6 }
  decision: { stage: L4, model: gpt-5.5 }
  decision-code: { stage: L4, model: gpt-5.3-codex, api: chat-completions }
`;
  const account = ACCOUNT.replace("westus", "west-us").replace("test-rg", "test-rg\n  localAuth: no");

  const findings = findingsWith({ "account.yaml": account, "models.yaml": models, "llm-config.yaml": llm });

  expect(brief(findings.filter(({ severity }) => severity === "error"))).toEqual([
    "account.yaml:5:14 error wrong-type",
    "account.yaml:6:13 error unknown-region",
    "llm-config.yaml:4:3 error layer-name",
    "llm-config.yaml:5:33 error unknown-deployment",
    "llm-config.yaml:6:58 error layer-api",
    "models.yaml:2:50 error version-upgrade-option",
    "models.yaml:4:11 error unknown-model",
    "models.yaml:6:10 error sku-not-allowed",
    "models.yaml:7:5 error unknown-key",
    "models.yaml:9:14 error unknown-version",
    "models.yaml:10:15 error wrong-type",
    "models.yaml:12:16 error unknown-rai-policy",
    "models.yaml:13:11 error duplicate-deployment",
  ]);
});

describe("one cause gives one finding", () => {
  test("a misspelt required key is not also missing", () => {
    expect(brief(findingsWith({ "account.yaml": ACCOUNT.replace("location", "locaton") }))).toEqual([
      "account.yaml:5:3 error unknown-key",
    ]);
  });

  test("an unknown region says nothing about what it offers", () => {
    expect(brief(findingsWith({ "account.yaml": ACCOUNT.replace("westus", "westuss") }))).toEqual([
      "account.yaml:5:13 error unknown-region",
    ]);
  });

  test("layers are not judged against a list that could not be read", () => {
    const unreadable = [
      "models: [",
      "version: 1\nmodels: 3\n",
      MODELS.replace("name: gpt-5.4", "name: [x]"),
      "version: 1\n",
    ];
    for (const models of unreadable) {
      expect(findingsWith({ "models.yaml": models }).filter(({ file }) => file.includes("llm-config"))).toEqual([]);
    }
  });

  test("a layer is not blamed for a slip in the list that is reported there", () => {
    const findings = findingsWith({ "models.yaml": MODELS.replace("gpt-5.4", "gpt-54") });
    expect(brief(findings)).toEqual(["models.yaml:4:11 error unknown-model"]);
  });

  test("a default capacity of the wrong kind is not also missing in each entry", () => {
    expect(brief(findingsWith({ "models.yaml": MODELS.replace("250", "true") }))).toEqual([
      "models.yaml:2:23 error wrong-type",
    ]);
  });

  test("an invalid default capacity is reported once, at the default", () => {
    expect(brief(findingsWith({ "models.yaml": MODELS.replace("250", "0") }))).toEqual([
      "models.yaml:2:23 error capacity",
    ]);
  });

  test("a retired model is not also reported as preview", () => {
    const models = MODELS + "    lifecycle: Preview\n    retirement: 2026-01-01\n";
    expect(brief(findingsWith({ "models.yaml": models }))).toEqual(["models.yaml:4:11 error retired"]);
  });
});

test("a thousand models with facts given inline validate, in time that grows with their number", () => {
  const files = (count: number) => {
    const entries = Array.from(
      { length: count },
      (_, index) => `  - { name: m-${index}, format: OpenAI, version: "1", apis: [chat-completions], capacity: 1 }\n`,
    );
    return filesWith({
      "models.yaml": `version: 1\nmodels:\n${entries.join("")}`,
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "m-0"),
    });
  };
  const { findings, environments } = load(files(1000));
  expect(environments[0]?.deployments).toHaveLength(1000);
  // 3,000: per model not in the catalogue, not Direct from Azure, not used (but one); and once too many for one account.
  expect(findings).toHaveLength(1001);
  const [more] = findings.filter(({ code }) => code === "more-findings");
  expect(more?.message).toMatch(/^2,000 more findings on this file/);
});
