/** How the checks of one section report: errors with a way out, at a path of one file. */
import type { Code } from "../codes";
import type { Path, YamlFile } from "../parse";
import { error, reportAt } from "./check";
import type { CheckContext } from "./check";
import { notOneOf } from "./offer";

/** Reports errors at places of one file. */
export class Complaints {
  constructor(
    private readonly file: YamlFile,
    private readonly context: Pick<CheckContext, "report">,
  ) {}

  error(path: Path, code: Code, message: string, help: string, part?: "key" | "value"): void {
    reportAt(this.context.report, this.file, path, error(code, message, help), part);
  }

  /** A word that must be one of a closed list; nothing when it is, or could not be read. */
  word(path: Path, code: Code, what: string, value: string | undefined, allowed: readonly string[]): void {
    if (value === undefined || allowed.includes(value)) return;
    reportAt(this.context.report, this.file, path, notOneOf(code, what, value, allowed));
  }

  /**
   * A list of texts: each must be sound, none may come twice.
   * @param complaint message and help for an item that is not sound; undefined for one that is
   */
  texts(
    path: Path,
    code: Code,
    values: readonly (string | undefined)[],
    complaint: (value: string) => readonly [message: string, help: string] | undefined,
  ): void {
    const seen = new Set<string>();
    for (const [index, value] of values.entries()) {
      if (value === undefined) continue;
      const [message, help] =
        complaint(value) ?? (seen.has(value.toLowerCase()) ? [`${value} is listed twice`, "keep one"] : []);
      if (message !== undefined && help !== undefined) this.error([...path, index], code, message, help);
      seen.add(value.toLowerCase());
    }
  }

  /** A list that must not be empty; nothing when it is not given. */
  filled(path: Path, values: readonly unknown[] | undefined, message: string, help: string): void {
    if (values?.length === 0) this.error(path, "empty-list", message, help, "key");
  }
}
