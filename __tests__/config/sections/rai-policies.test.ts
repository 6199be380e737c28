/** The section `raiPolicies`, and models that refer to it. */
import { ACCOUNT, brief, filesWith, findingsWith, load, MODELS } from "../../helpers/config";
import { HATE, raiPolicy } from "../../helpers/sections";

const USING = MODELS.replace("250", "250, raiPolicy: strict");
const resolved = (account: string, models = USING) =>
  load(filesWith({ "account.yaml": account, "models.yaml": models })).environments[0];
const found = (section: string, models = USING) =>
  findingsWith({ "account.yaml": ACCOUNT + section, "models.yaml": models });

test("minimal: none are declared", () => {
  expect(resolved(ACCOUNT, MODELS)?.raiPolicies).toEqual([]);
  expect(resolved(ACCOUNT + "raiPolicies: []\n", MODELS)?.raiPolicies).toEqual([]);
});

test("a policy starts from DefaultV2, blocks what it finds, and has its filters in order", () => {
  const section = raiPolicy(`{ name: Jailbreak, source: Prompt }, { name: Hate, source: Prompt, severity: Low },
    { name: Hate, source: Completion, severity: High, block: false }`);

  expect(resolved(ACCOUNT + section)?.raiPolicies).toEqual([
    {
      name: "strict",
      base: "Microsoft.DefaultV2",
      mode: "Default",
      filters: [
        { name: "Hate", source: "Completion", severity: "High", enabled: true, block: false },
        { name: "Hate", source: "Prompt", severity: "Low", enabled: true, block: true },
        { name: "Jailbreak", source: "Prompt", enabled: true, block: true },
      ],
    },
  ]);
});

test("a model may name a declared policy, by itself or in defaults", () => {
  const own = MODELS + "    raiPolicy: strict\n";

  expect(found(raiPolicy(HATE))).toEqual([]);
  expect(found(raiPolicy(HATE), own)).toEqual([]);
  expect(resolved(ACCOUNT + raiPolicy(HATE), own)?.deployments[0]?.raiPolicy).toBe("strict");
});

test("rejects a model that names an undeclared policy, with the nearest", () => {
  const [finding, ...others] = found(raiPolicy(HATE, "strict-2"), USING + "    raiPolicy: strict-2\n");

  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    code: "unknown-rai-policy",
    file: "config/dev/models.yaml",
    message: '"strict" is not a content filter that exists',
    help: "did you mean strict-2?; a policy of your own is declared in raiPolicies of account.yaml",
  });
  expect(found("", USING)).toMatchObject([{ code: "unknown-rai-policy" }]);
});

test("holds a model against no list that could not be read", () => {
  expect(brief(found("raiPolicies: strict\n"))).toEqual(["account.yaml:10:14 error wrong-type"]);
  expect(brief(found("raiPolicies: [{ filters: [] }]\n"))).toEqual([
    "account.yaml:10:15 error missing-key",
    "account.yaml:10:17 error empty-list",
  ]);
});

test("a policy that no model uses is a warning: nothing is filtered by it", () => {
  expect(found(raiPolicy(HATE), MODELS)).toMatchObject([{ code: "unused-rai-policy", severity: "warning", line: 11 }]);
  expect(found(raiPolicy(HATE) + raiPolicy(HATE, "strict2").replace("raiPolicies:\n", ""))).toMatchObject([
    { code: "unused-rai-policy", message: "no model uses the content filter policy strict2" },
  ]);
  expect(found(raiPolicy(HATE, "strikt")).map(({ code }) => code)).toEqual(["unknown-rai-policy"]);
  expect(found(raiPolicy(HATE), MODELS + "    raiPolicy: 5\n").map(({ code }) => code)).toEqual(["wrong-type"]);
});

test.each([
  ["{ name: Hatred, source: Prompt, severity: Low }", "unknown-content-filter", "did you mean Hate?"],
  ["{ name: hate, source: Prompt, severity: Low }", "unknown-content-filter", "did you mean Hate?"],
  ["{ name: Self-Harm, source: Prompt, severity: Low }", "unknown-content-filter", "did you mean Selfharm?"],
  [
    "{ name: Jailbreak, source: Prompt, severity: Low }",
    "filter-severity",
    "remove severity; enabled and block are all it has",
  ],
  ["{ name: Hate, source: Prompt }", "filter-severity", "add severity: Low, Medium, High (Low filters most)"],
  ["{ name: Hate, source: Prompt, severity: low }", "filter-severity", "did you mean Low?"],
  ["{ name: Hate, source: Answer, severity: Low }", "filter-source", "one of Prompt, Completion"],
  ["{ name: Jailbreak, source: Completion }", "filter-source", "write source: Prompt"],
  ["{ name: Protected Material Code, source: Prompt }", "filter-source", "write source: Completion"],
  [`${HATE}, ${HATE}`, "duplicate-content-filter", "keep one"],
])("rejects the filter %s: %s", (filters, code, help) => {
  expect(found(raiPolicy(filters))).toMatchObject([{ code, help }]);
});

test.each(["s", "1strict", "Microsoft.Strict", "stri ct"])("rejects the name %j", (name) => {
  const models = MODELS.replace("250", `250, raiPolicy: "${name}"`);

  expect(found(raiPolicy(HATE, `"${name}"`), models)).toMatchObject([{ code: "rai-policy-name" }]);
});

test("rejects two policies that Azure takes for one", () => {
  const two = raiPolicy(HATE) + raiPolicy(HATE, "Strict").replace("raiPolicies:\n", "");

  expect(found(two, USING + "    raiPolicy: Strict\n")).toMatchObject([
    { code: "rai-policy-name", message: "Strict and strict are one name to Azure", line: 12 },
  ]);
});

test("rejects an unknown base, an unknown mode and a policy without filters", () => {
  const policy = (settings: string) => `raiPolicies:\n  - { name: strict, ${settings} }\n`;

  expect(found(policy(`base: Microsoft.Defaults, filters: [${HATE}]`))).toMatchObject([{ code: "unknown-rai-policy" }]);
  expect(found(policy(`mode: Blocking, filters: [${HATE}]`))).toMatchObject([{ code: "rai-policy-mode" }]);
  expect(found(policy("filters: []"))).toMatchObject([{ code: "empty-list", line: 11 }]);
});
