/** `catalog refresh` against a stand-in for Azure, from the arguments to the files. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { answersText } from "../../../tools/catalog/answers";
import { MODELS_FILE } from "../../../tools/catalog/refresh";
import { failing, HANGING, type Route, send, SUBSCRIPTION, TOKEN } from "../../helpers/arm";
import { answers, KIMI, MODELS_YAML, offered, PRICES_YAML } from "../../helpers/catalog";
import {
  ARM_KIMI,
  closeServers,
  GPT,
  price,
  PRICES,
  projectFolder,
  refreshed,
  standIn,
} from "../../helpers/catalog-project";
import { cli } from "../../helpers/cli";
import { fillDisk } from "../../helpers/full-disk";
import { readTree, ROOT, writeFiles } from "../../helpers/workspace";

afterEach(closeServers);

const MOVED = { "/models": { value: [GPT("2027-09-02"), ARM_KIMI] } };
const WORDS = "gpt-5.4 2026-03-05 retires 2027-09-02 instead of 2027-08-15";
/** What the small catalogue lacks of the stand-in's answers. */
const LIMITS = "capacity limits of 2 model versions, not known before";

test("asks the models, their regions, the quota and the prices, and writes what differs", async () => {
  const run = await refreshed(MOVED);
  expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining(`  ${WORDS}\n  ${LIMITS}\n`) as string });
  expect(run.stdout).not.toContain("left as it is");
  expect(run.stderr).toBe(
    "written; next: npx aucert-foundry schemas, npm run accept, npx aucert-foundry validate, npx aucert-foundry review\n",
  );
  expect(run.models).toContain('\n      retirement: "2027-09-02"\n');
  expect(run.models).toContain("\n    retirement: 2027-08-15 # of the schedule\n");
  expect(run.prices).toBe(PRICES_YAML);
  const asked = run.arm.requests.map((request) => new URL(request.split(" ")[1] ?? "", "http://x"));
  expect(asked.filter(({ pathname }) => pathname.endsWith("/modelCapacities")).map(({ search }) => search)).toEqual([
    "?api-version=2025-09-01&modelFormat=OpenAI&modelName=gpt-5.4&modelVersion=2026-03-05",
    "?api-version=2025-09-01&modelFormat=MoonshotAI&modelName=kimi&modelVersion=1",
  ]);
  expect(asked.find(({ pathname }) => pathname.endsWith("/prices"))?.searchParams.get("$filter")).toBe(
    "serviceName eq 'Foundry Models' and armRegionName eq 'westus'",
  );
  expect([...run.arm.tokens].sort()).toEqual([`Bearer ${TOKEN}`, undefined]);

  const again = await refreshed(MOVED, ["--check"], run.folder);
  expect([again.status, again.stdout]).toEqual([
    0,
    "no change: the catalogue says what Azure answered on 2026-11-22\n",
  ]);
  expect(again.models).toBe(run.models);
});

test.each([
  ["--dry-run", 0],
  ["--check", 1],
])("%s writes nothing, exit code %i", async (option, status) => {
  const run = await refreshed(MOVED, [option]);
  expect(run).toMatchObject({ status, stderr: "", models: MODELS_YAML, prices: PRICES_YAML });
  expect(run.stdout).toContain(WORDS);
});

test("as markdown for a pull request", async () => {
  const { stdout } = await refreshed(MOVED, ["--dry-run", "--format", "markdown"]);
  expect(stdout).toBe(`**2 changes, from Azure's answers of 2026-11-22**\n\n- ${WORDS}\n- ${LIMITS}\n`);
});

/** A list in two pages, its keys as given. */
function paged(pages: readonly object[][], items: string, next: string): Route {
  return (request, response, count) => {
    const { port } = request.socket.address() as { port: number };
    const link = count < pages.length ? `http://127.0.0.1:${port}${request.url}&skip=${count}` : undefined;
    send(response, 200, { [items]: pages[count - 1], [next]: link });
  };
}

