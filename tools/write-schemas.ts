/** `npm run schemas`: writes the editors' JSON Schemas and the entries of `docs/diagnostics.md`. Tests hold both fresh. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../config/catalog/catalog";
import { diagnosticsPage } from "../config/findings/diagnostics-page";
import { DIAGNOSTICS_PAGE } from "../config/findings/explanation-text";
import { jsonSchemas } from "../config/schemas/json-schema";
import { jsonText } from "../config/text";

for (const [file, schema] of Object.entries(jsonSchemas(loadCatalog()))) {
  write(path.join("config/schemas", `${path.basename(file, ".yaml")}.schema.json`), jsonText(schema));
}
write(DIAGNOSTICS_PAGE, diagnosticsPage(readFileSync(DIAGNOSTICS_PAGE, "utf8")));

function write(target: string, text: string): void {
  writeFileSync(target, text);
  process.stdout.write(`${target}\n`);
}
