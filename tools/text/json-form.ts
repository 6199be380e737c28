/** What the JSON forms of the commands share. */
import type { Diagnostic } from "../../config/findings/diagnostic";
import { jsonText } from "../../config/text";

/** Keys are contract: within one version they are added to, never renamed. */
const VERSION = 1;

/** The JSON form of a result, its version first. */
export function versionedJson(result: object, version = VERSION): string {
  return jsonText({ version, ...result });
}

/** The fields of a finding that are contract, in a fixed order. */
export function findingFields({ code, severity, message, help, file, line, column }: Diagnostic) {
  return { code, severity, message, ...(help !== undefined && { help }), file, line, column };
}
