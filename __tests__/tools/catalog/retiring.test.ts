/** Deployed models that retire soon, and what is said of each. */
import { retiringModels, retiringText } from "../../../tools/catalog/retiring";
import path from "node:path";
import { ACCOUNT, catalogOf, filesWith, load, MODELS } from "../../helpers/config";
import { PriceList } from "../../../config/cost/prices";
import { cli } from "../../helpers/cli";
import { DEV, ROOT, temporaryFolder, type Tree, writeFiles } from "../../helpers/workspace";

const PRICES = new PriceList({
  asOf: "2026-11-01",
  sources: { list: { name: "a list", kind: "azure-meters", path: "a list" } },
  prices: [{ model: "gpt-6", quotes: [{ source: "list", input: 1.5, output: 6 }] }],
});
const MODEL = { format: "OpenAI", version: "2026-03-05" };
const catalog = catalogOf(
  { ...MODEL, name: "gpt-5.4", retirement: "2027-03-22", replacement: "gpt-6" },
  { ...MODEL, name: "gpt-5.4-mini", retirement: "2026-12-01" },
  { ...MODEL, name: "gpt-6", apis: ["responses"], retirement: "2027-03-23" },
);
const LIST = `version: 1
defaults: { capacity: 100 }
models: [{ name: gpt-5.4 }, { name: gpt-5.4-mini }, { name: gpt-6 }]
`;
const LAYERS = `version: 1
provider: foundry
layers:
  decision: { stage: L4, model: gpt-5.4 }
  analysis: { stage: L3, model: gpt-6, api: responses, fallbacks: [gpt-5.4] }
`;

/** As a command loads them: what time has made wrong is none of its errors. */
function retiring(today: string) {
  const files = filesWith({ "models.yaml": LIST, "llm-config.yaml": LAYERS });
  const { environments } = load(files, { catalog, today: "2026-01-01" });
  expect(environments).toHaveLength(1);
  return retiringModels(environments, catalog, PRICES, today);
}

test("120 days before, by day, with every layer that calls it", () => {
  expect(retiring("2026-11-22").map(({ model, daysLeft, layers }) => [model, daysLeft, layers])).toEqual([
    ["gpt-5.4-mini", 9, { dev: [] }],
    ["gpt-5.4", 120, { dev: ["analysis", "decision"] }],
  ]);
  expect(retiring("2026-11-23").map(({ model }) => model)).toEqual(["gpt-5.4-mini", "gpt-5.4", "gpt-6"]);
  expect(retiring("2026-07-01")).toEqual([]);
});

test("what models.yaml says of a model holds, and a retired one needs no day", () => {
  const own = `version: 1
defaults: { capacity: 100 }
models:
  - { name: gpt-5.4, lifecycle: Retired }
  - { name: gpt-5.4-mini, retirement: 2028-01-01 }
  - { name: gpt-6, retirement: 2026-12-14 }
`;
  // A model that is called retired whatever the day is an error unless it is waived.
  const account = `${ACCOUNT}waivers: [{ code: retired, subject: gpt-5.4, reason: tests, until: 2027-01-01 }]\n`;
  const files = filesWith({ "account.yaml": account, "models.yaml": own, "llm-config.yaml": LAYERS });
  const { environments } = load(files, { catalog, today: "2026-11-01" });
  const models = retiringModels(environments, catalog, PRICES, "2026-11-22");
  expect(models.map(({ model, retirement, daysLeft }) => [model, retirement, daysLeft])).toEqual([
    ["gpt-5.4", null, null],
    ["gpt-6", "2026-12-14", 22],
  ]);
  expect(retiringText(models)).toMatch(/^gpt-5\.4 2026-03-05 was retired\n/);
});

test("two environments that give a model different days: the nearer, with the layers of both", () => {
  const filesOf = (retirement: string) =>
    filesWith({
      "models.yaml": `version: 1\ndefaults: { capacity: 100 }\nmodels: [{ name: gpt-5.4, retirement: ${retirement} }]\n`,
    });
  const of = (retirement: string) => load(filesOf(retirement), { catalog, today: "2026-01-01" }).environments;
  const environments = [...of("2027-02-01"), ...of("2027-01-01").map((one) => ({ ...one, name: "prod" }))];
  expect(retiringModels(environments, catalog, PRICES, "2026-11-22")).toMatchObject([
    { retirement: "2027-01-01", daysLeft: 40, layers: { dev: ["decision"], prod: ["decision"] } },
  ]);
});

test("the successor's price and API, and the command of the swap", () => {
  const [, model] = retiring("2026-12-02");
  expect(model).toMatchObject({
    successor: { name: "gpt-6", apis: ["responses"], price: { input: 1.5, output: 6 } },
    command: "npx aucert-foundry swap gpt-5.4 gpt-6",
  });
  expect(retiringText(retiring("2026-12-02").slice(0, 2))).toBe(`gpt-5.4-mini 2026-03-05 was retired on 2026-12-01
  layers     dev: no layer
  successor  none named
  swap       npx aucert-foundry swap gpt-5.4-mini SUCCESSOR

gpt-5.4 2026-03-05 retires on 2027-03-22, in 110 days
  layers     dev: analysis, decision
  successor  gpt-6 (responses; $1.5 in, $6 out per million tokens)
  swap       npx aucert-foundry swap gpt-5.4 gpt-6
`);
  expect(retiringText([])).toBe("no deployed model retires within 120 days\n");
});

test("the command lists a model that is retired whatever the day, which validate calls an error", async () => {
  const folder = temporaryFolder();
  writeFiles(path.join(folder, DEV), filesWith({ "models.yaml": `${MODELS}    lifecycle: Retired\n` }) as Tree);
  const { status, stdout } = await cli(["catalog", "retiring", "--today", "2026-11-22"], { cwd: folder });
  expect([status, stdout.split("\n")[0]]).toEqual([0, "gpt-5.4 2026-03-05 was retired"]);
});

test("the command looks at the repository alone, and refuses what only a refresh takes", async () => {
  const json = await cli(["catalog", "retiring", "--format", "json", "--today", "2026-11-22"], { cwd: ROOT });
  expect(JSON.parse(json.stdout)).toMatchObject({
    version: 1,
    today: "2026-11-22",
    models: expect.any(Array) as unknown,
  });
  const refused = await Promise.all(
    [
      ["retiring", "--check"],
      ["retiring", "--format", "markdown"],
      ["refresh", "--today", "2026-11-22"],
      ["refresh", "--format", "json"],
    ].map((args) => cli(["catalog", ...args], { cwd: ROOT })),
  );
  expect(refused.map(({ status, stderr }) => [status, stderr])).toEqual([
    [2, "catalog retiring takes no --check\n"],
    [2, "catalog retiring has the formats text and json\n"],
    [2, "catalog refresh takes no --today\n"],
    [2, "catalog refresh has the formats text and markdown\n"],
  ]);
});
