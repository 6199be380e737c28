/** `npm run schemas`: writes the editors' JSON Schemas. A test fails when they are stale. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../config/catalog/catalog";
import { jsonSchemas } from "../config/schemas/json-schema";
import { jsonText } from "../config/text";

for (const [file, schema] of Object.entries(jsonSchemas(loadCatalog()))) {
  const target = path.join("config/schemas", `${path.basename(file, ".yaml")}.schema.json`);
  writeFileSync(target, jsonText(schema));
  process.stdout.write(`${target}\n`);
}
