import { loadCatalog } from "../../../config/catalog/catalog";
import { costReport } from "../../../tools/cost/cost-report";
import { bar, percent, price, quantity, rounded, span, usd } from "../../../tools/text/figures";
import { renderCost } from "../../../tools/cost/render-cost";
import { environmentOfCosts, LLM_WITH_VOLUMES, pricesOfCosts } from "../../helpers/cost";

test("the whole text, with a what-if and a layer without volumes", () => {
  const llm = LLM_WITH_VOLUMES.replace(/ {4}usage: \{ inputMTokPerMonth: \{ low: 30.*\n/, "");
  const report = costReport(environmentOfCosts({ "llm-config.yaml": llm }), pricesOfCosts(), loadCatalog(), {
    today: "2026-11-22",
    reroutes: [{ layer: "decision", model: "gpt-5.4-mini" }],
    scale: 2,
  });
  expect(renderCost([report], "text")).toMatchInlineSnapshot(`
    "dev: cost as of 2026-11-22

    A month costs 90.00 to 210.00 USD by the published estimate (guide; here times 2).
    The credits of 1,000.00 USD last 5 to 11 months at that rate and end between April 2027 and October 2027.
    Self-hosting pays above 10,000.00 USD a month, 48 to 111 times that.

    Measured usage, USD a month
      nothing is saved: npx aucert-foundry usage --env dev --save asks Azure what was used (docs/cost.md)

    Volumes by hand: layers, USD a month
      stage  layer       model           low   high
      L1     generation  Kimi-K2.6     31.05  62.10
      L4     decision    gpt-5.4-mini  12.30  24.60
      what if: all volumes times 2
      what if: decision is served by gpt-5.4-mini
      total: at least 43.35 to 86.70 USD a month
      layers without volumes: analysis; docs/cost.md says how to add them

    Change against the models as configured, USD a month
      layer     from     to               low    high
      decision  gpt-5.4  gpt-5.4-mini  -33.90  -67.80
      total: -33.90 to -67.80 USD a month

    Volumes by hand: models, USD a month
      model         layers      paid by    low   high
      Kimi-K2.6     generation  credits  31.05  62.10
      gpt-5.4-mini  decision    credits  12.30  24.60
      no layer uses gpt-5.4: a deployment that gets no requests costs nothing

    Credits
      from                USD a month              months they last  end in
      published estimate  90.00 to 210.00          5 to 11           2027-04 to 2027-10
      volumes             at least 43.35 to 86.70  at most 12 to 23  at most 2027-11 to 2028-10
      credits: 1,000.00 USD (portal)
      published estimate: 90.00 to 210.00 USD a month (guide; here times 2)
      It was probably made with older prices, which have moved since: down for gpt-5.4 (0.63 to 0.94 times); what that makes of the estimate only measured usage can say.
      the published estimate is for the models as configured

    Self-hosting
      from                USD a month              share of the threshold   break-even at
      published estimate  90.00 to 210.00          0.9 % to 2.1 %           48 to 111 times the volume
      volumes             at least 43.35 to 86.70  at least 0.4 % to 0.9 %  at most 115 to 231 times the volume
      threshold: self-hosting pays above 10,000.00 USD a month (ADR)
      one idle GPU node pool: 1,460.00 to 5,840.00 USD a month, 730 hours at 2.00 to 8.00 (ADR)
      idle GlobalStandard deployments: 0.00 USD a month
      10,000.00 USD buys 5,952 million output or 17,241 million input tokens of DeepSeek-V3.2
      10,000.00 USD buys 2,500 million output or 10,526 million input tokens of Kimi-K2.6
      10,000.00 USD buys 667 million output or 4,000 million input tokens of gpt-5.4
      10,000.00 USD buys 2,222 million output or 13,333 million input tokens of gpt-5.4-mini

    Prices, USD per million tokens
      model          input  output  counted  source
      DeepSeek-V3.2   0.58    1.68  yes      a copied list
      Kimi-K2.6       0.95    4.00  yes      a copied list
      gpt-5.4         2.50   15.00  yes      Azure price list, 31 July 2026
      gpt-5.4         2.40   14.00  no       a copied list
      gpt-5.4-mini    0.75    4.50  yes      Azure price list, 31 July 2026
      gathered on 22 November 2026: Azure's meters first, then Microsoft's pages, then third parties
      Kimi-K2.6: cached input 0.16
      gpt-5.4: cached input 0.25; in requests above 272,000 input tokens: input 5.00, cached input 0.50, output 22.50
      gpt-5.4-mini: cached input 0.075

    How prices moved, USD per million tokens
      model    input then   now  times  output then    now  times
      gpt-5.4        4.00  2.50   0.63        16.00  15.00   0.94
      then: the guide, approximate; shown for comparison, never counted with
    "
  `);
});

test.each(["text", "markdown"] as const)(
  "of several environments' credits the %s says that each counts its own",
  (format) => {
    const environment = environmentOfCosts();
    const shown = (...environments: (typeof environment)[]): string => {
      const options = { today: "2026-11-22", reroutes: [], scale: 1 };
      return renderCost(
        environments.map((one) => costReport(one, pricesOfCosts(), loadCatalog(), options)),
        format,
      );
    };
    const prod = { ...environment, name: "prod" };
    const said =
      "Credits are each environment's own: where dev, prod spend the same ones, they run out sooner than each says.";
    expect(shown(environment, prod)).toMatch(new RegExp(`\\n\\n${said}\\n$`));
    expect(shown(environment)).not.toContain("each environment's own");
    // One that has none spends nobody's.
    expect(shown(environment, { ...prod, cost: {} })).not.toContain("each environment's own");
  },
);

test.each([
  [0, "0.00"],
  [0.001, "<0.01"],
  [0.005, "0.01"],
  [1.005, "1.01"],
  [64.425, "64.43"],
  [1234567.891, "1,234,567.89"],
])("%f USD is shown as %s", (value, text) => expect(usd(value)).toBe(text));

test.each([
  [0.1 + 0.2, 6, 0.3],
  [1.0000005, 6, 1.000001],
  [-64.425, 2, -64.43],
  [-0.001, 2, 0],
])("%f to %i digits is %f", (value, digits, expected) => expect(rounded(value, digits)).toBe(expected));

test("prices have as many digits as they have, quantities as many as matter", () => {
  expect([price(0.125), price(15), price(undefined)]).toEqual(["0.125", "15.00", "-"]);
  expect([quantity(5952.4), quantity(10), quantity(2.25), quantity(0.0582), quantity(0)]).toEqual([
    "5,952",
    "10",
    "2.3",
    "0.058",
    "0",
  ]);
  expect([percent(0.0105), percent(0.0001), percent(0), percent(1.05)]).toEqual([
    "1.1 %",
    "<0.1 %",
    "0.0 %",
    "105.0 %",
  ]);
  expect([span({ low: 1, high: 2 }, usd), span({ low: 1, high: 1.001 }, usd)]).toEqual(["1.00 to 2.00", "1.00"]);
});

test("a bar has ten cells, and a share that is there at least one", () => {
  expect([bar(0), bar(0.001), bar(0.5), bar(1)]).toEqual(["░░░░░░░░░░", "█░░░░░░░░░", "█████░░░░░", "██████████"]);
});
