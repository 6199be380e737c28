import * as z from "zod/mini";
import limits from "../../../config/catalog/limits.yaml";
import models from "../../../config/catalog/models.yaml";
import regions from "../../../config/catalog/regions.yaml";
import { loadCatalog } from "../../../config/catalog/catalog";
import { catalogFiles } from "../../../config/catalog/catalog-schema";
import { catalogOf } from "../../helpers/config";

describe("the catalogue's files", () => {
  test.each([
    ["models", models],
    ["limits", limits],
    ["regions", regions],
  ] as const)("%s.yaml has the shape it should have", (name, data) => {
    const result = catalogFiles()[name].safeParse(data);
    expect(result.success ? "" : z.prettifyError(result.error)).toBe("");
  });

  test("every fact names a source that is listed, and every listed source is used", () => {
    for (const file of [models, limits, regions] as { sources: object }[]) {
      const { sources, ...facts } = file;
      const text = JSON.stringify(facts);
      const named = [...text.matchAll(/"(?:source|sources)":("[^"]+"|\{[^}]*\})/g)].flatMap(([, value = ""]) =>
        value.startsWith("{") ? Object.values(JSON.parse(value) as object) : [JSON.parse(value)],
      );
      expect(named.filter((id) => !Object.hasOwn(sources, id))).toEqual([]);
      expect(Object.keys(sources).filter((id) => !text.includes(id))).toEqual([]);
    }
  });

  test("no model is listed twice in one version, and every region is one", () => {
    const { models: rows } = catalogFiles().models.parse(models);
    const keys = rows.map(({ name, version }) => `${name} ${version}`);
    expect(new Set(keys).size).toBe(keys.length);
    const catalog = loadCatalog();
    expect(rows.flatMap(({ regions: offered = [] }) => offered).filter((region) => !catalog.isRegion(region))).toEqual(
      [],
    );
  });

  test("the models of the committed list have every fact the checks need", () => {
    const catalog = loadCatalog();
    for (const name of ["Kimi-K2.6", "DeepSeek-V3.2", "gpt-5.1-codex", "gpt-5.4", "gpt-5.3-codex"]) {
      const { lifecycle, apis, regions: offered, maxOutputTokens } = catalog.find(name)!;
      expect([name, lifecycle, apis?.length, offered?.includes("westus"), maxOutputTokens]).toEqual([
        name,
        expect.stringMatching(/GA|Preview/),
        expect.any(Number),
        true,
        expect.any(Number),
      ]);
    }
    expect(catalog.find("gpt-5.3-codex")?.apis).toEqual(["responses"]);
    expect(catalog.find("gpt-5.1-codex")?.apis).toEqual(["responses"]);
    expect(catalog.find("Kimi-K2.6")).toMatchObject({ lifecycle: "Preview", retirement: "2027-04-16" });
  });
});

describe("Catalog", () => {
  const catalog = catalogOf(
    { name: "m", format: "F", version: "2" },
    { name: "m", format: "F", version: "10" },
    { name: "d", format: "F", version: "2025-01-01" },
    { name: "d", format: "F", version: "2026-01-01" },
  );
  test("orders versions newest first, numbers as numbers", () => {
    expect(catalog.versionsOf("m").map(({ version }) => version)).toEqual(["10", "2"]);
    expect(catalog.find("d")?.version).toBe("2026-01-01");
    expect(catalog.find("d", "2025-01-01")?.version).toBe("2025-01-01");
    expect(catalog.find("d", "2024-01-01")).toBeUndefined();
  });
  test("knows a name in any case, and a region by its display name", () => {
    expect(catalog.spellingOf("M")).toBe("m");
    expect(catalog.regionNamed("East US")).toBe("eastus");
    expect(catalog.isRegion("East US")).toBe(false);
  });
});
