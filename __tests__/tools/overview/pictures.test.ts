/** The pictures say what the configuration says: each change of it changes them. */
import { layoutEngine } from "../../../tools/overview/engine";
import type { OverviewFacts } from "../../../tools/overview/facts";
import { livesOf } from "../../../tools/overview/life";
import { pathsOf } from "../../../tools/overview/paths";
import { creditsPicture } from "../../../tools/overview/pictures/credits-picture";
import type { LayoutEngine } from "../../../tools/overview/pictures/graph-layout";
import { NARROW, type Paper, type Picture, WIDE } from "../../../tools/overview/pictures/picture";
import { requestPicture } from "../../../tools/overview/pictures/request-picture";
import { routingPicture } from "../../../tools/overview/pictures/routing-picture";
import { scalePicture } from "../../../tools/overview/pictures/scale-picture";
import { linesOf, textWidth } from "../../../tools/overview/pictures/text-width";
import { timePicture } from "../../../tools/overview/pictures/time-picture";
import { wherePicture } from "../../../tools/overview/pictures/where-picture";
import { ACCOUNT, LLM_CONFIG, MODELS } from "../../helpers/config";
import { factsWith, largeFiles } from "../../helpers/overview";

const KIMI = `${MODELS}  - name: Kimi-K2.6\n    version: "2026-04-20"\n`;
const TWO = { "models.yaml": KIMI };
const IDENTITY = `identity:
  name: pods-identity
  oidcIssuerUrl: https://westus.oic.prod-aks.azure.com/8d3b1c72-4e5f-4a60-b7c8-9d0e1f2a3b4c/2b6e4d10-9a8c-47f3-8e21-6c5d4b3a2f1e/
`;

let engine: LayoutEngine;
beforeAll(async () => {
  engine = await layoutEngine();
});

/** Every text in a picture, in its order. */
function textsIn({ body }: Picture): string[] {
  return [...body.text.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text);
}

const where = (facts: OverviewFacts, paper = WIDE) => textsIn(wherePicture(facts, paper, engine)).join(" ");
const routing = (facts: OverviewFacts, paper = WIDE) => routingPicture(facts, paper, engine);
const request = (facts: OverviewFacts, index = 0) =>
  textsIn(requestPicture(facts, pathsOf(facts.environment)[index]!, WIDE)).join(" ");
const layers = (lines: string) => LLM_CONFIG.replace(/layers:\n[^]*/, `layers:\n${lines}`);

describe("what runs where", () => {
  test("names the fixed surroundings, the cluster and the deployments that synth writes", () => {
    const shown = where(factsWith());

    for (const name of ["aucert-vnet, 10.0.0.0/16", "Cluster test-aks", "Entra ID", "Account aucert-test", "gpt-5.4"])
      expect(shown).toContain(name);
    expect(shown).not.toContain("Kimi-K2.6");
  });

  test("shows a model that is added", () => {
    expect(where(factsWith(TWO))).toContain("Kimi-K2.6");
  });

  test("shows what identity and network add", () => {
    const secured = `${ACCOUNT}${IDENTITY}network: { allowedIps: [20.42.7.9, 20.42.8.0/24] }\n`;
    const [plain, shown] = [where(factsWith()), where(factsWith({ "account.yaml": secured }))];

    for (const added of ["identity of the pods", "pods-identity", "sign-in of a namespace"]) {
      expect([plain.includes(added), shown.includes(added)]).toEqual([false, true]);
    }
    expect(shown).toContain("2 listed ranges only");
    expect(plain).not.toContain("listed");
  });

  test("groups more than 12 deployments by publisher, and more than 8 other resources by kind", () => {
    const files = largeFiles();
    const grants = Array.from(
      { length: 9 },
      (_, index) =>
        `  - { principalId: 3c9d7e52-1f0a-4b8c-a6d4-5e7f8091a2b${index}, principalType: Group, role: Reader }\n`,
    );
    const shown = where(factsWith({ ...files, "account.yaml": `${ACCOUNT}access:\n${grants.join("")}` }));

    expect(shown).toMatch(/OpenAI \d+ deployments/);
    expect(shown).not.toContain("gpt-5-mini");
    expect(shown).toContain("role: 9");
  });
});

