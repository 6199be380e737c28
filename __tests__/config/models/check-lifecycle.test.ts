import { withoutDatedErrors } from "../../../config/findings/diagnostic";
import { loadConfiguration } from "../../../config/load";
import { catalogOf, filesWith, findingsWith, load, memorySource, MODELS, TODAY } from "../../helpers/config";

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

test.each([
  ["gpt-6", "move to gpt-6: "],
  [
    "gpt-7 (managed compute)",
    "choose a successor (Microsoft names gpt-7 (managed compute), which the catalogue lacks): ",
  ],
])("a model that only the catalogue retires, for %s, is judged by the catalogue", (replacement, help) => {
  const model = { format: "OpenAI", version: "2026-03-05" };
  const catalog = catalogOf(
    { ...model, name: "gpt-5.4", retirement: "2026-12-01", replacement },
    { ...model, name: "gpt-6" },
  );
  const [finding] = load(filesWith(), { catalog }).findings.filter(({ code }) => code === "retiring");
  expect(finding).toMatchObject({ severity: "error", message: "gpt-5.4 retires on 2026-12-01, in 9 days" });
  expect(finding?.help).toContain(help);
});
