/** What is written out holds nothing that an editor or a terminal obeys instead of showing. */
import { demandTags } from "../../constructs/demand";
import { renderGithub } from "../../tools/validate/render-github";
import { ACCOUNT, brief, findingsWith, LLM_CONFIG, MODELS } from "../helpers/config";

/** As escapes in the double quotes of YAML. */
const HIDDEN = [
  "\\r",
  "\\n",
  "\\t",
  "\\e[31m",
  "\\0",
  "\\u0085",
  "\\u2028",
  "\\u202e",
  "\\u2066",
  "\\u200f",
  "\\ud800",
];

/** A file with a text at a place that reaches the output. */
const PLACES: Readonly<Record<string, (text: string) => Record<string, string>>> = {
  "a tag": (text) => ({ "account.yaml": ACCOUNT.replace("westus", `westus\n  tags: { owner: ${text} }`) }),
  "a tag's name": (text) => ({ "account.yaml": ACCOUNT.replace("westus", `westus\n  tags: { ${text}: x }`) }),
  "aks.cluster": (text) => ({ "account.yaml": ACCOUNT.replace("test-aks", text) }),
  "aks.context": (text) => ({ "account.yaml": ACCOUNT.replace("test-aks", `test-aks\n  context: ${text}`) }),
  "a waiver's reason": (text) => ({
    "account.yaml": `${ACCOUNT}policy: { waivers: [{ rule: no-network, address: a.b, reason: ${text}, until: 2027-01-01 }] }\n`,
  }),
  "a required tag": (text) => ({
    "account.yaml": `${ACCOUNT.replace("westus", "westus\n  tags: { owner: x }")}policy: { requiredTags: [owner, ${text}] }\n`,
  }),
  "a base URL": (text) => ({ "llm-config.yaml": direct(`"https://example.com/v1${text.slice(1, -1)}/"`) }),
  "a version": (text) => ({ "models.yaml": `${MODELS}    format: OpenAI\n`.replace('"2026-03-05"', text) }),
};

function direct(baseUrl: string): string {
  return `${LLM_CONFIG}providers: { direct: { baseUrl: ${baseUrl}, models: { decision: m } } }\n`;
}

test.each(Object.keys(PLACES))("%s without a hidden character, in any script, is none", (place) => {
  const files = PLACES[place]?.('"ab"') ?? {};
  expect(findingsWith(files).map(({ code }) => code)).not.toContain("hidden-character");
});

/** Prose may have several lines. */
const isFine = (place: string, hidden: string): boolean => place === "a waiver's reason" && hidden === "\\n";

test.each(
  Object.keys(PLACES).flatMap((place) =>
    HIDDEN.filter((hidden) => !isFine(place, hidden)).map((hidden) => [place, hidden] as const),
  ),
)("%s with %s is an error", (place, hidden) => {
  const findings = findingsWith(PLACES[place]?.(`"a${hidden}b"`) ?? {});
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(errors.length).toBeGreaterThan(0);
  expect(new Set(brief(errors)).size).toBe(errors.length);
});

test("the reason of a waiver may have several lines", () => {
  const files = PLACES["a waiver's reason"]?.('"a\\nb"') ?? {};
  expect(findingsWith(files).map(({ code }) => code)).not.toContain("hidden-character");
});

test("a name in another script is fine, and so is an emoji made of several characters", () => {
  const files = PLACES["a tag"]?.('"Größe 規模 👩\u200d💻"') ?? {};
  expect(findingsWith(files)).toEqual([]);
});

test("a name that is unknown for its hidden character is one finding", () => {
  const findings = findingsWith({ "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", '"gpt-5.4\\u200e"') });
  expect(findings.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
    "unknown-deployment",
  ]);
});

test.each([
  "https://localhost/v1/",
  "https://LOCALHOST./v1/",
  "https://api.localhost/",
  "https://127.0.0.1/",
  "https://127.1/",
  "https://2130706433/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://169.254.169.254/latest/",
  "https://[fe80::1]/",
  "https://0.0.0.0/",
])("the base URL %s is no address for pods, and smoke would send the key there", (url) => {
  expect(findingsWith({ "llm-config.yaml": direct(`"${url}"`) })).toMatchObject([
    { code: "provider-setting", message: expect.stringContaining("the machine itself") as string },
  ]);
});

test.each(["https://10.0.4.7/v1/", "https://localhost.example.com/", "https://[2001:db8::1]/v1/"])(
  "the base URL %s is one",
  (url) => {
    expect(findingsWith({ "llm-config.yaml": direct(`"${url}"`) })).toEqual([]);
  },
);

test("a construct refuses the same tags", () => {
  expect(() => demandTags({ owner: "a\u202eb" })).toThrow("turns the direction of text");
});

test("of a very long name a message has the beginning", () => {
  const name = "x".repeat(100_000);
  const findings = findingsWith({ "models.yaml": MODELS.replace("gpt-5.4", name), "llm-config.yaml": `${name}: 1\n` });
  for (const { message, help = "" } of findings) expect(Math.max(message.length, help.length)).toBeLessThan(3000);
  expect(findings.map(({ message }) => message).join("\n")).toContain(`"${"x".repeat(199)}…`);
});

test("a file whose name steers a terminal does not steer it through an annotation", () => {
  const annotation = renderGithub([
    { code: "stray-file", severity: "warning", message: "m", file: "config/dev/\u001b[31m", line: 1, column: 1 },
  ]);
  expect(annotation).not.toContain("\u001b");
});