test("pages are followed, of Azure's lists and of the prices", async () => {
  const dearer = [
    [price("5.4 inp Gl 1M Tokens", 3)],
    [price("5.4 cd inp Gl 1M Tokens", 0.25), price("5.4 opt Gl 1M Tokens", 15)],
  ];
  const { stdout } = await refreshed({
    "/models": paged([[GPT("2027-09-02")], [ARM_KIMI]], "value", "nextLink"),
    "/usages": paged(
      [[], [{ name: { value: "OpenAI.GlobalStandard.gpt-5.4" }, limit: 1, currentValue: 0, scopeType: "Global" }]],
      "value",
      "nextLink",
    ),
    "/api/retail/prices": paged(dearer, "Items", "NextPageLink"),
  });
  expect(stdout).toContain(WORDS);
  expect(stdout).toContain("scope of the quota of 1 model version, not known before");
  expect(stdout).toContain("gpt-5.4 costs 3 in, 0.25 cached, 15 out a million tokens instead of 2.5 in");
});

test("a price list of 100 pages is read whole, one of 101 is given up", async () => {
  const dearer = [
    price("5.4 inp Gl 1M Tokens", 3),
    price("5.4 cd inp Gl 1M Tokens", 0.25),
    price("5.4 opt Gl 1M Tokens", 15),
  ];
  const pricesIn = (pages: number): Record<string, Route> => {
    const empty = Array.from({ length: pages - 1 }, () => []);
    return { "/api/retail/prices": paged([...empty, dearer], "Items", "NextPageLink") };
  };
  expect((await refreshed(pricesIn(100))).stdout).toContain("gpt-5.4 costs 3 in");
  expect((await refreshed(pricesIn(101))).stdout).toContain("prices: Azure's answer has more than 100 pages");
});

test("a subscription that does not know the newer interface of usages is asked by the older", async () => {
  const old: Route = (request, response) =>
    request.url?.includes("2026-09-15-preview")
      ? send(response, 400, { error: { code: "InvalidApiVersionParameter" } })
      : send(response, 200, {
          value: [{ name: { value: "OpenAI.GlobalStandard.gpt-5.4" }, limit: 1, currentValue: 0 }],
        });
  const { stdout } = await refreshed({ "/usages": old });
  expect(stdout).toBe(`1 change, from Azure's answers of 2026-11-22\n  ${LIMITS}\n`);
});

const DENIED = failing(403, "AuthorizationFailed");
test.each<[string, Record<string, Route>, string]>([
  ["403 for the models", { "/models": DENIED }, "Azure answered 403 AuthorizationFailed"],
  ["garbage for the models", { "/models": { value: "none" } }, "Azure's answer has an unexpected shape"],
  [
    "no JSON for the models",
    { "/models": (_, response) => send(response, 200, "<html>") },
    "is cut short or not valid JSON",
  ],
])("%s: nothing to refresh from, exit 2, nothing written", async (_, changed, reason) => {
  const run = await refreshed(changed);
  expect(run).toMatchObject({ status: 2, stdout: "", models: MODELS_YAML, prices: PRICES_YAML });
  expect(run.stderr).toContain(`Azure's list of models of westus could not be read: ${run.stderr.split("read: ")[1]}`);
  expect(run.stderr).toContain(reason);
});

