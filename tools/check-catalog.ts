/** What is wrong with the catalogue's files. The launcher asks before it makes a bundle of them, so no start pays for it. */
import { catalogShapes } from "../config/catalog-schema";
import { sortDiagnostics } from "../config/diagnostic";
import type { Diagnostic } from "../config/diagnostic";
import { renderText } from "../config/diagnostic-text";
import { parseYaml } from "../config/parse";
import { checkShape } from "../config/shape";

/**
 * @param read the text of a file by its path from the project's root
 * @returns text for people, empty when nothing is wrong
 */
export function catalogProblems(read: (path: string) => string): string {
  const findings: Diagnostic[] = [];
  const texts = new Map<string, string>();
  for (const [name, schema] of Object.entries(catalogShapes())) {
    const path = `config/catalog/${name}.yaml`;
    const text = read(path);
    texts.set(path, text);
    const report = (finding: Diagnostic): void => void findings.push(finding);
    const file = parseYaml(path, text, () => false, report);
    if (file !== undefined) checkShape(file, schema, report);
  }
  return renderText(sortDiagnostics(findings), { colour: false, textOf: (file) => texts.get(file) });
}
