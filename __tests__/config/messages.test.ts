import { renderText } from "../../config/findings/diagnostic-text";
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

describe("messages say what is wrong and what would be right", () => {
  const only = (files: Parameters<typeof findingsWith>[0]) => {
    const errors = findingsWith(files).filter(({ severity }) => severity === "error");
    expect(errors).toHaveLength(1);
    return errors[0]!;
  };

  test("a wrong case names the exact spelling, at the name, and nowhere else", () => {
    const models = "version: 1\ndefaults: { capacity: 300 }\nmodels:\n  - name: kimi-k2.6\n";
    const llm = LLM_CONFIG.replace("gpt-5.4", "Kimi-K2.6");
    expect(only({ "models.yaml": models, "llm-config.yaml": llm })).toMatchObject({
      code: "unknown-model",
      line: 4,
      column: 11,
      help: "write Kimi-K2.6",
    });
  });

  test("another SKU is told why", () => {
    const { code, message } = only({ "models.yaml": MODELS + "    sku: ProvisionedManaged\n" });
    expect(code).toBe("sku-not-allowed");
    expect(message).toBe(
      "ProvisionedManaged is not allowed: every deployment here is GlobalStandard, pay per token, so that an idle model costs nothing",
    );
  });

  test.each(["api: chat-completions", ""])("a chat layer (%s) on a Responses-only model is told so", (api) => {
    const models = MODELS.replace("gpt-5.4", "gpt-5.3-codex").replace("2026-03-05", "2026-02-24");
    const llm = LLM_CONFIG.replace("gpt-5.4", `gpt-5.3-codex${api && `, ${api}`}`);
    const { code, message, help } = only({ "models.yaml": models, "llm-config.yaml": llm });
    expect(code).toBe("layer-api");
    expect(message).toBe(
      "layer decision calls gpt-5.3-codex by chat-completions, but the model speaks the Responses API only",
    );
    expect(help).toContain("api: responses");
  });

  test("20k is told the unit", () => {
    expect(only({ "models.yaml": MODELS.replace("250", "20k") })).toMatchObject({
      code: "wrong-type",
      message: 'defaults.capacity must be a whole number of thousands of tokens a minute, not "20k"',
      help: "write 20, which means 20,000 tokens a minute",
    });
  });

  test.each([
    ["yes", "true"],
    ["no", "false"],
    ["off", "false"],
  ])("%s for a flag is told to be %s", (word, right) => {
    const { help } = only({ "account.yaml": ACCOUNT.replace("westus", `westus\n  localAuth: ${word}`) });
    expect(help).toBe(`YAML 1.2 reads ${word} as text; write ${right}`);
  });

  test.each(["0", "-5", "1.5", "3000000000", ".inf", ".nan"])("rejects the capacity %s", (value) => {
    expect(
      findingsWith({ "models.yaml": MODELS.replace("250", value) }).filter(({ severity }) => severity === "error"),
    ).toHaveLength(1);
  });

  test("a display name of a region is told its programmatic name", () => {
    expect(only({ "account.yaml": ACCOUNT.replace("westus", "West US 2") }).help).toBe("did you mean westus2?");
  });

  test("a model not offered in the region is told where it is", () => {
    const finding = only({ "account.yaml": ACCOUNT.replace("westus", "westcentralus") });
    expect(finding.message).toBe("gpt-5.4 is not offered as GlobalStandard in westcentralus");
    expect(finding.help).toMatch(/^offered in australiaeast, .*westus3$/);
  });
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

test("the text form shows the line, a caret and the fix", () => {
  const { findings, textOf } = load(filesWith({ "models.yaml": MODELS.replace("gpt-5.4", "gtp-5.4") }));
  expect(renderText(findings.slice(-1), { colour: false, textOf })).toMatchInlineSnapshot(`
    "error[unknown-model]: gtp-5.4 is not a model of the catalogue
     --> config/dev/models.yaml:4:11
      |
    4 |   - name: gtp-5.4
      |           ^^^^^^^
      = help: did you mean gpt-5.4? If not, give format and version in the entry, or add the model to config/catalog/models.yaml
    "
  `);
});

test("control characters of a file never reach the terminal", () => {
  const { findings, textOf } = load(
    filesWith({ "models.yaml": MODELS.replace("gpt-5.4", '"gpt\\e[31m" # \u001b[31m\u202e') }),
  );
  expect(renderText(findings, { colour: false, textOf })).not.toMatch(/[\u001b\u202e]/);
});

test("a thousand models with facts given inline validate, in time that grows with their number", () => {
  const files = (count: number) => {
    const entries = Array.from(
      { length: count },
      (_, index) => `  - { name: m-${index}, format: OpenAI, version: "1", capacity: 1 }\n`,
    );
    return filesWith({
      "models.yaml": `version: 1\nmodels:\n${entries.join("")}`,
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "m-0"),
    });
  };
  const { findings, environments } = load(files(1000));
  expect(environments[0]?.deployments).toHaveLength(1000);
  // Per model: not in the catalogue, not Direct from Azure, not used (but one); and once: too many for one account.
  expect(findings).toHaveLength(1000 * 3 - 1 + 1);
});

describe("a wrong value or syntax says what to write instead", () => {
  test.each([
    ["models.yaml", MODELS.replace("250", '"250"'), "wrong-type", "remove the quotes"],
    ["models.yaml", `${MODELS}  - gpt-5.4-mini\n`, "wrong-type", "write name: gpt-5.4-mini"],
    ["account.yaml", ACCOUNT.replace("[default]", "default"), "wrong-type", "write it as a list: [default]"],
    ["llm-config.yaml", LLM_CONFIG.replace("gpt-5.4", ""), "wrong-type", "Deployment that serves the layer, by name."],
    ["models.yaml", "", "wrong-type", "its keys: version, defaults, models"],
    ["models.yaml", MODELS.replace("250", "!!binary aGk="), "yaml-syntax", "write the plain value"],
    ["models.yaml", MODELS.replace("250", "!!timestamp 2026-01-01"), "yaml-syntax", "write the plain value"],
    ["models.yaml", `${MODELS}---\na: 1\n`, "yaml-syntax", "remove the line --- and what belongs to another file"],
    ["models.yaml", `${MODELS}\ta: 1\n`, "yaml-syntax", "indent with spaces"],
    ["models.yaml", MODELS.replace("gpt-5.4", "@gpt-5.4"), "yaml-syntax", "put the value in quotes"],
    ["models.yaml", `${MODELS}a: [`, "yaml-syntax", expect.stringMatching(/indentation, brackets and quotes$/)],
  ])("%s %j: %s, %s", (file, text, code, help) => {
    const errors = findingsWith({ [file]: text }).filter((one) => one.file.endsWith(file) && one.severity === "error");
    expect(errors).toEqual([expect.objectContaining({ code, help })]);
  });
});