test.each<[string, Record<string, Route>, string]>([
  [
    "403 for the regions",
    { "/modelCapacities": DENIED },
    "regions of 2 model versions: Azure answered 403 AuthorizationFailed",
  ],
  ["403 for the usages", { "/usages": DENIED }, "scopes of quota: Azure answered 403 AuthorizationFailed"],
  [
    "garbage for the usages",
    { "/usages": { value: [null] } },
    "scopes of quota: Azure's answer has an unexpected shape",
  ],
  ["no price list", { "/api/retail/prices": failing(404, "no") }, "prices: Azure answered 404"],
  [
    "garbage for prices",
    { "/api/retail/prices": (_, response) => send(response, 200, "{") },
    "prices: Azure's answer is cut short or not valid JSON",
  ],
  ["a price list without a list", { "/api/retail/prices": {} }, "prices: Azure's answer has an unexpected shape"],
])("%s: the rest is refreshed, and it is said", async (_, changed, reason) => {
  const run = await refreshed({ ...MOVED, ...changed });
  expect(run).toMatchObject({ status: 0, prices: PRICES_YAML });
  expect(run.stdout.split("\nleft as it is\n")[1]).toBe(`  ${reason}\n`);
  expect(run.models).toContain('retirement: "2027-09-02"');
});

test("a price that is no row of a price list counts for nothing", async () => {
  const odd = [null, 5, price("5.4 inp Gl 1M Tokens", -1), price("5.4 inp Gl 1M Tokens", 9, { type: "Reservation" })];
  const { stdout, prices } = await refreshed({ "/api/retail/prices": { Items: [...odd, ...PRICES.Items] } });
  expect(prices).toBe(PRICES_YAML);
  expect(stdout).not.toContain("left as it is");
});

test("a page of prices on another host is not fetched", async () => {
  const { stdout } = await refreshed({
    "/api/retail/prices": { Items: [], NextPageLink: "http://localhost:1/prices" },
  });
  expect(stdout).toContain("prices: Azure's answer links to another host");
});

test("an Azure that never answers ends with --timeout, and nothing is written", async () => {
  const run = await refreshed({ "/models": HANGING }, ["--timeout", "1"]);
  expect(run).toMatchObject({ status: 2, models: MODELS_YAML });
  expect(run.stderr).toContain("no answer within 1 s");
});

test("without a sign-in nothing is asked or written, prices neither", async () => {
  const folder = projectFolder();
  const arm = await standIn(MOVED);
  const args = ["catalog", "refresh", "--arm-endpoint", arm.url];
  const { status, stdout, stderr } = await cli(args, { cwd: folder, env: { ARM_SUBSCRIPTION_ID: SUBSCRIPTION } });
  expect([status, stdout, arm.requests]).toEqual([2, "", []]);
  expect(stderr).toContain("no token for http://127.0.0.1");
  expect(readFileSync(path.join(folder, MODELS_FILE), "utf8")).toBe(MODELS_YAML);
});

