/** Texts that are too long to be shown whole. */

/** Characters of a text that is shown whole, unless somebody says otherwise. */
const LONGEST = 120;

/** A text's beginning, of at most so many characters. */
export function short(text: string, longest = LONGEST): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The same part of two texts, of at most so many characters: that around the place where they begin to differ. */
export function cutAlike(one: string, other: string, longest = LONGEST): [string, string] {
  const length = Math.max(one.length, other.length);
  const start = Math.max(0, Math.min(firstDifference(one, other) - Math.floor(longest / 2), length - longest));
  const cut = (text: string): string => `${start > 0 ? "…" : ""}${short(text.slice(start), longest)}`;
  return [cut(one), cut(other)];
}

function firstDifference(one: string, other: string): number {
  const differing = one.split("").findIndex((character, index) => character !== other[index]);
  return differing === -1 ? one.length : differing;
}
