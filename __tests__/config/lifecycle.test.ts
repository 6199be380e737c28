import { withoutDatedErrors } from "../../config/findings/diagnostic";
import { loadConfiguration } from "../../config/load";
import {
  ACCOUNT,
  brief,
  catalogOf,
  filesWith,
  findingsWith,
  LLM_CONFIG,
  load,
  memorySource,
  MODELS,
  TODAY,
} from "../helpers/config";

describe("retirement by the day", () => {
  const MODEL = { name: "gpt-5.4", format: "OpenAI", version: "2026-03-05" };
  test.each([
    ["2026-11-22", ["error retired"]],
    ["2026-11-23", ["error retiring"]],
    ["2026-12-22", ["error retiring"]],
    ["2026-12-23", ["warning retiring"]],
    ["2027-03-22", ["warning retiring"]],
    ["2027-03-23", []],
  ])("a model that retires on %s gives %j", (retirement, expected) => {
    const findings = findingsWith({}, { catalog: catalogOf({ ...MODEL, retirement }) });
    expect(
      findings.filter(({ code }) => code.startsWith("retir")).map(({ severity, code }) => `${severity} ${code}`),
    ).toEqual(expected);
  });

  test("in synth, what only the date has made an error is a warning", () => {
    const catalog = catalogOf({ ...MODEL, retirement: "2026-12-01" });
    const source = memorySource({ dev: filesWith({ "models.yaml": MODELS.replace("250", "100") }) });
    const { findings, environments } = loadConfiguration(source, { catalog, today: TODAY, adjust: withoutDatedErrors });
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(["warning retiring"]);
    expect(environments).toHaveLength(1);
  });

  test("a model that the catalogue itself calls retired stays an error in synth", () => {
    const catalog = catalogOf({ ...MODEL, lifecycle: "Retired" });
    const { findings } = loadConfiguration(memorySource({ dev: filesWith() }), {
      catalog,
      today: TODAY,
      adjust: withoutDatedErrors,
    });
    expect(findings.find(({ code }) => code === "retired")?.severity).toBe("error");
  });
});

describe("versions are the text that is written", () => {
  const versionOf = (written: string) => {
    const models = `version: 1\nmodels:\n  - { name: some-model, format: OpenAI, version: ${written}, capacity: 1, directFromAzure: true }\n`;
    const { environments, findings } = load({
      ...filesWith({ "models.yaml": models }),
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "some-model"),
    });
    return [environments[0]?.deployments[0]?.version, findings.map(({ code }) => code)];
  };
  test.each(["1", "2026-02-24", '"0125"'])("%s needs no remark", (written) => {
    expect(versionOf(written)).toEqual([written.replace(/"/g, ""), ["unknown-model"]]);
  });
  test.each(["0125", "1.10"])("%s without quotes keeps its digits and gets a warning", (written) => {
    expect(versionOf(written)).toEqual([written, ["unknown-model", "unquoted-version"]]);
  });
  test("an unknown version lists the known ones, newest first", () => {
    const findings = findingsWith({
      "models.yaml": MODELS.replace("gpt-5.4", "gpt-4o").replace("2026-03-05", "2024-01-01"),
    });
    expect(findings.find(({ code }) => code === "unknown-version")?.help).toBe(
      "known versions, newest first: 2024-11-20, 2024-08-06, 2024-05-13",
    );
  });
  test("a version left to the catalogue is its newest", () => {
    const models = MODELS.replace('    version: "2026-03-05"\n', "");
    expect(load(filesWith({ "models.yaml": models })).environments[0]?.deployments[0]).toMatchObject({
      version: "2026-03-05",
      format: "OpenAI",
    });
  });
});

describe("waivers", () => {
  const PREVIEW = MODELS + "    lifecycle: Preview\n";
  const account = (until: string, subject = "gpt-5.4", code = "preview") =>
    `${ACCOUNT}waivers:\n  - { code: ${code}, subject: ${subject}, reason: tested, until: ${until} }\n`;

  test("take their finding away until their last day", () => {
    expect(findingsWith({ "models.yaml": PREVIEW, "account.yaml": account("2026-11-22") })).toEqual([]);
  });
  test("give it back when they have ended", () => {
    const findings = findingsWith({ "models.yaml": PREVIEW, "account.yaml": account("2026-11-21") });
    expect(brief(findings)).toEqual(["account.yaml:11:63 warning expired-waiver", "models.yaml:4:11 warning preview"]);
  });
  test("waive an error of the calendar", () => {
    const models = MODELS + "    retirement: 2026-11-30\n";
    expect(
      findingsWith({ "models.yaml": models, "account.yaml": account("2026-11-30", "gpt-5.4", "retiring") }),
    ).toEqual([]);
  });
  test("are findings themselves when nothing needs them, with the near miss", () => {
    const [finding] = findingsWith({ "models.yaml": PREVIEW, "account.yaml": account("2026-12-31", "gpt-54") });
    expect(finding).toMatchObject({ code: "unused-waiver", help: "did you mean gpt-5.4?" });
  });
  test("cannot cover a mistake in the files", () => {
    const findings = findingsWith({
      "models.yaml": MODELS.replace("250", "0"),
      "account.yaml": account("2026-12-31", "gpt-5.4", "capacity"),
    });
    expect(brief(findings)).toEqual(["account.yaml:11:13 error waiver-code", "models.yaml:2:23 error capacity"]);
  });
  test("are not called unused when the list could not be read", () => {
    const findings = findingsWith({ "models.yaml": "a: [", "account.yaml": account("2026-12-31") });
    expect(findings.map(({ code }) => code)).toEqual(["yaml-syntax"]);
  });
});

test("upgrade by Azure and a pin do not contradict each other when the version is left out", () => {
  const models = MODELS.replace('version: "2026-03-05"', "versionUpgradeOption: OnceNewDefaultVersionAvailable");
  const { environments, findings } = load(filesWith({ "models.yaml": models }));
  expect(findings).toEqual([]);
  expect(environments[0]?.deployments[0]?.isVersionPinned).toBe(false);
});