describe("one request", () => {
  test("names the variable, the full address, the sign-in and what 429 means", () => {
    const shown = request(factsWith());

    expect(shown).toContain("LLM_FOUNDRY_DECISION_MODEL=gpt-5.4");
    expect(shown).toContain("POST https://aucert-test.openai.azure.com/openai/v1/chat/completions");
    expect(shown).toContain("service account llm-client");
    expect(shown).toContain("429");
    expect(shown).not.toMatch(/fallbacks|listed|pods-identity/);
  });

  test("has a path for each API and each provider, with its own sign-in", () => {
    const two = layers(`  decision: { stage: L4, model: gpt-5.4 }
  code: { stage: L4, model: gpt-5.4, api: responses }
providers:
  direct: { models: { decision: other-model, code: { model: other-model, api: responses } } }
`);
    const facts = factsWith({ "llm-config.yaml": two });

    expect(pathsOf(facts.environment).map(({ provider, api, isInUse }) => [provider.name, api, isInUse])).toEqual([
      ["foundry", "chat-completions", true],
      ["foundry", "responses", true],
      ["direct", "chat-completions", false],
      ["direct", "responses", false],
    ]);
    expect(request(facts, 1)).toContain("/openai/v1/responses");
    expect(request(facts, 2)).toMatch(/reads the key from OPENAI_API_KEY.*api\.openai\.com/);
  });

  test("shows what identity, network and fallbacks add", () => {
    const files = {
      "account.yaml": `${ACCOUNT}${IDENTITY}network: { allowedIps: [20.42.7.9] }\n`,
      ...TWO,
      "llm-config.yaml": layers("  decision: { stage: L4, model: gpt-5.4, fallbacks: [Kimi-K2.6] }\n"),
    };
    const shown = request(factsWith(files));

    for (const added of ["as pods-identity", "is the address listed?", "then its fallbacks in order"]) {
      expect(shown).toContain(added);
    }
  });
});

describe("who answers what", () => {
  const arrows = (picture: Picture) => picture.body.text.match(/class="edge( dashed)?"/g) ?? [];
  /** Where a box's name stands. */
  const placeOf = (picture: Picture, name: string) =>
    new RegExp(`<text x="([\\d.]+)" y="([\\d.]+)"[^>]*>${name}</text>`).exec(picture.body.text)?.slice(1).map(Number);

  test("moves the arrow of a layer that is moved, and calls the model idle that it left", () => {
    const before = routing(factsWith(TWO));
    const after = routing(
      factsWith({ ...TWO, "llm-config.yaml": layers("  decision: { stage: L4, model: Kimi-K2.6 }\n") }),
    );

    expect(before.alternative).toBe("decision asks gpt-5.4. No layer calls Kimi-K2.6.");
    expect(after.alternative).toBe("decision asks Kimi-K2.6. No layer calls gpt-5.4.");
    const idle = (picture: Picture) => textsIn(picture).slice(-1);
    expect([idle(before), idle(after)]).toEqual([["Kimi-K2.6"], ["gpt-5.4"]]);
    expect(textsIn(before)).toContain("Called by no layer: $0");
  });

  test("draws a fallback as a dashed arrow, and nothing idle then", () => {
    const fallback = layers("  decision: { stage: L4, model: gpt-5.4, fallbacks: [Kimi-K2.6] }\n");
    const [before, after] = [routing(factsWith(TWO)), routing(factsWith({ ...TWO, "llm-config.yaml": fallback }))];

    expect(arrows(before)).toEqual(['class="edge"']);
    expect(arrows(after)).toEqual(['class="edge"', 'class="edge dashed"']);
    expect(textsIn(after).join(" ")).not.toContain("Called by no layer");
  });

  test("stands in the order of the pipeline", () => {
    const two = layers("  b-last: { stage: L10, model: gpt-5.4 }\n  c-first: { stage: L2, model: gpt-5.4 }\n");
    const picture = routing(factsWith({ "llm-config.yaml": two }));
    const [first, last] = [placeOf(picture, "c-first"), placeOf(picture, "b-last")];

    expect(first![1]).toBeLessThan(last![1]!);
  });
});

