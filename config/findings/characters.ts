/** Characters of a text that nobody sees, or that look like another. A leaf: imports nothing. */

/** Letters and signs as names have them, each with what looks the same in other scripts or comes from a word processor. */
const LOOK_ALIKES = {
  A: "\u0410\u0391",
  B: "\u0412\u0392",
  C: "\u0421",
  E: "\u0415\u0395",
  H: "\u041d\u0397",
  I: "\u0406\u0399",
  J: "\u0408",
  K: "\u041a\u039a",
  M: "\u041c\u039c",
  N: "\u039d",
  O: "\u041e\u039f",
  P: "\u0420\u03a1",
  S: "\u0405",
  T: "\u0422\u03a4",
  X: "\u0425\u03a7",
  Y: "\u0423\u03a5",
  Z: "\u0396",
  a: "\u0430\u03b1\u0251",
  c: "\u0441",
  d: "\u0501",
  e: "\u0435",
  g: "\u0261",
  h: "\u04bb",
  i: "\u0456\u03b9\u0131",
  j: "\u0458",
  k: "\u043a\u03ba",
  l: "\u04cf",
  o: "\u043e\u03bf\u0585",
  p: "\u0440\u03c1",
  q: "\u051b",
  s: "\u0455",
  t: "\u0442\u03c4",
  u: "\u03c5",
  v: "\u03bd",
  w: "\u051d",
  x: "\u0445\u03c7",
  y: "\u0443",
  "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
  "'": "\u2018\u2019",
  '"': "\u201c\u201d",
};
const MEANT = new Map(Object.entries(LOOK_ALIKES).flatMap(([meant, seen]) => [...seen].map((one) => [one, meant])));

/** Control characters, what no font draws, and every kind of blank but the usual one. */
const UNSEEN = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/gu;

/** Texts of which nothing needs to be said, as nearly all are. */
const PLAIN = /^[!-~]*$/;

/** As many odd characters of a text as a message lists. */
const SHOWN = 3;

/** What a reader takes a character for: nothing, a blank, or what it looks like. */
function meantBy(character: string): string {
  if (/\p{Z}/u.test(character)) return " ";
  return character.replace(UNSEEN, "") && (MEANT.get(character) ?? character.normalize("NFKC"));
}

/** The text as a reader takes it, without blanks at its ends. */
export function asSeen(text: string): string {
  return PLAIN.test(text) ? text : Array.from(text, meantBy).join("").trim();
}

/** The text with every character in it that nobody sees as its code, `\u200b`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** `U+0440` */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A text of the configuration as it can stand in a message. */
export function quoted(text: string): string {
  return visible(JSON.stringify(text));
}

/** ` (U+0440 at 2)`: which characters are not what they seem, blanks at the ends among them; empty when none is. */
function oddities(text: string): string {
  if (PLAIN.test(text)) return "";
  const characters = [...text];
  const odd = characters.flatMap((character, index) => {
    const isAtEnd = index === 0 || index === characters.length - 1;
    if (meantBy(character) === character && !(character === " " && isAtEnd)) return [];
    return [`${codePoint(character)} at ${index + 1}`];
  });
  if (odd.length > SHOWN) odd.splice(SHOWN, Infinity, `${odd.length - SHOWN} more`);
  return odd.length === 0 ? "" : ` (${odd.join(", ")})`;
}

/** A name as it can stand in a message, in quotes and with what is odd in it: `"gpt-5.4 " (U+0020 at 8)`. */
export function quotedName(name: string): string {
  return quoted(name) + oddities(name);
}

/** The same without quotes where nothing is odd. */
export function named(name: string): string {
  return oddities(name) === "" ? name : quotedName(name);
}
