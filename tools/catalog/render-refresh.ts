/** A refresh for people: what changes, in words. */
import { printable } from "../../config/findings/terminal";
import { plural } from "../../config/text";
import { prose } from "../text/markdown";
import type { Refresh } from "./refresh";

export const FORMATS = ["text", "markdown"] as const;
export type Format = (typeof FORMATS)[number];

/** What is shown: the changes, and what could not be asked. */
export interface Shown extends Pick<Refresh, "words" | "left"> {
  readonly takenOn: string;
}

export function renderRefresh({ words, left, takenOn }: Shown, format: Format): string {
  const isText = format === "text";
  const bullet = (text: string): string => (isText ? `  ${printable(text)}` : `- ${prose(text)}`);
  const title = (text: string): string => (isText ? text : `**${text}**\n`);
  const changes =
    words.length === 0
      ? [title(`no change: the catalogue says what Azure answered on ${takenOn}`)]
      : [title(`${plural(words.length, "change")}, from Azure's answers of ${takenOn}`), ...words.map(bullet)];
  const rest = left.length === 0 ? [] : ["", title("left as it is"), ...left.map(bullet)];
  return `${[...changes, ...rest].join("\n")}\n`;
}