describe("what is coming", () => {
  const FACTS = (today: string) => factsWith({ "models.yaml": KIMI }, { today });
  const bars = (picture: Picture) => picture.body.text.match(/class="(bar|soon|open)"/g);

  test("a version is near from 120 days on, and over from its day on", () => {
    const classesOn = (today: string) => bars(timePicture(livesOf(FACTS(today)), today, WIDE));

    // Kimi-K2.6 retires on 2027-04-16, gpt-5.4 on 2027-09-02.
    expect(classesOn("2026-12-16")).toEqual(['class="bar"', 'class="bar"']);
    expect(classesOn("2026-12-17")).toEqual(['class="soon"', 'class="bar"']);
    expect(textsIn(timePicture(livesOf(FACTS("2027-04-16")), "2027-04-16", WIDE))).toContain("retired 2027-04-16");
  });

  test("of a version without a published day the bar is open, and no day is made up", () => {
    const facts = factsWith({
      "models.yaml": MODELS.replace("gpt-5.4", "DeepSeek-V3.2").replace("2026-03-05", "1"),
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "DeepSeek-V3.2"),
    });
    const picture = timePicture(livesOf(facts), facts.today, WIDE);

    expect(bars(picture)).toEqual(['class="open"']);
    expect(textsIn(picture)).toContain("no day published");
  });

  test("shows a waiver and its last day", () => {
    const waiver = "waivers: [{ code: preview, subject: Kimi-K2.6, reason: tests, until: 2027-01-31 }]\n";
    const facts = factsWith({ "account.yaml": ACCOUNT + waiver, "models.yaml": KIMI });

    expect(textsIn(timePicture(livesOf(facts), facts.today, WIDE)).join(" ")).toContain("waived until 2027-01-31");
  });
});

describe("the money", () => {
  test("credits end in the months of both estimates", () => {
    const runway = {
      kind: "known" as const,
      months: { least: 10, most: 22 },
      ends: { first: "2027-09", last: "2028-09" },
    };

    expect(textsIn(creditsPicture(1000, runway, "2026-11-22", WIDE))).toEqual([
      "$1,000",
      "$0",
      "today",
      "September 2028",
      "September 2027",
      "high estimate",
      "low estimate",
    ]);
  });

  test("on the logarithmic scale ten times as much is as far again, and nothing stands left of all", () => {
    const at = (usd: number) => ({ name: `a${usd}`, usd: { low: usd, high: usd } });
    const { body } = scalePicture([at(0), at(10), at(100), at(1000)], WIDE);
    const [nothing, ten, hundred, thousand] = [
      ...body.text.matchAll(/<rect x="([\d.]+)"[^>]*class="(?:bar|number)"/g),
    ].map(([, x]) => Number(x));

    expect(nothing).toBeLessThan(ten!);
    expect(thousand! - hundred!).toBeCloseTo(hundred! - ten!, 0);
  });
});

test.each<readonly [string, Paper]>([
  ["a phone", NARROW],
  ["a sheet", WIDE],
])("no picture is wider than %s, in the largest case too", (_, paper) => {
  for (const facts of [factsWith(), factsWith(largeFiles())]) {
    const pictures = [
      wherePicture(facts, paper, engine),
      routing(facts, paper),
      timePicture(livesOf(facts), facts.today, paper),
      ...pathsOf(facts.environment).map((path) => requestPicture(facts, path, paper)),
    ];
    for (const { width } of pictures) expect(width).toBeLessThanOrEqual(paper.width);
  }
});

describe("text is measured before it is drawn", () => {
  const STYLE = { size: 10 };

  test.each([
    ["a few words that fit", 1000, ["a few words that fit"]],
    ["two words", textWidth("words", STYLE), ["two", "words"]],
    ["gpt-5.3-codex", textWidth("gpt-5.3-", STYLE), ["gpt-5.3-", "codex"]],
    ["iiiiii", textWidth("iii", STYLE), ["iii", "iii"]],
    ["", 100, []],
  ])("%s", (text, width, lines) => {
    expect(linesOf(text, width, STYLE)).toEqual(lines);
  });

  test("what the table lacks counts as the widest", () => {
    expect(textWidth("\u4e2d", STYLE)).toBeGreaterThanOrEqual(textWidth("@", STYLE));
  });
});
