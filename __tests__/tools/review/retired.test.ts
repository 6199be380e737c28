/** Layers that come to a model that is retired, or soon will be: by moving to it, or by its next version. */
import { type Files, filesWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { reviewedDev } from "../../helpers/review";

describe("layers", () => {
  test.each([
    ["retired", "foundry", "2026-11-22", "outage", "gpt-5.4-mini is retired: calls of decision fail"],
    ["that retires tomorrow", "foundry", "2026-11-23", "careful", "gpt-5.4-mini retires on 2026-11-23, in 1 day"],
    ["retired at Foundry, which nobody asks", "direct", "2026-11-22", "careful", "gpt-5.4-mini is retired"],
  ])("that move to a model %s (%s)", (_, provider, day, risk, text) => {
    const on = (model: string): Files =>
      filesWith({
        "models.yaml": `${MODELS}  - { name: gpt-5.4-mini, retirement: ${day} }\n`,
        "llm-config.yaml": `${LLM_CONFIG.replace("gpt-5.4", model).replace("foundry", provider)}providers:\n  direct: { models: { decision: x } }\n`,
      });
    const { changes, summary } = reviewedDev(on("gpt-5.4"), on("gpt-5.4-mini"));
    expect(changes.find(({ kind }) => kind === "layer")).toMatchObject({
      risk,
      note: expect.stringContaining(text) as string,
    });
    expect(summary.notes).toEqual(
      risk === "outage"
        ? []
        : [expect.stringContaining("as a step of a swap this is the second: gpt-5.4 can go once") as string],
    );
  });

  test.each([
    ["2026-11-22", "careful", "the fallback gpt-5.4-mini is retired"],
    ["2026-11-23", "careful", "the fallback gpt-5.4-mini retires on 2026-11-23, in 1 day"],
    ["2028-11-23", "safe", undefined],
  ])("whose new fallback ends on %s: %s", (day, risk, text) => {
    const models = `${MODELS}  - { name: gpt-5.4-mini, retirement: ${day} }\n`;
    const on = (fallbacks: string): Files =>
      filesWith({
        "models.yaml": models,
        "llm-config.yaml": LLM_CONFIG.replace("model: gpt-5.4", `model: gpt-5.4${fallbacks}`),
      });
    const [without, having] = [on(""), on(", fallbacks: [gpt-5.4-mini]")];
    const layerOf = (base: Files, head: Files) => reviewedDev(base, head).changes.find(({ kind }) => kind === "layer");
    expect(layerOf(without, having)).toMatchObject({ risk });
    expect(layerOf(without, having)?.note).toBe(text);
    expect(layerOf(having, without)?.note).toBe("no fallback is left when its model fails");
    expect(layerOf(having, having)).toBeUndefined();
  });

  test.each([
    ["2026-11-22", "2027-09-01", "outage"],
    ["2026-11-22", "2026-11-01", "careful"],
    ["2026-12-01", "2027-09-01", "careful"],
  ])("whose model's next version ends on %s, the one before on %s: %s", (day, until, risk) => {
    const version = (name: string, retirement: string): Files =>
      filesWith({
        "models.yaml": MODELS.replace('"2026-03-05"', `"${name}"\n    retirement: ${retirement}`),
      });
    expect(reviewedDev(version("1", until), version("2", day)).changes[0]).toMatchObject({ kind: "deployment", risk });
  });
});
