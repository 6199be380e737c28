import { filesWith, load, MODELS } from "../../helpers/config";

test("upgrade by Azure and a pin do not contradict each other when the version is left out", () => {
  const models = MODELS.replace('version: "2026-03-05"', "versionUpgradeOption: OnceNewDefaultVersionAvailable");
  const { environments, findings } = load(filesWith({ "models.yaml": models }));
  expect(findings).toEqual([]);
  expect(environments[0]?.deployments[0]?.isVersionPinned).toBe(false);
});
