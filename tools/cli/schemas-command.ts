/** `aucert-foundry schemas`: writes what is generated and committed. Tests fail when it is stale. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { inProject } from "../../config/files/source";
import { writeFiles } from "../../config/files/write-files";
import { diagnosticsPage } from "../../config/findings/diagnostics-page";
import { DIAGNOSTICS_PAGE } from "../../config/findings/explanation-text";
import { jsonSchemas } from "../../config/schemas/json-schema";
import { codeOf, jsonText } from "../../config/text";
import { ToolError } from "../../config/findings/diagnostic";
import type { Command } from "./command";

export const schemasCommand: Command = {
  name: "schemas",
  summary: "write the editors' JSON Schemas and docs/diagnostics.md anew",
  options: { "dry-run": { type: "boolean", help: "say what would change, write nothing" } },
  run(values, io) {
    const schemas = Object.entries(jsonSchemas(loadCatalog())).map(
      ([file, schema]) =>
        [`config/schemas/${path.basename(file, ".yaml")}.schema.json`, () => jsonText(schema)] as const,
    );
    // All are read before the first is written: a failure leaves every file as it was.
    const files = [...schemas, [DIAGNOSTICS_PAGE, diagnosticsPage] as const].map(([name, textAfter]) => {
      const shown = inProject(name, io);
      const before = read(path.resolve(io.cwd, shown), shown);
      const text = textAfter(before);
      return { path: shown, text, isFresh: text === before };
    });
    const stale = files.filter(({ isFresh }) => !isFresh);
    if (!values["dry-run"]) writeFiles(stale, io.cwd);
    for (const { path: shown, isFresh } of files) {
      io.stdout(`${shown}${isFresh ? ": no change" : values["dry-run"] ? ": would be written" : ""}\n`);
    }
    return 0;
  },
};

/** @throws ToolError when it cannot be read */
function read(file: string, shown: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ToolError("cannot-read", `cannot read ${shown} (${codeOf(cause)}): run this in the project`, { cause });
  }
}
