import { readdirSync, readFileSync } from "node:fs";
import { loadCatalog } from "../../config/catalog/catalog";
import { loadConfiguration } from "../../config/load";
import { folderSource } from "../../config/files/source";
import { TODAY } from "../helpers/config";

/** What it comes to is compared by `npm run accept`, so that no unit test changes with it. */
describe("the committed configuration", () => {
  const ENVIRONMENTS = "config/environments";
  const { environments, findings } = loadConfiguration(folderSource(ENVIRONMENTS, process.cwd()), {
    catalog: loadCatalog(),
    today: TODAY,
  });

  test("has no error", () => {
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(environments.length).toBeGreaterThan(0);
  });

  test("is frozen to its last value", () => {
    const [first] = environments;
    expect(() => Object.assign(first!.account, { name: "other" })).toThrow(TypeError);
    expect(() => (first!.deployments as unknown[]).push({})).toThrow(TypeError);
    expect(() => Object.assign(first!.llm.layers[0]!, { model: "other" })).toThrow(TypeError);
  });

  test.each(readdirSync(ENVIRONMENTS))("the files of %s name the schemas that exist", (environment) => {
    for (const name of ["account", "models", "llm-config"]) {
      const [header] = readFileSync(`${ENVIRONMENTS}/${environment}/${name}.yaml`, "utf8").split("\n");
      expect(header).toBe(`# yaml-language-server: $schema=../../schemas/${name}.schema.json`);
    }
  });
});
