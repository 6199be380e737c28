/** `aucert-foundry schemas`: writes the editors' JSON Schemas. A test fails when they are stale. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { inProject } from "../../config/files/source";
import { jsonSchemas } from "../../config/schemas/json-schema";
import { codeOf, jsonText } from "../../config/text";
import { ToolError } from "../../config/findings/diagnostic";
import type { Command } from "./command";

export const schemasCommand: Command = {
  name: "schemas",
  summary: "write the JSON Schemas by which editors know the configuration's files",
  options: { "dry-run": { type: "boolean", help: "say what would change, write nothing" } },
  run(values, io) {
    for (const [file, schema] of Object.entries(jsonSchemas(loadCatalog()))) {
      const target = inProject(`config/schemas/${path.basename(file, ".yaml")}.schema.json`, io);
      const absolute = path.resolve(io.cwd, target);
      const text = jsonText(schema);
      const isFresh = textIn(absolute) === text;
      if (!isFresh && !values["dry-run"]) write(absolute, text, target);
      io.stdout(`${target}${isFresh ? ": no change" : values["dry-run"] ? ": would be written" : ""}\n`);
    }
    return 0;
  },
};

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** @throws ToolError when it cannot be written */
function write(file: string, text: string, shown: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new ToolError("cannot-write", `cannot write ${shown} (${codeOf(cause)}): run this in the project`, { cause });
  }
}
