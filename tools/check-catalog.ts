/** What is wrong with the catalogue's files. The launcher asks before it makes a bundle of them, so no start pays for it. */
import { catalogShapes } from "../config/catalog/catalog-schema";
import { type Diagnostic, sortDiagnostics } from "../config/findings/diagnostic";
import { renderText } from "../config/findings/diagnostic-text";
import { reportTo } from "../config/findings/report";
import { parseYaml } from "../config/files/parse";
import { checkShape } from "../config/files/shape";
import { ParsedTexts } from "../config/files/syntax";

/**
 * @param read the text of a file by its path from the project's root
 * @param parsed what another call has parsed
 * @returns text for people, empty when nothing is wrong
 */
export function catalogProblems(read: (path: string) => string, parsed = new ParsedTexts()): string {
  const findings: Diagnostic[] = [];
  const texts = new Map<string, string>();
  for (const [name, schema] of Object.entries(catalogShapes())) {
    const path = `config/catalog/${name}.yaml`;
    const text = read(path);
    texts.set(path, text);
    const file = parseYaml(path, text, () => false, reportTo(findings), parsed);
    if (file !== undefined) checkShape(file, schema, reportTo(findings));
  }
  return renderText(sortDiagnostics(findings), { colour: false, textOf: (file) => texts.get(file) });
}
