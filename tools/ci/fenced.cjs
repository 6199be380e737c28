"use strict";
// Foreign text in Markdown: it can neither end its frame nor hide what stands in it.

/** Control characters, and those that nobody sees or that turn the direction of writing: all but tab and line feed. */
const UNSEEN = /[^\P{C}\t\n]|[\p{Zl}\p{Zp}]/gu;

/**
 * The text as a code block: a fence longer than any in the text, each line indented, unseen characters as `\u{…}`.
 * A carriage return ends a line in Markdown but not on a terminal, so it is one of the unseen.
 */
exports.fenced = (text) => {
  const visible = text.replace(UNSEEN, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
  const longest = (visible.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 3);
  const fence = "`".repeat(longest + 1);
  return [
    fence,
    ...visible
      .trimEnd()
      .split("\n")
      .map((line) => `    ${line}`),
    fence,
  ].join("\n");
};
