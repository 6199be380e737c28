/** Text from the configuration in a GitHub comment: it stays text, links to nobody and breaks nothing. */
import { printable } from "./format";

/** What is left as it is inside a code span; nothing here can end one. */
const PLAIN = /^[A-Za-z0-9 ._/:,+=→…-]+$/;

/** A name or value as code: GitHub makes no mention, link or emoji of what stands in code. */
export function code(text: string): string {
  const shown = printable(text).trim() === "" ? " " : printable(text);
  if (PLAIN.test(shown) && shown.trim() !== "") return `\`${shown.trim()}\``;
  return `<code>${entities(shown, /[^A-Za-z0-9 .,…→-]/gu)}</code>`;
}

/** Text between words of ours, in a table cell or after them on a line. */
export function prose(text: string): string {
  const shown = printable(text)
    .replace(/[@#]/g, "$&\u200b")
    .replace(/:\/\//g, ":\u200b//")
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}\u200b.`);
  return entities(shown, /[&<>|`*_[\]()!~\\${}]/g);
}

/** Several lines as they are; Markdown is not read inside. */
export function preformatted(text: string): string {
  return `<pre>\n${markup(text)}\n</pre>`;
}

/** The inside of `preformatted`. */
export function markup(text: string): string {
  return entities(text, /[&<>]/g);
}

function entities(text: string, special: RegExp): string {
  return text.replace(special, (character) => `&#${character.codePointAt(0)};`);
}
