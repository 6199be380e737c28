/** The section `waivers`. */
import { ACCOUNT, brief, findingsWith, MODELS } from "../../helpers/config";

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
