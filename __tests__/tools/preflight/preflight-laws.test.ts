import fc from "fast-check";
import { loadCatalog } from "../../../config/catalog/catalog";
import { CHECKS } from "../../../tools/preflight/all-checks";
import { ABSENT, type Answer, known, type Question, QUESTIONS } from "../../../tools/azure/facts";
import { renderReport, textLines, textSummary } from "../../../tools/preflight/render-preflight";
import { withoutIds } from "../../../tools/azure/masked-ids";
import { preflight } from "../../../tools/preflight/run-checks";
import { parseSnapshot, type Snapshot, snapshotSource, snapshotText } from "../../../tools/azure/snapshot";
import { TODAY } from "../../helpers/config";
import { logs, resolved, WORKSPACE } from "../../helpers/sections";

const environment = resolved(logs());
const PLACE = { name: "a", subdomain: "a", resourceGroup: "g", location: "westus" };

const word = fc.oneof(fc.constantFrom("gpt-5.4", "OpenAI", "2026-03-05", "GlobalStandard", "u", "westus"), fc.string());
const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const amount = fc.oneof(
  fc.constantFrom(0, 250, 1000),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const day = fc.constantFrom("2026-11-22", "2026-12-01", "2027-09-02", "1999-01-01");
const record = <T extends object>(shape: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
  fc.record(shape).map((value) => JSON.parse(JSON.stringify(value)) as T);
const sku = record({
  name: word,
  usageName: perhaps(word),
  retirement: perhaps(day),
  minimum: perhaps(amount),
  maximum: perhaps(amount),
  step: perhaps(amount),
  allowed: perhaps(fc.array(amount)),
});

const VALUES: Record<Question, fc.Arbitrary<unknown>> = {
  subscription: record({ state: fc.constantFrom("Enabled", "Disabled", "odd") }),
  providers: fc.array(record({ namespace: fc.constantFrom("Microsoft.CognitiveServices", "x"), state: word })),
  resourceGroup: record({ location: word, state: fc.constantFrom("Succeeded", "Deleting") }),
  mayCreateResourceGroup: fc.boolean(),
  account: record({
    name: word,
    kind: perhaps(fc.constantFrom("AIServices", "OpenAI")),
    location: perhaps(word),
    subdomain: perhaps(fc.constantFrom("aucert-test", "other")),
    localAuth: fc.boolean(),
    projectManagement: fc.boolean(),
    state: perhaps(fc.constantFrom("Succeeded", "Failed")),
    network: perhaps(
      record({
        rules: perhaps(
          record({
            defaultAction: perhaps(fc.constantFrom("Allow", "Deny")),
            bypass: perhaps(word),
            ips: fc.array(word),
            subnets: fc.nat(2),
          }),
        ),
        outboundHosts: perhaps(fc.array(word)),
      }),
    ),
    publicAccess: perhaps(fc.boolean()),
    // No configuration can have a key __proto__, and a snapshot that is read again loses it.
    tags: perhaps(
      fc.dictionary(
        word.filter((name) => name !== "__proto__"),
        word,
      ),
    ),
  }),
  deletedAccounts: fc.array(
    record({
      name: fc.constantFrom("aucert-test", "x"),
      resourceGroup: fc.constantFrom("test-rg", "x"),
      location: word,
      subdomain: perhaps(fc.constantFrom("aucert-test", "x")),
      purgedOn: perhaps(day),
    }),
  ),
  subdomain: record({ isFree: fc.boolean() }),
  deployments: fc.array(
    record({
      name: word,
      format: perhaps(word),
      model: perhaps(word),
      version: perhaps(word),
      sku: perhaps(word),
      capacity: perhaps(amount),
      raiPolicy: perhaps(word),
      versionUpgradeOption: perhaps(word),
      state: perhaps(fc.oneof(fc.constantFrom("Succeeded", "Failed", "Deleting", "Creating", "Disabled"), word)),
    }),
  ),
  models: fc.array(
    record({
      name: word,
      format: word,
      version: word,
      lifecycle: perhaps(fc.constantFrom("Stable", "Deprecating", "Deprecated", "odd")),
      retirement: perhaps(day),
      retirementStatus: perhaps(word),
      replacement: perhaps(word),
      skus: fc.array(sku),
    }),
  ),
  usages: fc.array(record({ name: word, limit: amount, current: amount })),
  workspace: record({
    id: fc.constantFrom(withoutIds(WORKSPACE), "another"),
    exists: fc.boolean(),
    state: perhaps(fc.constantFrom("Succeeded", "Deleting")),
  }),
};

const UNREAD = { kind: "unread", reason: "Azure answered 403", isDenied: true } as const;
const anyAnswer = (question: Question): fc.Arbitrary<Answer<unknown>> =>
  fc.oneof({ weight: 6, arbitrary: VALUES[question].map(known) }, fc.constantFrom(ABSENT, UNREAD));
const answers = fc
  .record(Object.fromEntries(QUESTIONS.map((question) => [question, anyAnswer(question)])))
  .map((value) => ({ ...value, subscription: known({ state: "Enabled" }) }) as unknown as Snapshot["answers"]);

const run = (given: Snapshot["answers"]) => {
  if (environment === undefined) throw new Error("the tests' environment has errors");
  const source = snapshotSource({ takenOn: TODAY, place: PLACE, answers: given });
  return preflight({ environment, catalog: loadCatalog(), today: TODAY, checks: CHECKS, source });
};

test("whatever Azure answers, every check has an outcome and nothing throws", async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (given) => {
      const report = await run(given);
      expect([...new Set(report.outcomes.map(({ code }) => code))]).toEqual(CHECKS.map(({ code }) => code));
      const line = textLines(false);
      expect(report.outcomes.map(line).join("") + textSummary(report)).not.toContain("undefined");
      JSON.parse(renderReport(report, "json"));
      renderReport(report, "markdown");
    }),
  );
});

test("a check never passes on what could not be read", async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.constantFrom(...QUESTIONS.slice(1)), async (given, question) => {
      const { outcomes } = await run({ ...given, [question]: UNREAD });
      const needing = CHECKS.filter(({ needs }) => needs.includes(question)).map(({ code }) => code);
      const statuses = outcomes.filter(({ code }) => needing.includes(code)).map(({ status }) => status);
      expect(statuses.length).toBeGreaterThan(0);
      expect(statuses.filter((status) => status !== "unverified" && status !== "skipped")).toEqual([]);
    }),
  );
});

test("a snapshot read back is the snapshot written, and runs the same", async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (given) => {
      const written: Snapshot = { takenOn: TODAY, place: PLACE, answers: given };
      const read = parseSnapshot(snapshotText(written), "file", PLACE);
      expect(read).toEqual(JSON.parse(JSON.stringify(written)));
      expect(await run(read.answers)).toEqual(await run(given));
    }),
  );
});
