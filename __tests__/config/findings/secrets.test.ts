import { looksLikeSecret, maskSecrets } from "../../../config/findings/secrets";
import { renderText } from "../../../config/findings/diagnostic-text";
import { brief, filesWith, LLM_CONFIG, load, MODELS } from "../../helpers/config";

describe("secrets", () => {
  test.each([
    `sk-${"a".repeat(20)}`,
    `sk-proj-${"b1".repeat(20)}`,
    `AKIA${"A1".repeat(8)}`,
    `AIza${"x".repeat(35)}`,
    `Bearer ${"t".repeat(20)}`,
    "0123456789abcdef".repeat(2),
    `${"aB3".repeat(28)}`,
    `eyJ${"a".repeat(12)}.${"b".repeat(12)}`,
    "AccountKey=abc",
    `abc8Q~${"d".repeat(20)}.${"E1_".repeat(4)}`,
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "0123456789ABCDEF".repeat(2),
    `hf_${"aBcDeFgHiJ".repeat(3)}kLmN`,
    `glpat-${"aB3_".repeat(5)}`,
    `xoxb-${"1".repeat(12)}-${"2".repeat(12)}-${"aB3".repeat(8)}`,
    `npm_${"aB3d".repeat(9)}`,
    `dapi${"0123456789abcdef".repeat(2)}-2`,
    "https://ada:hunter2@example.com/",
    `InstrumentationKey=00000000-1111-2222-3333-444444444444`,
  ])("%s looks like one", (text) => {
    expect(looksLikeSecret(`x ${text} y`)).toBe(true);
    expect(maskSecrets(`x ${text} y`)).toHaveLength(text.length + 4);
  });
  test.each([
    "gpt-5.3-codex",
    "Llama-4-Maverick-17B-128E-Instruct-FP8",
    "https://aucert-ai.openai.azure.com/openai/v1/",
    "00000000-1111-2222-3333-444444444444",
    "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/aucert-foundation-rg/providers/Microsoft.CognitiveServices",
    "system:serviceaccount:default:llm-client",
    "openai.gpt-oss-120b-1:0",
    "OnceNewDefaultVersionAvailable",
    "/providers/Microsoft.OperationalInsights/workspaces/prodlogs1",
    "https://example.com/@ada/a:b@c",
    "ada:hunter2 <ada@example.com>",
    "npm_config_registry",
    "hf_transfer_enabled",
    "dapi-models",
  ])("%s does not", (text) => expect(looksLikeSecret(text)).toBe(false));

  test("are masked once where two forms of a key meet, and nothing else is", () => {
    const key = "0123456789abcdef".repeat(2);
    expect(maskSecrets(`a ${key} b AccountKey=${key}; c`)).toBe(`a ${"*".repeat(32)} b ${"*".repeat(44)} c`);
  });

  test("are masked to their last character", () => {
    const token = `eyJ${"a".repeat(12)}.${"b".repeat(12)}.${"c".repeat(12)}`;
    expect(maskSecrets(`"${token}"`)).toBe(`"${"*".repeat(token.length)}"`);
  });

  test("are found in comments too, once a line, and prose about passwords is none", () => {
    const key = "0123456789abcdef".repeat(2);
    const text = `# AZURE_OPENAI_API_KEY=${key}\n${LLM_CONFIG}# password: ask Ada # it's the build 0123abcd\nproviders: { direct: { apiKeyEnv: ${key}, models: { decision: m } } } # ${key}\n`;
    const { findings, textOf } = load(filesWith({ "llm-config.yaml": text }));
    expect(brief(findings)).toEqual(["llm-config.yaml:1:24 error secret", "llm-config.yaml:7:35 error secret"]);
    expect(JSON.stringify(findings) + renderText(findings, { colour: false, textOf })).not.toContain(key);
  });

  const HEX = "0123456789abcdef".repeat(2);
  const commented = (text: string) =>
    load(filesWith({ "models.yaml": `${MODELS}# ${text}\n` })).findings.map(({ code }) => code);

  test.each([
    "AccountKey: never needed, Entra ID only",
    "accountKey: is off",
    "SharedAccessKey = none",
    "Bearer authentication-and-more is of Azure",
    `https://www.notion.so/page-${HEX}`,
    "https://docs.google.com/document/d/1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sT1uV2wX3yZ4aB5c/edit",
    "sk-learn-compatible-model",
    "https://example.com/sk-this-is-a-long-slug-with-1-digit",
    "sha512-q0Wm5LpM2aB3cD4eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD==",
    "aVeryLongIdentifierOfSomeClassInSomeLibraryVersion2",
    "7f3c1e0d9b8a7f6e5d4c3b2a190807060504030201",
    "https://user:password@example.com",
    "InstrumentationKey=<from the portal>",
    "xoxb-tokens-of-slack",
  ])("in a comment %s is none", (text) => expect(commented(text)).toEqual([]));

  test.each([
    `old key ${HEX}, new key ${HEX}`,
    `Bearer sk-${"a1".repeat(12)}`,
    `eyJ${"a".repeat(12)}.${"b".repeat(12)}.${"c".repeat(12)}`,
    `https://example.com/hook?key=${HEX}`,
    "AccountKey=0aBcDeFgHiJkLmNo==",
    "aB3".repeat(28),
    "https://ada:hunter2@example.com/page",
    `client secret abc9Q~${"d".repeat(20)}.${"E1_".repeat(4)}`,
    "InstrumentationKey=00000000-1111-2222-3333-444444444444;",
  ])("in a comment %s is one", (text) => expect(commented(text)).toEqual(["secret"]));

  test("never reach a message or an excerpt, wherever they stand", () => {
    const key = `sk-${"a1".repeat(12)}`;
    const text = `${LLM_CONFIG.replace("L4", key)}providers: { direct: { apiKeyEnv: ${key}, models: { decision: m }, ${key}: x } } # ${key}\n`;
    const { findings, textOf } = load(filesWith({ "llm-config.yaml": text }));
    expect(findings.map(({ code }) => code)).toEqual(["secret", "secret", "secret"]);
    expect(JSON.stringify(findings) + renderText(findings, { colour: false, textOf })).not.toContain(key);
  });
});
