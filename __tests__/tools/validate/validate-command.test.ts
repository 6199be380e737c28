import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { EXPLANATIONS } from "../../../config/findings/codes";
import { cli } from "../../helpers/cli";
import { ACCOUNT, LLM_CONFIG, MODELS } from "../../helpers/config";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "validate-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function environment(name: string, changed: Record<string, string> = {}): void {
  mkdirSync(path.join(folder, "config/environments", name), { recursive: true });
  const files = {
    "account.yaml": ACCOUNT.replace("aucert-test", `aucert-${name}`),
    "models.yaml": MODELS,
    "llm-config.yaml": LLM_CONFIG,
  };
  for (const [file, text] of Object.entries({ ...files, ...changed })) {
    writeFileSync(path.join(folder, "config/environments", name, file), text);
  }
}

const WRONG = { "models.yaml": MODELS.replace("gpt-5.4", "gtp-5.4").replace("2026-03-05", "a,b:c%") };

describe("exit codes", () => {
  test("0 when all is well", async () => {
    environment("dev");
    expect(await cli(["validate"], { cwd: folder })).toEqual({ status: 0, stdout: "no problems\n", stderr: "" });
  });
  test("0 for warnings", async () => {
    environment("dev", { "models.yaml": MODELS.replace("250", "100") });
    const { status, stdout } = await cli(["validate"], { cwd: folder });
    expect([status, stdout.split("\n").at(-2)]).toEqual([0, "1 warning"]);
  });
  test("1 for an error, on stdout", async () => {
    environment("dev", WRONG);
    const { status, stdout, stderr } = await cli(["validate"], { cwd: folder });
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("error[unknown-model]");
  });
  test.each([
    [["validate", "--fromat", "json"], "validate has no option --fromat; did you mean --format?"],
    [["validate", "--format", "xml"], "--format must be one of text, json, github, sarif, not xml"],
    [["validate", "--format"], "--format needs a value"],
    [["validate", "--env", "--quiet"], "--env needs a value"],
    [["validate", "--quiet=yes"], "--quiet takes no value"],
    [["validate", "extra"], 'unexpected argument "extra"'],
    [["validate", "--env", ""], "--env needs a value"],
    [["validate", "--env", "dev", "--env=prod"], "--env is given more than once; it takes one value"],
    [["validate", "--bogus"], "validate has no option --bogus"],
    [["validate", "-x"], "validate has no option -x"],
    [["validate", "--format", "jsn"], "not jsn; did you mean json?"],
    [["validate", "--today", "tomorrow"], "--today must be a day as YYYY-MM-DD, not tomorrow"],
    [["validate", "--today", "2026-02-30"], "--today must be a day as YYYY-MM-DD, not 2026-02-30"],
    [["validate", "--env", "dve"], "no environment dve; did you mean dev?"],
  ])("2 for the arguments %j", async (args, message) => {
    environment("dev");
    const { status, stdout, stderr } = await cli(args, { cwd: folder });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
  test("2 without a configuration folder, or without an environment in it", async () => {
    const missing = await cli(["validate"], { cwd: folder });
    expect([missing.status, missing.stderr]).toEqual([
      2,
      expect.stringContaining("cannot read the configuration folder config/environments (ENOENT)"),
    ]);
    mkdirSync(path.join(folder, "config/environments/.git"), { recursive: true });
    const empty = await cli(["validate"], { cwd: folder });
    expect([empty.status, empty.stderr]).toEqual([2, expect.stringContaining("no environment in config/environments")]);
    environment("dev");
    const inside = await cli(["validate"], { cwd: folder, env: { FOUNDRY_CONFIG_DIR: "config/environments/dev" } });
    expect([inside.status, inside.stderr]).toEqual([
      2,
      "no environment in config/environments/dev: it is one itself, so give the folder around it: config/environments\n",
    ]);
  });
});

test("an argument that is refused cannot steer the terminal", async () => {
  environment("dev");
  const { stderr } = await cli(["validate", "--env", "x\u001b[31m\u202e"], { cwd: folder });
  expect(stderr).toBe('no environment "x\\u001b[31m\\u202e" (U+001B at 2, U+202E at 7); there are: dev\n');
});

test("--help shows the options and exits 0", async () => {
  const { status, stdout } = await cli(["validate", "--help"]);
  expect(status).toBe(0);
  expect(stdout).toContain("--format text|json|github|sarif");
});

test("--env shows one environment's findings, among them what it shares with another", async () => {
  environment("dev", { "models.yaml": MODELS.replace("250", "0") });
  environment("prod", { "account.yaml": ACCOUNT.replace("aucert-test", "aucert-dev") });
  const { stdout } = await cli(["validate", "--env", "prod", "--format", "json"], { cwd: folder });
  const { findings } = JSON.parse(stdout) as { findings: { code: string; file: string }[] };
  expect(findings.map(({ code }) => code)).toEqual(["account-in-two-environments", "config-map-in-two-environments"]);
});

test("what one environment shares with another is found whichever is named, and nothing else of the other", async () => {
  environment("dev");
  environment("prod", { "account.yaml": ACCOUNT.replace("aucert-test", "aucert-dev"), "models.yaml": "version: 1\n" });
  const { status, stdout } = await cli(["validate", "--env", "dev", "--format", "json"], { cwd: folder });
  const { findings } = JSON.parse(stdout) as { findings: { code: string }[] };
  expect(status).toBe(1);
  expect(findings.map(({ code }) => code)).toEqual(["account-in-two-environments", "config-map-in-two-environments"]);
  for (const command of ["cost", "smoke"]) {
    expect(await cli([command, "--env", "dev"], { cwd: folder })).toMatchObject({ status: 2, stdout: "" });
  }
});

test("FOUNDRY_CONFIG_DIR points elsewhere: text shows files as it was given, json from where one stands", async () => {
  environment("dev", WRONG);
  const cwd = path.join(folder, "config");
  const given = path.join(cwd, "environments");
  const validate = (...args: string[]) => cli(["validate", ...args], { cwd, env: { FOUNDRY_CONFIG_DIR: given } });
  const { findings } = JSON.parse((await validate("--format", "json")).stdout) as { findings: { file: string }[] };
  expect(findings[0]?.file).toBe("environments/dev/models.yaml");
  expect((await validate()).stdout).toContain(`--> ${given}/dev/models.yaml:`);
});

test("in a folder of the project its own configuration is meant, shown from where one stands", async () => {
  environment("dev", WRONG);
  const cwd = path.join(folder, "docs/runbooks");
  mkdirSync(cwd, { recursive: true });
  expect(await cli(["validate"], { cwd })).toMatchObject({ status: 2, stdout: "" });
  writeFileSync(path.join(folder, "cdktf.json"), "{}");
  const { status, stdout } = await cli(["validate"], { cwd });
  expect([status, stdout]).toEqual([1, expect.stringContaining("--> ../../config/environments/dev/models.yaml:")]);
});

test("json has the fields of the contract and no others", async () => {
  environment("dev", WRONG);
  const { stdout } = await cli(["validate", "--format", "json"], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    findings: [
      {
        code: "unknown-model",
        severity: "error",
        message: "gtp-5.4 is not in the catalogue, so nothing is known of it",
        help: expect.stringContaining("did you mean gpt-5.4?"),
        file: "config/environments/dev/models.yaml",
        line: 4,
        column: 11,
      },
    ],
  });
});

test("text is coloured on a terminal only, and not against NO_COLOR", async () => {
  environment("dev", WRONG);
  const outputs = await Promise.all([
    cli(["validate"], { cwd: folder, isTerminal: true }),
    cli(["validate"], { cwd: folder, isTerminal: true, env: { NO_COLOR: "1" } }),
    cli(["validate"], { cwd: folder, isTerminal: true, env: { TERM: "dumb" } }),
    cli(["validate"], { cwd: folder }),
  ]);
  expect(outputs.map(({ stdout }) => stdout.includes("\u001b["))).toEqual([true, false, false, false]);
});

describe("findings of all severities", () => {
  /** A note, an error and a warning, by place. */
  const files = {
    "account.yaml": `${ACCOUNT.replace("aucert-test", "aucert-dev")}lock: CanNotDelete\n`,
    "llm-config.yaml": LLM_CONFIG.replace("L4", "four"),
    "models.yaml": MODELS.replace("250", "100"),
  };
  const severities = (text: string) => [...text.matchAll(/^(error|warning|note)\[/gm)].map(([, severity]) => severity);
  const validated = async (args: string[], isTerminal = false) => {
    environment("dev", files);
    const env = { NO_COLOR: "1" };
    const { status, stdout } = await cli(["validate", ...args], { cwd: folder, isTerminal, env });
    return { status, stdout, last: stdout.split("\n").at(-2) };
  };
  const COUNT = "1 error, 1 warning, 1 note";

  test("stand by place, and with the errors last on a terminal; the last line counts them", async () => {
    const [piped, shown] = [await validated([]), await validated([], true)];

    expect([severities(piped.stdout), piped.last]).toEqual([["note", "error", "warning"], COUNT]);
    expect([severities(shown.stdout), shown.last]).toEqual([["note", "warning", "error"], COUNT]);
  });

  test("stand by place in JSON on a terminal as well", async () => {
    expect(await validated(["--format", "json"], true)).toEqual(await validated(["--format", "json"]));
  });

  test("are errors only with --quiet, and all are counted", async () => {
    const { status, stdout, last } = await validated(["--quiet"]);

    expect([status, severities(stdout), last]).toEqual([1, ["error"], COUNT]);
  });

  test("are errors only with --quiet in every other form", async () => {
    const { stdout } = await validated(["--quiet", "--format", "json"]);

    expect((JSON.parse(stdout) as { findings: { code: string }[] }).findings.map(({ code }) => code)).toEqual([
      "layer-stage",
    ]);
  });

  test("are but a count when --quiet finds no error", async () => {
    environment("dev", { ...files, "llm-config.yaml": LLM_CONFIG });
    const { status, stdout } = await cli(["validate", "--quiet"], { cwd: folder });

    expect([status, stdout]).toEqual([0, "1 warning, 1 note\n"]);
  });
});

test("github annotations escape what would end a property", async () => {
  environment("dev", { "models.yaml": MODELS.replace("gpt-5.4", '"50%,a:b"') });
  const { stdout } = await cli(["validate", "--format", "github"], { cwd: folder });
  expect(stdout.split("\n").find((line) => line.includes("deployment-name"))).toBe(
    '::error file=config/environments/dev/models.yaml,line=4,col=11,endColumn=20,title=deployment-name::"50%25,a:b" cannot be the name of a deployment%0Ause 2 to 64 letters, digits, `.`, `_` or `-`',
  );
});

test("sarif is valid by the published schema, with and without findings", async () => {
  // Not `u`: one pattern of the published schema is no valid Unicode expression.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(sarifSchema);
  environment("dev");
  const clean = JSON.parse((await cli(["validate", "--format", "sarif"], { cwd: folder })).stdout) as unknown;
  environment("dev", { ...WRONG, "llm-config.yaml": LLM_CONFIG.replace("L4", "four") });
  const log = JSON.parse((await cli(["validate", "--format", "sarif"], { cwd: folder })).stdout) as {
    runs: { tool: { driver: { rules: object[] } }; results: object[] }[];
  };
  for (const one of [clean, log]) {
    validate(one);
    expect(validate.errors).toBeNull();
  }
  expect(log.runs[0]?.tool.driver.rules).toHaveLength(2);
  expect(log.runs[0]?.tool.driver.rules[1]).toEqual({
    id: "unknown-model",
    shortDescription: { text: EXPLANATIONS["unknown-model"].title },
    fullDescription: { text: EXPLANATIONS["unknown-model"].explanation },
    help: { text: `${EXPLANATIONS["unknown-model"].fix}\nsee docs/diagnostics.md#unknown-model` },
    defaultConfiguration: { level: "error" },
  });
  expect(log.runs[0]?.results[0]).toMatchObject({
    ruleId: "layer-stage",
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "config/environments/dev/llm-config.yaml" },
          region: { startLine: 4, startColumn: 22 },
        },
      },
    ],
  });
});

test("a missing file is a finding, with the name it may have been given", async () => {
  environment("dev");
  rmSync(path.join(folder, "config/environments/dev/models.yaml"));
  writeFileSync(path.join(folder, "config/environments/dev/models.yml"), MODELS);
  const { status, stdout } = await cli(["validate", "--format", "json"], { cwd: folder });
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    findings: [{ code: "missing-file", help: "rename models.yml", line: 1, column: 1 }],
  });
});
