/** Where a command keeps what Azure answered: `--save`, `--save-to FILE`; `--from FILE` reads it again. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { ToolError } from "../../config/findings/diagnostic";
import { codeOf } from "../../config/text";
import type { OptionValues } from "./args";
import type { Io } from "./io";

/** @throws ToolError when the options say two things at once */
export function checkSave(values: OptionValues): void {
  const [given, other] = ["save", "save-to"].filter((name) => values[name] !== undefined);
  if (other !== undefined) throw new ToolError("arguments", "--save and --save-to name two places: give one");
  if (given !== undefined && values.from !== undefined) {
    throw new ToolError("arguments", `--${given} needs Azure, --from does without: give one`);
  }
}

/** What a command writes: nothing else is replaced. */
interface Own {
  readonly kind: string;
  readonly is: (text: string) => boolean;
}

/**
 * Looks, before Azure is asked, whether a file may be written.
 * @param shown the file, from where one stands
 * @throws ToolError when it may not
 */
export function checkSaveFile(shown: string, { cwd }: Io, own?: Own): void {
  const file = path.resolve(cwd, shown);
  if (!existsSync(path.dirname(file))) throw new ToolError("cannot-write", `no folder for ${shown}: make it first`);
  if (own === undefined || !existsSync(file) || own.is(textIn(file, shown))) return;
  throw new ToolError("cannot-write", `${shown} exists and is not ${own.kind}: give another name`);
}

/** @throws ToolError when it cannot be read */
export function textIn(file: string, shown: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ToolError("cannot-read", `cannot read ${shown} (${codeOf(cause)})`, { cause });
  }
}
