/** HTML and SVG put together so that text stays text: what stands in `${}` is escaped unless it is markup already. */
import { visible } from "../../config/findings/characters";

/** Text that may stand in a page as it is. Only `markup` makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = string | number | Markup | undefined | readonly Part[];

/** A template whose fixed parts are markup. Text in it is shown with each character that nobody sees as its code. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(fixed.map((text, index) => (index === 0 ? "" : rendered(parts[index - 1])) + text).join(""));
}

function rendered(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Markup) return part.text;
  return typeof part === "object" ? part.map(rendered).join("") : escaped(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return visible(text.replace(/\r?\n/g, " ")).replace(/[<>&"']/g, (character) => ENTITIES[character] ?? "");
}
