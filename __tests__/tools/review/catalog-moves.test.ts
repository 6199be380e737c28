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

describe("a date that moves beside a change of deployments", () => {
  const commentOn = (change: (models: string) => string): string => {
    const entry = "gpt-5.4\n    format: OpenAI\n    apis: [chat-completions]\n    capacity: 50\n";
    const models = MODELS.replace("gpt-5.4\n", entry);
    const side = (text: string, retirement: string) => {
      const catalog = catalogOf({ ...GPT, retirement }, { ...GPT, name: "other" });
      const files = filesWith({ "models.yaml": text });
      return { ...readConfiguration(memorySource({ dev: files }), { catalog, today: TODAY }), catalog };
    };
    const moved = side(change(models), "2027-08-15");
    return commentOf(review(side(models, "2027-09-02"), moved, { today: TODAY, prices: pricesOfCosts() }))
      .split("<details>")[0]!
      .replaceAll(/&#4[01];/g, "");
  };
  const LINE = "retirements gained: gpt-5.4 2026-03-05 on 2027-08-15";

  test("is said where the row is of another model, and not what that row says", () => {
    const text = commentOn((models) => `${models}  - name: other\n`);
    expect(text).toContain("| create | deployment `other`");
    expect(text).toContain(LINE);
    expect(text).not.toMatch(/retirements gained:.* other /);
  });

  test("is said where the row is about its capacity alone", () => {
    const text = commentOn((models) => models.replace("capacity: 50", "capacity: 60"));
    expect(text).toContain("| update | deployment `gpt-5.4`");
    expect(text).toContain(LINE);
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
      notes: ["Kimi-K2.6: price of cached input $0.16 → $0.20 (1.3 times) per million tokens"],
    });
  });

  test("of long requests is named with both figures, beside those of input and output", () => {
    const quote = { source: "meters", input: 3, cachedInput: 0.125, output: 15 };
    const longContext = { aboveInputTokens: 1000, input: 6, output: 22.5 };
    const side = { ...revision({ dev: filesWith() }), prices: pricesOfCosts({ model: "gpt-5.4", quotes: [quote] }) };
    const head = {
      ...side,
      prices: pricesOfCosts({ model: "gpt-5.4", quotes: [{ ...quote, input: 4, cachedInput: 0.13, longContext }] }),
    };
    const { environments } = review(side, head, { today: TODAY, prices: pricesOfCosts() });
    expect(environments[0]?.summary.notes).toEqual([
      [
        "gpt-5.4: price $3.00 → $4.00 in (1.3 times), $15.00 out as before per million tokens",
        "price of cached input $0.125 → $0.13 per million tokens",
        "long requests begin above unknown → 1,000 input tokens",
        "price of input of long requests unknown → $6.00 per million tokens",
        "price of output of long requests unknown → $22.50 per million tokens",
      ].join("; "),
    ]);
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
