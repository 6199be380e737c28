import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  armAccount,
  armDeployment,
  armModel,
  armRules,
  armUsage,
  failing,
  NOT_THERE,
  type Route,
  SUBSCRIPTION,
  TOKEN,
} from "../../helpers/arm";
import { cli } from "../../helpers/cli";
import { ACCOUNT, MODELS } from "../../helpers/config";
import { fillDisk } from "../../helpers/full-disk";
import { cleanUp, environmentFolder, preflightOn, readJson, writeEnvironment } from "../../helpers/preflight";
import { logs, WORKSPACE } from "../../helpers/sections";

afterEach(cleanUp);

const saved = async (routes: Record<string, Route> = {}, args: string[] = []) => {
  const run = await preflightOn(routes, { args: ["--save-to", "azure.json", ...args] });
  return { run, file: path.join(run.cwd, "azure.json") };
};
const from = (cwd: string, ...args: string[]) => cli(["preflight", "--from", "azure.json", ...args], { cwd });

const DRESSED = {
  "/accounts/aucert-test": armAccount(
    {
      ...armRules("Deny", ["20.42.7.9"], { virtualNetworkRules: [{ id: `/subscriptions/${SUBSCRIPTION}/subnets/a` }] }),
    },
    { tags: { [`hidden-link:/subscriptions/${SUBSCRIPTION}`]: SUBSCRIPTION, team: "ai" } },
  ),
  "/deployments": { value: [armDeployment({ properties: { provisioningState: "Failed" } })] },
};

const SCENARIOS: [string, Record<string, Route>][] = [
  ["everything fine", {}],
  ["no account", { "/accounts/aucert-test": NOT_THERE, "/deletedAccounts": { value: [] } }],
  ["rules, tags and a failed deployment", DRESSED],
  ["links to another host", { "/usages": { value: [], nextLink: "https://example.com/usages" } }],
  ["drift", { "/deployments": { value: [armDeployment({ capacity: 7 }), armDeployment({ name: "old" })] } }],
  ["no quota", { "/deployments": { value: [] }, "/usages": { value: [armUsage(0, 0)] } }],
  [
    "quota unreadable",
    { "/usages": failing(403, "AuthorizationFailed", `over scope '/subscriptions/${SUBSCRIPTION}'`) },
  ],
  ["models malformed", { "/models": {} }],
  ["retiring", { "/models": { value: [armModel({ sku: { deprecationDate: "2026-12-01T00:00:00Z" } })] } }],
];

test.each(SCENARIOS)("--from gives the live result to the letter: %s", async (_, routes) => {
  const { run } = await saved(routes);
  const again = await from(run.cwd, "--format", "json");
  expect([again.status, again.stdout]).toEqual([run.status, run.stdout]);
  const text = await preflightOn(routes, { args: ["--format", "text"], cwd: run.cwd });
  expect((await from(run.cwd)).stdout).toBe(text.stdout);
});

test("holds no token and no subscription id, whatever Azure sent", async () => {
  const secret = "key-that-azure-sent-along";
  const { run, file } = await saved({
    "/accounts/aucert-test": armAccount({
      apiProperties: { storageAccountConnectionString: secret },
      internalId: secret,
    }),
    "/usages": failing(403, "AuthorizationFailed", `no right at /subscriptions/${SUBSCRIPTION} with ${TOKEN}`),
    "/models": failing(400, `Bad ${TOKEN}`),
  });
  const text = readFileSync(file, "utf8") + run.stdout + run.stderr;
  for (const word of [SUBSCRIPTION, TOKEN, secret]) expect(text).not.toContain(word);
});

test("holds the rules, tags and workspace without the subscriptions in them", async () => {
  const cwd = environmentFolder({ "account.yaml": ACCOUNT + logs() });
  const run = await preflightOn(DRESSED, { args: ["--save-to", "azure.json"], cwd });
  const text = readFileSync(path.join(cwd, "azure.json"), "utf8");

  for (const id of [SUBSCRIPTION, WORKSPACE.split("/")[2]]) expect(text + run.stdout).not.toContain(id);
  expect(text).toContain('"ips":["20.42.7.9"],"subnets":1');
  expect(text).toContain('"team":"ai"');
  expect(text).toContain('"id":"/subscriptions/(id)/resourceGroups/logs-rg/');
});

