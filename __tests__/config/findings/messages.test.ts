import { loadCatalog } from "../../../config/catalog/catalog";
import type { ConfigSource } from "../../../config/files/source";
import { loadConfiguration } from "../../../config/load";
import {
  ACCOUNT,
  type Files,
  filesWith,
  findingsWith,
  LLM_CONFIG,
  memorySource,
  MODELS,
  TODAY,
} from "../../helpers/config";

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

describe("a name that only looks right is told which character is not, and the name that was meant; nothing else is said", () => {
  const LIST = "which is not in models.yaml";
  const NAME = "cannot be the name of a deployment";
  const layer = (model: string) => ({ "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", model) });
  const model = (name: string) => ({ "models.yaml": MODELS.replace("gpt-5.4", name) });
  const provider = (name: string) => ({ "llm-config.yaml": LLM_CONFIG.replace("foundry", name) });

  test.each<[string, Files, string, string]>([
    ["a model", model("g\u0440t-5.4"), `"g\u0440t-5.4" (U+0440 at 2) ${NAME}`, "gpt-5.4"],
    ["a model", model('"gpt-5.4\\u200b"'), `"gpt-5.4\\u200b" (U+200B at 8) ${NAME}`, "gpt-5.4"],
    ["a model", model('"gpt-5.4 "'), `"gpt-5.4 " (U+0020 at 8) ${NAME}`, "gpt-5.4"],
    ["a model", model("gpt\u20135.4"), `"gpt\u20135.4" (U+2013 at 4) ${NAME}`, "gpt-5.4"],
    ["a layer's model", layer("g\u0440t-5.4"), `layer decision uses "g\u0440t-5.4" (U+0440 at 2), ${LIST}`, "gpt-5.4"],
    ["a layer's model", layer('"gpt-5.4 "'), `layer decision uses "gpt-5.4 " (U+0020 at 8), ${LIST}`, "gpt-5.4"],
    [
      "a layer's model",
      layer("gpt-5.4\u00a0"),
      `layer decision uses "gpt-5.4\\u00a0" (U+00A0 at 8), ${LIST}`,
      "gpt-5.4",
    ],
    [
      "a layer's model",
      layer("\u202egpt-5.4"),
      `layer decision uses "\\u202egpt-5.4" (U+202E at 1), ${LIST}`,
      "gpt-5.4",
    ],
    [
      "a layer",
      { "llm-config.yaml": LLM_CONFIG.replace("decision:", "d\u0435cision:") },
      '"d\u0435cision" (U+0435 at 2) cannot be the name of a layer: it becomes part of environment-variable names',
      "decision",
    ],
    [
      "a layer of a provider",
      { "llm-config.yaml": `${LLM_CONFIG}providers:\n  direct: { models: { decision: m, d\u0435cision: m } }\n` },
      '"d\u0435cision" (U+0435 at 2) is not a layer of this file',
      "",
    ],
    ["a provider", provider("f\u043eundry"), '"f\u043eundry" (U+043E at 2) is not a provider', "foundry"],
    [
      "a key",
      { "llm-config.yaml": LLM_CONFIG.replace("provider", "pr\u043evider") },
      '"pr\u043evider" (U+043E at 3) is not a key of this file',
      "provider",
    ],
    [
      "a region",
      { "account.yaml": ACCOUNT.replace("westus", "w\u0435stus") },
      '"w\u0435stus" (U+0435 at 2) is not an Azure region',
      "westus",
    ],
    [
      "a version",
      { "models.yaml": MODELS.replace("2026-03-05", "2026\u201103-05") },
      '"2026\u201103-05" (U+2011 at 5) cannot be the version of a model',
      "2026-03-05",
    ],
    [
      "a format",
      { "models.yaml": `${MODELS}    format: \u041epenAI\n` },
      '"\u041epenAI" (U+041E at 1) cannot be the format of a model',
      "OpenAI",
    ],
  ])("%s (%#)", (_, files, message, meant) => {
    const help = meant === "" ? "layers: decision" : `did you mean ${meant}?`;
    expect(findingsWith(files)).toMatchObject([{ message, help }]);
  });
});

describe("an unknown model", () => {
  const unknown = (name: string, more = "") => findingsWith({ "models.yaml": `${MODELS}  - name: ${name}\n${more}` });

  test("is told of all names that are equally near, and nothing is said of its being idle", () => {
    expect(unknown("gpt-5.5-codex")).toMatchObject([
      {
        message: "gpt-5.5-codex is not in the catalogue, so nothing is known of it",
        help: "did you mean gpt-5.1-codex or gpt-5.2-codex or gpt-5.3-codex? If not, give format and version in the entry, or add the model to config/catalog/models.yaml",
      },
    ]);
  });

  test("is told the formats that there are when no name is near, unless it gives one", () => {
    const [finding] = unknown("llama");
    expect(finding?.help).toMatch(
      /^give format \(Cohere, DeepSeek, .*, OpenAI, .*\) and version in the entry, or add /,
    );
    expect(unknown("llama", "    format: Meta\n")[0]?.help).toMatch(/^give format and version in the entry, or add /);
  });
});

test.each([
  ["identity: on", "its keys: name, oidcIssuerUrl, roleAssignment"],
  ["monitoring: true", "its keys: logs, alerts"],
  ["access: x", "keys of each entry: principalId, principalType, role, roleAssignment"],
  ["lock: true", "write CanNotDelete"],
  ["state: { backend: 1 }", "write local or azurerm or hcp"],
])("%s is told what belongs there: %s", (section, help) => {
  expect(findingsWith({ "account.yaml": `${ACCOUNT}${section}\n` })).toMatchObject([{ code: "wrong-type", help }]);
});

test.each([
  ["[gpt-5.4]", "write model: gpt-5.4"],
  ["[gpt-5.4, gpt-5.2, gpt-5.1]", "write model: gpt-5.4 and fallbacks: [gpt-5.2, gpt-5.1]"],
  ["[[gpt-5.4]]", "Deployment that serves the layer, by name."],
  ["[]", "Deployment that serves the layer, by name."],
])("a list of models for a layer, %s, is told of fallbacks: %s", (model, help) => {
  expect(findingsWith({ "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", model) })).toMatchObject([
    { code: "wrong-type", help },
  ]);
});

test("an environment whose folder cannot be read is one finding", () => {
  const source: ConfigSource = {
    ...memorySource({ dev: filesWith(), prod: {} }),
    list: (name) => (name === "prod" ? { kind: "unreadable", reason: "permission denied" } : []),
  };
  const { findings } = loadConfiguration(source, { catalog: loadCatalog(), today: TODAY });
  expect(findings).toEqual([
    {
      code: "not-a-file",
      severity: "error",
      message: "the folder of the environment cannot be read: permission denied",
      help: "check its kind and permissions",
      file: "config/prod",
      line: 1,
      column: 1,
    },
  ]);
});
