/** What moves with the catalogue and its prices, though nobody has touched the environment's files. */
import { readFileSync } from "node:fs";
import type { CatalogModel } from "../../../config/catalog/catalog";
import type { PriceRow } from "../../../config/cost/prices";
import { readConfiguration } from "../../../config/load";
import { renderReviewMarkdown } from "../../../tools/review/render-markdown";
import { renderReviewText } from "../../../tools/review/render-text";
import { review } from "../../../tools/review/review";
import type { Review } from "../../../tools/review/review-model";
import { catalogOf, type Files, filesWith, LLM_CONFIG, memorySource, MODELS, TODAY } from "../../helpers/config";
import { filesOfCosts, LLM_WITH_VOLUMES, pricesOfCosts } from "../../helpers/cost";
import { Repository } from "../../helpers/repository";
import { revision } from "../../helpers/review";
import { writeFiles } from "../../helpers/workspace";

const GPT = { name: "gpt-5.4", format: "OpenAI", version: "2026-03-05", retirement: "2027-09-02" };

function underCatalogs(base: CatalogModel, head: CatalogModel): Review {
  const files = filesWith({
    "models.yaml": MODELS.replace(
      "gpt-5.4\n",
      "gpt-5.4\n    format: OpenAI\n    apis: [chat-completions]\n    capacity: 50\n",
    ),
  });
  const side = (model: CatalogModel) => {
    const catalog = catalogOf(model);
    return { ...readConfiguration(memorySource({ dev: files }), { catalog, today: TODAY }), catalog };
  };
  return review(side(base), side(head), { today: TODAY, prices: pricesOfCosts() });
}

function underPrices(files: Files, ...changed: PriceRow[]): Review {
  const side = revision({ dev: files });
  return review(side, { ...side, prices: pricesOfCosts(...changed) }, { today: TODAY, prices: pricesOfCosts() });
}

const textOf = (one: Review): string => renderReviewText(one, { colour: false, textOf: () => undefined });
const commentOf = (one: Review): string => renderReviewMarkdown(one, "");

describe.each([
  [
    "a retirement date",
    underCatalogs(GPT, { ...GPT, retirement: "2027-08-15" }),
    [
      "retirements gained: gpt-5.4 2026-03-05 on 2027-08-15 (in 266 days)",
      "retirements lost: gpt-5.4 2026-03-05 on 2027-09-02 (in 284 days)",
    ],
  ],
  [
    "what credits pay",
    underCatalogs({ ...GPT, name: "other" }, GPT),
    ["outside credits no longer: gpt-5.4", "retirements gained: gpt-5.4"],
  ],
])("%s that moves", (_, moved, lines) => {
  test.each([
    ["text", textOf(moved)],
    ["comment", commentOf(moved).replaceAll("&#40;", "(").replaceAll("&#41;", ")")],
  ])("is said in the %s, with nothing to deploy", (_name, text) => {
    for (const line of lines) expect(text).toContain(line);
    expect(text.toLowerCase()).toContain("risk: none (nothing to deploy)");
    expect(text).toContain("nothing to deploy\n");
    expect(text).not.toContain("no change of");
  });
});

describe("a price that moves", () => {
  const dearer: PriceRow = { model: "DeepSeek-V3.2", quotes: [{ source: "copies", input: 0.68, output: 1.68 }] };
  const note = "DeepSeek-V3.2: price $0.58 → $0.68 in (1.2 times), $1.68 out as before per million tokens";

  test("is in the cost difference where volumes are known", () => {
    const { environments, risk } = underPrices(filesOfCosts(), dearer);
    // 30 to 60 million tokens in, ten cents more for each.
    const usd = { low: expect.closeTo(3, 6) as number, high: expect.closeTo(6, 6) as number };
    expect([risk, environments[0]?.summary.cost]).toEqual(["none", { kind: "known", usd }]);
  });

  test("is said, with an unknown difference where volumes are not", () => {
    const llm = LLM_WITH_VOLUMES.replace(/ {4}usage: \{ inputMTokPerMonth: \{ low: 30.*\n/, "");
    const one = underPrices(filesOfCosts({ "llm-config.yaml": llm }), dearer);
    expect(one.environments[0]?.summary).toMatchObject({
      cost: { kind: "unknown", missing: ["volumes of layer analysis"] },
      notes: [note],
    });
    expect(textOf(one)).toContain(note);
    expect(commentOf(one)).toContain("nothing to deploy; token cost unknown: needs volumes of layer analysis");
  });

  test("of a model that no layer uses is nothing", () => {
    const unused: PriceRow = { model: "gpt-5.4-mini", quotes: [{ source: "meters", input: 9, output: 9 }] };
    expect(textOf(underPrices(filesOfCosts(), unused))).toContain("no change of dev");
  });

  test("of what is cached is in the difference as well", () => {
    const cached: PriceRow = {
      model: "Kimi-K2.6",
      quotes: [{ source: "copies", input: 0.95, cachedInput: 0.2, output: 4 }],
    };
    const without = filesOfCosts({ "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "Kimi-K2.6") });
    expect(underPrices(without, cached).environments[0]?.summary).toMatchObject({
      cost: { kind: "unknown" },
      notes: ["Kimi-K2.6: another price of cached input, or of long requests"],
    });
  });

  test("is read from each revision", async () => {
    const repository = Repository.withDev();
    const file = "config/catalog/prices.yaml";
    const now = readFileSync(file, "utf8");
    const usage = "usage: { inputMTokPerMonth: { low: 4, high: 8 }, outputMTokPerMonth: { low: 1, high: 2 } }";
    repository.write("dev", {
      "models.yaml": MODELS,
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4 }", `gpt-5.4, ${usage} }`),
    });
    writeFiles(repository.folder, { [file]: now.replace(/(model: gpt-5\.4\n[^]*?input: )[\d.]+/, "$11.5") });
    repository.commit();
    writeFiles(repository.folder, { [file]: now });
    expect((await repository.review("HEAD")).stdout).toContain("token cost: +$4.00 to +$8.00 a month\n");
    // What is no price list is taken for this program's.
    writeFiles(repository.folder, { [file]: "prices: [" });
    repository.commit();
    writeFiles(repository.folder, { [file]: now });
    expect((await repository.review("HEAD")).stdout).toContain("no change of dev");
  });
});
