import { readFileSync } from "node:fs";
import { loadCatalog } from "../../config/catalog";
import { loadConfiguration } from "../../config/load";
import { folderSource } from "../../config/source";
import { brief, TODAY } from "../helpers/config";

describe("the committed configuration", () => {
  const loadCommitted = () =>
    loadConfiguration(folderSource("config/environments", process.cwd()), { catalog: loadCatalog(), today: TODAY });

  test("has exactly the findings that are true of it", () => {
    expect(brief(loadCommitted().findings)).toEqual([
      "models.yaml:16:11 warning preview",
      "models.yaml:23:11 note unused-deployment",
    ]);
  });

  test("means five GlobalStandard deployments and five layers", () => {
    const [dev] = loadCommitted().environments;
    expect(
      dev?.deployments.map(({ name, format, version, capacity }) => [name, format, version, capacity.tokensPerMinute]),
    ).toEqual([
      ["DeepSeek-V3.2", "DeepSeek", "1", 250_000],
      ["Kimi-K2.6", "MoonshotAI", "2026-04-20", 300_000],
      ["gpt-5.1-codex", "OpenAI", "2025-11-13", 250_000],
      ["gpt-5.3-codex", "OpenAI", "2026-02-24", 250_000],
      ["gpt-5.4", "OpenAI", "2026-03-05", 250_000],
    ]);
    expect(dev?.llm.layers.map(({ name, stage, model, api }) => `${stage} ${name} ${model} ${api}`)).toEqual([
      "L3 analysis DeepSeek-V3.2 chat-completions",
      "L4 decision gpt-5.4 chat-completions",
      "L4 decision-code gpt-5.3-codex responses",
      "L1 generation Kimi-K2.6 chat-completions",
      "L5 reporting Kimi-K2.6 chat-completions",
    ]);
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
