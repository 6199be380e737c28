/** What a review says of quota, by an answer of Azure that lies beside the environment's files. */
import { readFileSync } from "node:fs";
import { QUESTIONS } from "../../../tools/azure/facts";
import { renderReviewMarkdown } from "../../../tools/review/render-markdown";
import { renderReviewText } from "../../../tools/review/render-text";
import { review } from "../../../tools/review/review";
import { ACCOUNT, filesWith, MODELS, TODAY } from "../../helpers/config";
import { pricesOfCosts } from "../../helpers/cost";
import { Repository } from "../../helpers/repository";
import { revision } from "../../helpers/review";

const BASE = filesWith();
const RAISED = filesWith({ "models.yaml": MODELS.replace("250", "300") });
const SWAPPED = filesWith({
  "models.yaml": `${MODELS.replace("gpt-5.4", "gpt-5.4-mini").replace("2026-03-05", "2026-03-17")}`,
});

interface Saved {
  readonly limit?: number;
  readonly current?: number;
  readonly takenOn?: string;
  readonly location?: string;
  readonly names?: readonly string[];
}

/** An answer: `gpt-5.4` is deployed with 250, and all models share one quota. */
function answer({
  limit = 1000,
  current = 250,
  takenOn = "2026-11-20",
  location = "westus",
  names = [],
}: Saved): string {
  const offered = [
    ["gpt-5.4", "2026-03-05"],
    ["gpt-5.4-mini", "2026-03-17"],
  ].map(([name, version]) => ({
    ...{ name, format: "OpenAI", version },
    skus: [{ name: "GlobalStandard", usageName: names.includes(name!) ? undefined : "OpenAI.GlobalStandard.shared" }],
  }));
  const deployed = [
    {
      name: "gpt-5.4",
      format: "OpenAI",
      model: "gpt-5.4",
      version: "2026-03-05",
      sku: "GlobalStandard",
      capacity: 250,
    },
  ];
  const given: Record<string, unknown> = {
    models: { kind: "known", value: offered },
    usages: { kind: "known", value: [{ name: "OpenAI.GlobalStandard.shared", limit, current }] },
    deployments: { kind: "known", value: deployed },
  };
  const answers = Object.fromEntries(QUESTIONS.map((question) => [question, given[question] ?? { kind: "absent" }]));
  const place = { name: "aucert-test", subdomain: "aucert-test", resourceGroup: "test-rg", location };
  return JSON.stringify({ version: 1, takenOn, place, answers });
}

function reviewedWith(text: string | undefined, head = RAISED, base = BASE) {
  const answers = new Map(text === undefined ? [] : [["dev", text]]);
  const options = { today: TODAY, prices: pricesOfCosts() };
  return review(revision({ dev: base }), { ...revision({ dev: head }), answers }, options);
}

const quotaIn = (text: string | undefined, head = RAISED, base = BASE) => {
  const [one] = reviewedWith(text, head, base).environments;
  return [one?.risk, one?.summary.quota?.fit, one?.summary.quota?.lines];
};

test.each<[string, Saved, unknown[]]>([
  ["fits", {}, ["safe", "fits", ["gpt-5.4: needs 50 more capacity (750 of 1,000 left, 250 held by this account)"]]],
  [
    "does not fit: Azure would refuse it",
    { limit: 290 },
    [
      "refused",
      "does-not-fit",
      ["gpt-5.4: needs 50 more capacity, over the quota by 10 (40 of 290 left, 250 held by this account)"],
    ],
  ],
  [
    "did not fit some weeks ago, which refuses nothing",
    { limit: 290, takenOn: "2026-11-01" },
    [
      "careful",
      "does-not-fit",
      ["gpt-5.4: needs 50 more capacity, over the quota by 10 (40 of 290 left, 250 held by this account)"],
    ],
  ],
  [
    "is unknown where Azure names none",
    { names: ["gpt-5.4"] },
    ["careful", "unknown", ["gpt-5.4: Azure names no quota for it"]],
  ],
  [
    "is unknown by an answer of another place",
    { location: "eastus" },
    ["careful", "unknown", ["azure.json is of another place: location eastus, not westus"]],
  ],
])("more capacity %s", (_, saved, expected) => {
  expect(quotaIn(answer(saved))).toEqual(expected);
});

test("old and new at once may be too much on the way", () => {
  const [risk, fit, lines] = quotaIn(answer({ limit: 400 }), SWAPPED);
  expect([fit, lines]).toEqual([
    "not-on-the-way",
    [
      "gpt-5.4-mini: needs 0 more capacity, 250 at the peak of the change, which is 100 too much (150 of 400 left, 250 held by this account)",
    ],
  ]);
  expect(risk).not.toBe("safe");
});

test("nothing is said without an answer, nor of a change that asks for nothing", () => {
  const nothing = [expect.anything(), undefined, undefined];
  expect(quotaIn(undefined)).toEqual(nothing);
  expect(quotaIn(answer({}), BASE, RAISED)).toEqual(nothing);
  expect(quotaIn("no JSON", filesWith({ "account.yaml": `${ACCOUNT}lock: CanNotDelete\n` }))).toEqual(nothing);
});

test("what is no answer is said to be none", () => {
  expect(quotaIn("no JSON")).toEqual([
    "careful",
    "unknown",
    ["azure.json is not a snapshot of preflight (not valid JSON); write one with --save"],
  ]);
});

test("the comment and the text say it, and how old the answer is", () => {
  const line =
    "quota: fits, by Azure's answer of 2026-11-20 (2 days old): gpt-5.4: needs 50 more capacity (750 of 1,000 left, 250 held by this account)";
  const said = reviewedWith(answer({}));
  expect(renderReviewText(said, { colour: false, textOf: () => undefined })).toContain(`  ${line}\n`);
  const seen = renderReviewMarkdown(said, "").replace(/&#(\d+);/g, (_, point: string) =>
    String.fromCodePoint(Number(point)),
  );
  expect(seen).toContain(`- \`dev\`: 1 update; ${line}\n`);
  const old = renderReviewMarkdown(reviewedWith(answer({ takenOn: "2026-11-01" })), "");
  expect(old).toContain("21 days old, ask again with preflight --save");
});

test("the answer is read from git and from the working tree, and is no stray file", async () => {
  const repository = Repository.withDev();
  repository.write("dev", { "azure.json": answer({}), "models.yaml": MODELS.replace("250", "300") });
  const inTree = await repository.review("HEAD");
  repository.commit();
  const inGit = await repository.review("HEAD~1", "HEAD");
  for (const { stdout, status } of [inTree, inGit]) {
    expect(status).toBe(0);
    expect(stdout).toContain("quota: fits");
    expect(stdout).not.toContain("stray");
  }
});

test("the made-up answer of the documentation is one", () => {
  const text = readFileSync("docs/examples/azure-answer.json", "utf8");
  expect(quotaIn(text)[1]).toBe("unknown");
});
