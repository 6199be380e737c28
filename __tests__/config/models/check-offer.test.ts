import { filesWith, findingsWith, LLM_CONFIG, load, MODELS } from "../../helpers/config";

describe("versions are the text that is written", () => {
  const versionOf = (written: string) => {
    const models = `version: 1\nmodels:\n  - { name: some-model, format: OpenAI, version: ${written}, apis: [chat-completions], capacity: 1, directFromAzure: true }\n`;
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