test("a workspace other than the one that was asked for is unknown", async () => {
  const cwd = environmentFolder({ "account.yaml": ACCOUNT + logs() });
  await preflightOn({}, { args: ["--save-to", "azure.json"], cwd });
  const outcomes = async (sections: string) => {
    writeEnvironment(cwd, { "account.yaml": ACCOUNT + sections });
    return readJson((await from(cwd, "--format", "json", "--only", "workspace")).stdout).findings;
  };

  expect(await outcomes(logs())).toEqual([]);
  expect(await outcomes(logs(WORKSPACE.replace("test-logs", "other-logs")))).toEqual(["unverified workspace"]);
});

test("a snapshot of before is read: what it lacks is unknown, neither fine nor a failure", async () => {
  const { run, file } = await saved();
  const snapshot = JSON.parse(readFileSync(file, "utf8")) as {
    answers: Record<string, { value: Record<string, unknown> & { state?: string }[] }>;
  };
  const { account, deployments } = snapshot.answers;
  for (const key of ["network", "publicAccess", "tags"]) delete account?.value[key];
  delete deployments?.value[0]?.state;
  delete snapshot.answers.workspace;
  writeFileSync(file, JSON.stringify(snapshot));
  writeEnvironment(run.cwd, { "account.yaml": ACCOUNT + logs() });
  const { status, stdout } = await from(run.cwd, "--format", "json", "--skip", "resource-provider");
  const { findings, results } = readJson(stdout);

  expect([status, findings]).toEqual([
    0,
    [
      "unverified network",
      "unverified public-access",
      "unverified tags",
      "unverified deployment gpt-5.4",
      "unverified workspace",
    ],
  ]);
  for (const { status: one, help } of results) if (one === "unverified") expect(help).toContain("--save");
});

test("--save asks all there is to ask, so that a later run may check what this one did not", async () => {
  const { run } = await saved({}, ["--only", "access"]);
  const { results } = readJson((await from(run.cwd, "--format", "json", "--only", "quota")).stdout);
  expect(results.map(({ code, status }) => [code, status])).toEqual([
    ["subscription", "pass"],
    ["quota", "pass"],
  ]);
});

test("gates a change of the list against what Azure said before", async () => {
  const { run } = await saved();
  writeEnvironment(run.cwd, { "models.yaml": MODELS.replace("capacity: 250", "capacity: 1001") });
  const { status, stdout } = await from(run.cwd, "--format", "json");
  expect([status, readJson(stdout).findings]).toEqual([1, ["fail quota gpt-5.4", "warning deployment gpt-5.4"]]);
});

test("is reviewable: the same answers give the same bytes, one line per model", async () => {
  const [first, second] = [await saved(), await saved()];
  expect(readFileSync(first.file)).toEqual(readFileSync(second.file));
  const lines = readFileSync(first.file, "utf8").split("\n");
  expect(lines.filter((line) => line.includes('"lifecycle"'))).toHaveLength(2);
  expect(readdirSync(first.run.cwd).sort()).toEqual(["azure.json", "config"]);
});

test.each([
  ["2026-12-06", []],
  ["2026-12-07", ["warning snapshot-age"]],
  ["2026-11-21", ["warning snapshot-age"]],
])("an old snapshot is a warning, and one of a day to come: on %s", async (today, findings) => {
  const { run } = await saved();
  const { status, stdout } = await from(run.cwd, "--format", "json", "--today", today);
  expect([status, readJson(stdout).findings]).toEqual([0, findings]);
});

