/** What a side cannot say counts as unchanged, and is never called nothing. */
import { type FailOn, FAIL_ON, verdictOf } from "../../../tools/review/fail-on";
import { renderReviewMarkdown } from "../../../tools/review/render-markdown";
import { renderReviewText } from "../../../tools/review/render-text";
import type { Review } from "../../../tools/review/review-model";
import { ACCOUNT, type Files, filesWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { reviewed } from "../../helpers/review";

const TWO = filesWith({ "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n` });
const MOVED = filesWith({ "account.yaml": ACCOUNT.replace("westus", "eastus2").replace("aucert-test", "aucert-new") });
const WITHOUT = { ...TWO, "models.yaml": MODELS };

const BASES: readonly [string, Files, Files][] = [
  ["account.yaml", filesWith({ "account.yaml": ACCOUNT.replace("account:", "acount: 1\naccount:") }), MOVED],
  ["models.yaml", { ...TWO, "models.yaml": `${String(TWO["models.yaml"])}\t[\n` }, WITHOUT],
  ["llm-config.yaml", filesWith({ "llm-config.yaml": `${LLM_CONFIG}\t[\n` }), filesWith()],
];

const textOf = (review: Review): string =>
  renderReviewText({ ...review, findings: [] }, { colour: false, textOf: () => undefined });

describe.each(BASES)("%s of the base with a mistake", (file, base, head) => {
  const review = reviewed({ dev: base }, { dev: head });
  const [one] = review.environments;

  test("makes the change careful, with a sentence that says so and the way out, and no advice", () => {
    expect(review.risk).toBe("careful");
    expect(one).toMatchObject({ unknown: [file], changes: [] });
    expect(one?.summary.notes).toEqual([
      `${file} of the base cannot be read: it counts as unchanged, and what the change does to it is not known: compare with a commit that can be read, \`npx aucert-foundry review <commit>\``,
    ]);
  });

  test.each([
    ["text", textOf(review), "dev: no change that is known\n", "deploy dev: not known\n"],
    ["comment", renderReviewMarkdown(review, ""), "- `dev`: no change that is known", "**Deploy**: not known\n"],
  ])("is not called unchanged in the %s", (_, text, headline, deploy) => {
    expect(text).toContain(headline);
    expect(text).toContain(deploy);
  });
});

test("what a file may do is not ruled out, what it cannot do is", () => {
  const failed = ([, base, head]: (typeof BASES)[number]): string[] => {
    const review = reviewed({ dev: base }, { dev: head });
    return FAIL_ON.filter((condition) => verdictOf(review, [condition]).sentences.length > 0);
  };
  expect(BASES.map(failed)).toEqual([
    ["careful", "outage", "refused", "replace", "delete", "unknown"],
    ["careful", "outage", "refused", "replace", "delete", "retiring", "unknown"],
    ["careful", "outage", "delete", "unknown"],
  ]);
});

describe("--fail-on with an account.yaml of the base that cannot be read", () => {
  const [[, base, head]] = BASES as [(typeof BASES)[number]];
  const review = reviewed({ dev: base }, { dev: head });
  const doubt = "what the change does to account.yaml of dev is not known";

  test("says what cannot be ruled out, and lets it pass", () => {
    expect(verdictOf(review, ["outage"])).toEqual({
      isFailed: false,
      sentences: [`--fail-on outage: cannot be ruled out: ${doubt}; --fail-on unknown fails on it`],
    });
  });

  test.each<[FailOn[], string[]]>([
    [["unknown"], [`--fail-on unknown: ${doubt}`]],
    [
      ["outage", "unknown"],
      [`--fail-on outage: cannot be ruled out: ${doubt}`, `--fail-on unknown: ${doubt}`],
    ],
    [
      ["careful", "outage"],
      [
        "--fail-on careful: the change does that",
        `--fail-on outage: cannot be ruled out: ${doubt}; --fail-on unknown fails on it`,
      ],
    ],
  ])("fails on %j", (conditions, sentences) => {
    expect(verdictOf(review, conditions)).toEqual({ isFailed: true, sentences });
  });
});

test("the cost of a file that cannot be read is not known, not zero", () => {
  const costs = BASES.map(
    ([, base, head]) => reviewed({ dev: base }, { dev: head }).environments[0]?.summary.cost.kind,
  );
  expect(costs).toEqual(["known", "unknown", "unknown"]);
});

test("an entry of the base with a mistake leaves the model list in doubt", () => {
  const base = filesWith({ "models.yaml": MODELS.replace("gpt-5.4", "GPT-5.4") });
  expect(reviewed({ dev: base }, { dev: filesWith() })).toMatchObject({
    risk: "careful",
    environments: [{ unknown: ["models.yaml"] }],
  });
});

test("an environment that goes is not harmless because it cannot be read", () => {
  const [[, base]] = BASES as [(typeof BASES)[number]];
  const review = reviewed({ dev: base }, {});
  expect(review).toMatchObject({ risk: "careful", environments: [{ standing: "removed" }] });
  expect(verdictOf(review, ["outage"])).toMatchObject({ isFailed: false, sentences: [expect.any(String)] });
  expect(verdictOf(review, ["unknown"])).toMatchObject({ isFailed: true });
});

test("an environment that comes loses nothing, whatever of it cannot be read", () => {
  const [[, broken]] = BASES as [(typeof BASES)[number]];
  const review = reviewed({}, { dev: broken });
  expect(review).toMatchObject({ risk: "refused", environments: [{ standing: "new-unreadable", unknown: [] }] });
  expect(verdictOf(review, ["replace", "delete", "retiring", "unknown"])).toEqual({ isFailed: false, sentences: [] });
});
