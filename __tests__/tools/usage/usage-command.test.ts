import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dayPlus } from "../../../config/days";
import { send } from "../../helpers/arm";
import { cli } from "../../helpers/cli";
import { fillDisk } from "../../helpers/full-disk";
import { closeServers, FULL_USAGE as FULL, metricsRoute, USAGE_FILES, usageOn } from "../../helpers/metrics";
import { cleanUp, environmentFolder } from "../../helpers/preflight";

afterEach(async () => {
  await closeServers();
  await cleanUp();
});

const USAGE = "config/environments/dev/usage.csv";
const HEADER = "day (version 1),deployment,input_tokens,output_tokens,requests,throttled_429,server_errors_5xx";

describe("saving", () => {
  test("adds to what is there; a day read again is not counted twice", async () => {
    const first = await usageOn(metricsRoute(FULL), ["--save"]);
    expect(first.stderr).toBe(`saved to ${USAGE}: 8 lines more, 8 in all\n`);
    const file = path.join(first.cwd, USAGE);
    const before = readFileSync(file, "utf8");
    expect(before.split("\n").slice(0, 3)).toEqual([
      HEADER,
      "2026-11-18,Kimi-K2.6,10,1,1,0,0",
      "2026-11-18,gpt-5.4,1000,100,6,1,0",
    ]);
    const again = await usageOn(metricsRoute(FULL), ["--save"], first.cwd);
    expect([again.stderr, readFileSync(file, "utf8")]).toEqual([`saved to ${USAGE}: 0 lines more, 8 in all\n`, before]);
    const later = await usageOn(metricsRoute(FULL), ["--save", "--today", "2026-11-23"], first.cwd);
    expect(later.stderr).toBe(`saved to ${USAGE}: 2 lines more, 10 in all\n`);
  });
  test("to another file, and shows it without a network", async () => {
    const { cwd, stdout } = await usageOn(metricsRoute(FULL), ["--save-to", "days.csv"]);
    expect(existsSync(path.join(cwd, USAGE))).toBe(false);
    const shown = await cli(["usage", "--from", "days.csv", "--days", "4"], { cwd });
    expect([shown.status, shown.stderr]).toEqual([0, ""]);
    expect(shown.stdout).toBe(stdout.replace("as Azure counted", "by days.csv"));
  });
  test("writes no file while Azure has counted nothing", async () => {
    const { status, stderr, cwd } = await usageOn(metricsRoute({}), ["--save"]);
    expect([status, stderr]).toEqual([0, `nothing saved to ${USAGE}: Azure gave no count of these days\n`]);
    expect(existsSync(path.join(cwd, USAGE))).toBe(false);
  });
  test("keeps what was read when Azure answers in part, says what was not, and exits 1", async () => {
    const { status, stdout, stderr, cwd } = await usageOn(
      (request, response) => {
        if (request.url?.includes("ModelRequests")) send(response, 400, { error: { code: "BadRequest" } });
        else metricsRoute(FULL)(request, response);
      },
      ["--save"],
    );
    expect([status, stderr]).toEqual([1, `saved to ${USAGE}: 8 lines more, 8 in all\n`]);
    expect(stdout).toContain("not read: ModelRequests: Azure answered 400 BadRequest\n");
    expect(readFileSync(path.join(cwd, USAGE), "utf8").split("\n")[1]).toBe("2026-11-18,Kimi-K2.6,10,1,,,");
  });
  test("leaves a file alone that would be too large to be read again", async () => {
    const name = "x".repeat(64);
    const days = Array.from(
      { length: 10_900 },
      (_, index) => `${dayPlus("1990-01-01", index)},${name},1,1,1,1,${10 ** 11}`,
    );
    const text = `${HEADER}\n${days.join("\n")}\n`;
    const cwd = environmentFolder({
      ...USAGE_FILES,
      "usage.csv": text.slice(0, 1024 * 1024 - 40).replace(/\n[^\n]*$/, "\n"),
    });
    const { status, stderr } = await usageOn(metricsRoute(FULL), ["--save"], cwd);
    expect([status, stderr]).toEqual([2, expect.stringContaining("more than is read: take the oldest days out")]);
  });
  test("fails, and leaves nothing beside the environment's files, on a full disk", async () => {
    const cwd = environmentFolder(USAGE_FILES);
    fillDisk(/usage\.csv/);
    const { status, stderr } = await usageOn(metricsRoute(FULL), ["--save"], cwd);
    jest.restoreAllMocks();
    expect([status, stderr]).toEqual([2, `cannot write ${USAGE} (ENOSPC); nothing was written\n`]);
    expect(readdirSync(path.join(cwd, "config/environments/dev"))).toHaveLength(3);
  });
  test("loses nothing that it cannot read: the file stays, and Azure is not asked", async () => {
    const cwd = environmentFolder({ ...USAGE_FILES, "usage.csv": `${HEADER}\nnot a line\n` });
    const { status, stderr, arm } = await usageOn(metricsRoute(FULL), ["--save"], cwd);
    expect([status, arm.requests]).toEqual([2, []]);
    expect(stderr).toContain(`nothing is saved to ${USAGE} until that is mended: it would be lost`);
    expect(readFileSync(path.join(cwd, USAGE), "utf8")).toBe(`${HEADER}\nnot a line\n`);
  });
  test.each<[readonly string[], string]>([
    [["--save-to", "none/days.csv"], "no folder for none/days.csv: make it first"],
    [["--save", "--save-to", "a.csv"], "--save and --save-to name two places: give one"],
    [["--save", "--from", "a.csv"], "--save needs Azure, --from does without: give one"],
    [["--save-to", "b.csv", "--from", "a.csv"], "--save-to needs Azure, --from does without: give one"],
    [["--save-to", "models.yaml"], "its first line is not the header"],
  ])("%j is refused before Azure is asked", async (args, message) => {
    const cwd = environmentFolder(USAGE_FILES);
    writeFileSync(path.join(cwd, "models.yaml"), "version: 1\n");
    const { status, stderr, arm } = await usageOn(metricsRoute(FULL), args, cwd);
    expect([status, arm.requests]).toEqual([2, []]);
    expect(stderr).toContain(message);
  });
});

