"use strict";
// Foreign text in Markdown: it can neither end its frame nor hide what stands in it.

/** Control characters, and those that nobody sees or that turn the direction of writing: all but tab and line feed. */
const UNSEEN = /[^\P{C}\t\n]|[\p{Zl}\p{Zp}]/gu;

/**
 * The text as a code block: a fence longer than any in the text, each line indented, unseen characters as `\u{…}`.
 * A carriage return ends a line in Markdown but not on a terminal, so it is one of the unseen.
 */
const fenced = (text) => {
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
exports.fenced = fenced;

/** GitHub takes 65,536 characters in an issue or a pull request; the rest stands around the foreign texts. */
const MAX_FRAMES_CHARACTERS = 60000;

/**
 * As much of the text as has room in its frame, with a line above that says when it is cut. Indenting and spelling out make it
 * longer, so the frame is measured.
 * @param whole what the cut text is called, such as "the whole plan"
 * @param count of the texts that share the room
 */
exports.framed = (text, whole, count = 1) => {
  for (let length = text.length; ; length = Math.floor(length / 2)) {
    const frame = fenced(text.slice(0, length));
    if (length > 0 && frame.length > MAX_FRAMES_CHARACTERS / count) continue;
    return length === text.length ? [frame] : [`**Cut**; ${whole} is in the run.`, "", frame];
  }
};