describe("saved answers", () => {
  test("--save-to keeps them, and --from makes the same of them without Azure", async () => {
    const live = await refreshed(MOVED, ["--save-to", "answers.json"]);
    writeFiles(live.folder, { [MODELS_FILE]: MODELS_YAML });
    const saved = readFileSync(path.join(live.folder, "answers.json"), "utf8");
    expect(saved).not.toMatch(new RegExp(`${SUBSCRIPTION}|${TOKEN}`));
    const from = await cli(["catalog", "refresh", "--from", "answers.json"], { cwd: live.folder });
    expect(from).toMatchObject({ status: 0, stdout: live.stdout });
    expect(readdirSync(path.join(live.folder, "config/catalog")).sort()).toEqual([
      "limits.yaml",
      "models.yaml",
      "prices.yaml",
      "regions.yaml",
    ]);
  });

  test("what preflight saved will do, without regions and prices", async () => {
    const folder = projectFolder();
    const example = JSON.parse(readFileSync(path.join(ROOT, "docs/examples/azure-answer.json"), "utf8")) as object;
    const place = { name: "aucert-test", subdomain: "aucert-test", resourceGroup: "test-rg", location: "westus" };
    writeFiles(folder, { "azure.json": JSON.stringify({ ...example, place }) });
    const { status, stdout } = await cli(["catalog", "refresh", "--dry-run", "--from", "azure.json"], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain("gpt-5.4 2026-03-05 retires 2027-09-02 instead of 2027-08-15\n");
    expect(stdout).toContain("prices: the answer has no price list\n");
  });

  test.each<[string, string, string]>([
    ["no JSON", "{", "answers.json holds no answers of Azure"],
    ["something else", '{"version":1}', "answers.json holds no answers of Azure (at takenOn)"],
    [
      "another region",
      answersText({ ...answers(), location: "eastus" }),
      "answers.json is about eastus, but the account is in westus",
    ],
  ])("%s is refused", async (_, text, message) => {
    const folder = projectFolder();
    writeFileSync(path.join(folder, "answers.json"), text);
    const { status, stdout, stderr } = await cli(["catalog", "refresh", "--from", "answers.json"], { cwd: folder });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });

  test("a file that is not there, and one that would be both read and written", async () => {
    const folder = projectFolder();
    const missing = await cli(["catalog", "refresh", "--from", "none.json"], { cwd: folder });
    expect(missing).toMatchObject({ status: 2, stderr: "cannot read none.json (ENOENT)\n" });
    const both = await cli(["catalog", "refresh", "--from", "a", "--save-to", "b"], { cwd: folder });
    expect(both).toMatchObject({ status: 2, stderr: "--save-to needs Azure, --from does without: give one\n" });
  });

  test("bytes of a file that cannot be written stay, all of them", async () => {
    const folder = projectFolder();
    writeFileSync(
      path.join(folder, "answers.json"),
      answersText(answers({ models: [offered({ retirement: "2027-01-01" }), KIMI] })),
    );
    const before = readTree(folder);
    fillDisk(/catalog.models\.yaml/);
    const run = await cli(["catalog", "refresh", "--from", "answers.json"], { cwd: folder });
    jest.restoreAllMocks();
    const stderr = `cannot write ${MODELS_FILE} (ENOSPC); nothing was written\n`;
    expect(run).toEqual({ status: 2, stdout: "", stderr });
    expect(readTree(folder)).toEqual(before);
  });

  test.each([
    [["--save-to", MODELS_FILE], `${MODELS_FILE} exists and is not what this command saves: give another name`],
    [["--save-to", "none/answers.json"], "no folder for none/answers.json: make it first"],
    [["--save-to", "answers.json", "--dry-run"], "--save-to writes, --dry-run does not: give one"],
    [["--save-to", "answers.json", "--check"], "--save-to writes, --check does not: give one"],
  ])("%j is refused before Azure is asked, and nothing is written", async (args, message) => {
    const folder = projectFolder();
    const before = readTree(folder);
    const { status, stderr, arm } = await refreshed(MOVED, args, folder);
    expect([status, stderr, arm.requests]).toEqual([2, `${message}\n`, []]);
    expect(readTree(folder)).toEqual(before);
  });

  test("are replaced by newer ones", async () => {
    const { folder } = await refreshed(MOVED, ["--save-to", "answers.json"]);
    expect(await refreshed(MOVED, ["--save-to", "answers.json"], folder)).toMatchObject({ status: 0 });
  });
});

test("the help says of each option which word takes it", async () => {
  const { stdout } = await cli(["catalog", "refresh", "--help"], { cwd: projectFolder() });
  expect(stdout).toMatch(/--format \S+ +text, or markdown \(refresh\), or json \(retiring\)\n/);
  for (const option of ["--dry-run", "--check", "--from", "--save-to"]) {
    expect(stdout).toMatch(new RegExp(`${option}\\b.* {2}refresh: `));
  }
  expect(stdout).toMatch(/--today .* retiring: /);
});

test.each([
  [[], "catalog needs a word that says what to do: npx aucert-foundry catalog refresh|retiring"],
  [["refesh"], 'catalog does refresh, retiring, not "refesh"; did you mean refresh?'],
])("catalog %j", async (args, message) => {
  const { status, stderr } = await cli(["catalog", ...args], { cwd: projectFolder() });
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