describe("a saved file", () => {
  const show = (cwd: string, ...args: string[]) => cli(["usage", "--from", "days.csv", ...args], { cwd });
  const folderWith = (text: string): string => {
    const cwd = environmentFolder(USAGE_FILES);
    writeFileSync(path.join(cwd, "days.csv"), text);
    return cwd;
  };

  test("lines that cannot be read are said, the others shown", async () => {
    const text = `\ufeff${HEADER}\r\n2026-11-21,gpt-5.4,5,1,1,0,0\r\n2026-11-20,gpt-5.4,x,1,1,0,0\r\n`;
    const { status, stdout, stderr } = await show(folderWith(text), "--format", "csv");
    expect([status, stdout]).toEqual([0, `${HEADER}\n2026-11-21,gpt-5.4,5,1,1,0,0\n`]);
    expect(stderr).toContain(
      "warning[usage-file]: the line is not read: input_tokens is not a whole number; what is unknown stays empty\n --> days.csv:3:1",
    );
  });
  test("only days of the span count, up to yesterday", async () => {
    const days = ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"];
    const cwd = folderWith([HEADER, ...days.map((day) => `${day},gpt-5.4,1,1,1,0,0`)].join("\n"));
    const { stdout } = await show(cwd, "--days", "2", "--format", "csv");
    expect(stdout.match(/^2026-11-\d\d/gm)).toEqual(["2026-11-20", "2026-11-21"]);
  });
  test.each([
    ["is none", "day\n", "its first line is not the header"],
    ["is too large", `${HEADER}\n${" ".repeat(1024 * 1024)}`, "days.csv has 1,048,671 bytes, more than 1,048,576"],
  ])("that %s is refused", async (_, text, message) => {
    const { status, stderr } = await show(folderWith(text));
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
  test("that is not there is refused", async () => {
    const { status, stderr } = await show(environmentFolder(USAGE_FILES));
    expect([status, stderr]).toEqual([2, "cannot read days.csv (ENOENT)\n"]);
  });
});

test("of 93 days the oldest is half gone, so that 92 whole ones are asked for", async () => {
  const cwd = environmentFolder(USAGE_FILES);
  writeFileSync(path.join(cwd, "days.csv"), `${HEADER}\n`);
  const { stdout } = await cli(["usage", "--from", "days.csv", "--days", "93"], { cwd });
  expect(stdout).toContain("2026-08-22 to 2026-11-21 (92 days, UTC)");
});

test.each(["0", "94", "x", "-1"])("--days %s is refused", async (days) => {
  const { status, stderr } = await cli(["usage", "--days", days], { cwd: environmentFolder(USAGE_FILES) });
  expect([status, stderr.split("\n")[0]]).toEqual([2, expect.stringMatching(/^--days (must be|needs)/)]);
});
