import { readFileSync } from "node:fs";
import { loadCatalog } from "../../config/catalog/catalog";
import { loadConfiguration } from "../../config/load";
import { folderSource } from "../../config/files/source";
import { TODAY } from "../helpers/config";

describe("the committed configuration", () => {
  const loadCommitted = () =>
    loadConfiguration(folderSource("config/environments", process.cwd()), { catalog: loadCatalog(), today: TODAY });

  test("has no error, and exactly the findings that are true of it", () => {
    const { findings } = loadCommitted();
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`).join("\n"))
      .toMatchInlineSnapshot(`
      "warning preview: Kimi-K2.6 is a preview model: no service level, and it may change or retire at short notice
      note unused-deployment: no layer uses gpt-5.1-codex"
    `);
  });

  test("means these deployments and these layers (npx jest -u after a change)", () => {
    const [dev] = loadCommitted().environments;
    const deployments = dev?.deployments.map(
      ({ name, format, version, capacity }) =>
        `${name} (${format} ${version}): ${capacity.tokensPerMinute} tokens a minute`,
    );
    const layers = dev?.llm.layers.map(({ layer, stage, model, api }) => `${stage} ${layer}: ${model} by ${api}`);
    expect([...(deployments ?? []), ...(layers ?? [])].join("\n")).toMatchInlineSnapshot(`
      "DeepSeek-V3.2 (DeepSeek 1): 250000 tokens a minute
      Kimi-K2.6 (MoonshotAI 2026-04-20): 300000 tokens a minute
      gpt-5.1-codex (OpenAI 2025-11-13): 250000 tokens a minute
      gpt-5.3-codex (OpenAI 2026-02-24): 250000 tokens a minute
      gpt-5.4 (OpenAI 2026-03-05): 250000 tokens a minute
      L3 analysis: DeepSeek-V3.2 by chat-completions
      L4 decision: gpt-5.4 by chat-completions
      L4 decision-code: gpt-5.3-codex by responses
      L1 generation: Kimi-K2.6 by chat-completions
      L5 reporting: Kimi-K2.6 by chat-completions"
    `);
  });

  test("is frozen to its last value", () => {
    const [dev] = loadCommitted().environments;
    expect(() => Object.assign(dev!.account, { name: "other" })).toThrow(TypeError);
    expect(() => (dev!.deployments as unknown[]).push({})).toThrow(TypeError);
    expect(() => Object.assign(dev!.llm.layers[0]!, { model: "other" })).toThrow(TypeError);
  });
});

test("the committed files name the schemas that exist", () => {
  for (const name of ["account", "models", "llm-config"]) {
    const [header] = readFileSync(`config/environments/dev/${name}.yaml`, "utf8").split("\n");
    expect(header).toBe(`# yaml-language-server: $schema=../../schemas/${name}.schema.json`);
  }
});
