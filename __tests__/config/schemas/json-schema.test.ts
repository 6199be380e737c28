import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { loadCatalog } from "../../../config/catalog/catalog";
import { DEPLOYED_SCHEMA, deployedSchema, jsonSchemas } from "../../../config/schemas/json-schema";
import { FILE_NAMES } from "../../../config/read";
import { cli } from "../../helpers/cli";
import { ACCOUNT, LLM_CONFIG, MODELS } from "../../helpers/config";
import { fillDisk } from "../../helpers/full-disk";
import { readTree, temporaryFolder, writeFiles } from "../../helpers/workspace";

const schemas = jsonSchemas(loadCatalog());

function validatorOf(name: (typeof FILE_NAMES)[number]) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(deployedSchema(["gpt-5.4"]), DEPLOYED_SCHEMA);
  return ajv.compile(schemas[name]);
}

test.each(FILE_NAMES)("the committed schema of %s is what the code says (npx aucert-foundry schemas)", (name) => {
  const committed = readFileSync(`config/schemas/${name.replace(".yaml", ".schema.json")}`, "utf8");
  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(schemas[name])));
});

test.each(FILE_NAMES)("the committed %s is valid by its schema", (name) => {
  const validate = validatorOf(name);
  validate(parse(readFileSync(`config/environments/dev/${name}`, "utf8")));
  expect(validate.errors).toBeNull();
});

test.each([
  ["account.yaml", ACCOUNT.replace("westus", "westuss"), "/account/location"],
  ["account.yaml", ACCOUNT.replace("test-rg", "test-rg\n  localAuth: maybe"), "/account/localAuth"],
  ["account.yaml", ACCOUNT + "surprise: 1\n", ""],
  ["models.yaml", MODELS.replace("250", "1.5"), "/defaults/capacity"],
  ["models.yaml", MODELS + "    sku: Standard\n", "/models/0/sku"],
  ["models.yaml", MODELS + "    retirement: soon\n", "/models/0/retirement"],
  ["llm-config.yaml", LLM_CONFIG.replace("foundry", "other"), "/provider"],
  ["llm-config.yaml", LLM_CONFIG.replace("decision:", "Decision:"), "/layers"],
] as const)("an editor marks a mistake in %s (%#)", (name, text, place) => {
  const validate = validatorOf(name);
  expect(validate(parse(text))).toBe(false);
  expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(place);
});

test("every key has a description for the editor", () => {
  const missing: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    const { properties } = node as { properties?: Record<string, { description?: string }> };
    for (const [name, property] of Object.entries(properties ?? {})) {
      if (property.description === undefined) missing.push(`${path}.${name}`);
    }
    for (const [name, child] of Object.entries(node)) visit(child, `${path}.${name}`);
  };
  visit(schemas, "");
  expect(missing).toEqual([]);
});

test("an editor offers the models of the catalogue", () => {
  expect(JSON.stringify(schemas["models.yaml"])).toContain('"gpt-5.4-mini"');
  expect(JSON.stringify(schemas["llm-config.yaml"])).toContain('"gpt-5.4-mini"');
});

test("an editor offers a layer what is deployed before all else", () => {
  expect(JSON.stringify(schemas["llm-config.yaml"])).toContain(`"anyOf":[{"$ref":"${DEPLOYED_SCHEMA}"},`);
  const { enum: names, defaultSnippets } = JSON.parse(readFileSync(`config/schemas/${DEPLOYED_SCHEMA}`, "utf8"));
  expect(names.length).toBeGreaterThan(0);
  expect(defaultSnippets.map(({ sortText }: { sortText: string }) => sortText)).toEqual(
    names.map((name: string) => ` ${name}`),
  );
});

test("the command writes what is stale, and nothing when one of the files cannot be read or written", async () => {
  const cwd = temporaryFolder();
  const names = FILE_NAMES.map((name) => `config/schemas/${name.replace(".yaml", ".schema.json")}`);
  writeFiles(cwd, Object.fromEntries([...names, "cdktf.json"].map((name) => [name, "{}\n"])));
  const before = readTree(cwd);
  const failed = { status: 2, stdout: "", stderr: expect.stringMatching(/^cannot read docs\/diagnostics.md/) };
  expect(await cli(["schemas"], { cwd })).toEqual(failed);
  expect(readTree(cwd)).toEqual(before);

  writeFiles(cwd, { "docs/diagnostics.md": readFileSync("docs/diagnostics.md") });
  const readable = readTree(cwd);
  fillDisk(/models\.schema\.json/);
  const full = "cannot write config/schemas/models.schema.json (ENOSPC); nothing was written\n";
  expect(await cli(["schemas"], { cwd })).toEqual({ status: 2, stdout: "", stderr: full });
  jest.restoreAllMocks();
  expect(readTree(cwd)).toEqual(readable);

  const written = [...names.map((name) => `${name}\n`), "docs/diagnostics.md: no change\n"].join("");
  expect(await cli(["schemas"], { cwd })).toEqual({ status: 0, stdout: written, stderr: "" });
  expect(readTree(cwd)).not.toEqual(before);
});