describe("exit 2", () => {
  test("for a snapshot of another place", async () => {
    const { run } = await saved();
    writeEnvironment(run.cwd, { "account.yaml": ACCOUNT.replace("westus", "eastus") });
    const { status, stdout, stderr } = await from(run.cwd);
    expect([status, stdout, stderr]).toEqual([
      2,
      "",
      "azure.json is of another place: location westus, not eastus\ntake a new one with --save, or --save-to azure.json\n",
    ]);
  });
  test.each([
    ["empty", "", "azure.json is not a snapshot of preflight (not valid JSON)"],
    ["a list", "[]", "azure.json is not a snapshot of preflight"],
    ["a newer version", '{"version": 2}', "azure.json is not a snapshot of preflight (at version)"],
    ["an answer missing", undefined, "azure.json is not a snapshot of preflight (at answers.usages)"],
  ])("for a file that is %s", async (_, text, message) => {
    const { run, file } = await saved();
    const without = JSON.parse(readFileSync(file, "utf8")) as { answers: { usages?: unknown } };
    delete without.answers.usages;
    writeFileSync(file, text ?? JSON.stringify(without));
    const { status, stderr } = await from(run.cwd);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
  test("for a file that is not there", async () => {
    const { status, stderr } = await from(environmentFolder());
    expect([status, stderr]).toEqual([2, "cannot read azure.json (ENOENT)\n"]);
  });
  test("rather than overwrite what is no snapshot, before Azure is asked", async () => {
    const target = "config/environments/dev/models.yaml";
    const run = await preflightOn({}, { args: ["--save-to", target] });
    expect([run.status, run.stderr]).toEqual([2, `${target} exists and is not a snapshot: give another name\n`]);
    expect(run.arm.requests).toEqual([]);
    expect(readFileSync(path.join(run.cwd, target), "utf8")).toBe(MODELS);
  });
  test("without a folder to save in", async () => {
    const run = await preflightOn({}, { args: ["--save-to", "none/azure.json"] });
    expect([run.status, run.stderr]).toEqual([2, "no folder for none/azure.json: make it first\n"]);
  });
  test.each([
    [["--save"], "--save needs Azure, --from does without: give one"],
    [["--save-to", "other.json"], "--save-to needs Azure, --from does without: give one"],
    [["--save", "--save-to", "other.json"], "--save and --save-to name two places: give one"],
  ])("for %j and --from at once", async (args, message) => {
    const { status, stderr } = await from(environmentFolder(), ...args);
    expect([status, stderr]).toEqual([2, `${message}\n`]);
  });
  test("for --save with a file, which is now another option", async () => {
    const run = await preflightOn({}, { args: ["--save", "azure.json"] });
    expect([run.status, run.stderr]).toEqual([2, expect.stringContaining("--save-to FILE")]);
    expect(run.arm.requests).toEqual([]);
  });
});

test("--save writes the environment's own file, which is read again by that name and holds no id", async () => {
  const own = "config/environments/dev/azure.json";
  const run = await preflightOn(DRESSED, { args: ["--save"] });
  expect(run.stderr).toBe(`saved what Azure answered to ${own}\n`);
  expect(readFileSync(path.join(run.cwd, own), "utf8")).not.toMatch(new RegExp(`${SUBSCRIPTION}|${TOKEN}`));
  const again = await cli(["preflight", "--from", own, "--format", "json"], { cwd: run.cwd });
  expect([again.status, again.stdout]).toEqual([run.status, run.stdout]);
  // It is part of an environment: nobody calls it a stray file, and --save replaces it.
  expect((await preflightOn({}, { args: ["--save"], cwd: run.cwd })).status).toBe(0);
});

test("a save that fails leaves nothing beside the environment's files", async () => {
  const cwd = environmentFolder();
  fillDisk(/azure\.json/);
  const run = await preflightOn({}, { args: ["--save"], cwd });
  jest.restoreAllMocks();
  const own = "config/environments/dev/azure.json";
  expect([run.status, run.stderr]).toEqual([2, `cannot write ${own} (ENOSPC); nothing was written\n`]);
  expect(readdirSync(path.join(cwd, "config/environments/dev"))).toHaveLength(3);
});

test("a snapshot is replaced by a newer one, and none is written when the subscription is not there", async () => {
  const { run, file } = await saved();
  const before = readFileSync(file, "utf8");
  await preflightOn({ "/usages": { value: [armUsage(9, 9)] } }, { args: ["--save-to", "azure.json"], cwd: run.cwd });
  expect(readFileSync(file, "utf8")).not.toBe(before);
  const none = await preflightOn(
    { [`/subscriptions/${SUBSCRIPTION}`]: failing(403, "AuthorizationFailed") },
    { args: ["--save-to", "none.json"] },
  );
  expect([none.status, none.stderr]).toEqual([
    1,
    "nothing saved to none.json: Azure answered nothing about the account\n",
  ]);
  expect(existsSync(path.join(none.cwd, "none.json"))).toBe(false);
});
