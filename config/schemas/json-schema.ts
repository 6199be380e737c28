/** The editors' JSON Schemas: the files' own schemas, with the catalogue's words as choices. */
import * as z from "zod/mini";
import type { Catalog } from "../catalog/catalog";
import { llmConfigFile } from "../llm/shape";
import { modelsFile } from "../models/shape";
import type { FileName } from "../read";
import { accountFile } from "../schema";
import { BUILT_IN_POLICY } from "../sections/rai-policies/rules";

/** JSON Schema draft 2020-12 of each file. */
export function jsonSchemas(catalog: Catalog): Record<FileName, object> {
  const regions = { enum: [...catalog.regions].sort() };
  const names = [...catalog.names].sort();
  return {
    "account.yaml": render(accountFile, {
      location: regions,
      allowedRegions: { items: { type: "string", ...regions } },
      until: { format: "date" },
    }),
    "models.yaml": render(modelsFile, {
      name: openChoice(names),
      format: openChoice(catalog.formats),
      version: { type: ["string", "number"] },
      raiPolicy: openChoice(BUILT_IN_POLICY.words),
      retirement: { format: "date" },
    }),
    "llm-config.yaml": render(llmConfigFile, {
      model: { anyOf: [{ $ref: DEPLOYED_SCHEMA }, { enum: names }, { type: "string" }] },
    }),
  };
}

/** The schema of what is deployed, beside the others. `npm run accept` writes it: it changes with every model list. */
export const DEPLOYED_SCHEMA = "deployed-models.schema.json";

/**
 * The names in the model lists, which an editor offers before all others.
 * @see https://github.com/redhat-developer/yaml-language-server: completions of `defaultSnippets` alone have a place in the order
 */
export function deployedSchema(names: readonly string[]): object {
  return {
    enum: names,
    defaultSnippets: names.map((name) => ({ label: name, body: name, description: "deployed", sortText: ` ${name}` })),
  };
}

/** Words that an editor offers, where a user may also write another one: a model that the catalogue lacks. */
function openChoice(words: readonly string[]): object {
  return { anyOf: [{ enum: words }, { type: "string" }] };
}

/** @param extra what to add to properties of these names, unless they are constants */
function render(schema: z.ZodMiniType, extra: Readonly<Record<string, object>>): object {
  return z.toJSONSchema(schema, {
    io: "input",
    override: ({ jsonSchema, path }) => {
      const [parent, name] = path.slice(-2);
      const isProperty = parent === "properties" && typeof name === "string" && Object.hasOwn(extra, name);
      if (isProperty && jsonSchema.const === undefined) Object.assign(jsonSchema, extra[name]);
      const { enum: words } = jsonSchema;
      // What it is comes before what it may be.
      delete jsonSchema.enum;
      if (words !== undefined) jsonSchema.enum = words;
    },
  });
}
