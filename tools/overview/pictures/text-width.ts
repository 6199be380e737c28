/** How wide text is before anybody draws it. */

/**
 * Widths of the characters from blank to `~` in Helvetica, whose measures Arial and Liberation Sans share, in thousandths of
 * the size.
 * @see https://github.com/adobe-type-tools/font-tech-notes (Core 14 AFM files)
 */
const WIDTHS =
  "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 " +
  "1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 " +
  "333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584";
const WIDTH_OF = WIDTHS.split(" ").map(Number);
const FIRST = " ".charCodeAt(0);

/** Of a character that the table lacks: as wide as any. */
const WIDEST = 1015;

/** How much wider bold text is. */
const BOLD = 1.07;

export interface TextStyle {
  /** Pixels. */
  readonly size: number;
  readonly isBold?: boolean;
}

/** Pixels from left to right. */
export function textWidth(text: string, { size, isBold = false }: TextStyle): number {
  const thousandths = [...text].reduce((sum, one) => sum + (WIDTH_OF[one.charCodeAt(0) - FIRST] ?? WIDEST), 0);
  return (thousandths / 1000) * size * (isBold ? BOLD : 1);
}

/** Lines that are at most so wide, broken at blanks; a word that is wider by itself after signs in it, else anywhere. */
export function linesOf(text: string, maximum: number, style: TextStyle): string[] {
  const fits = (line: string): boolean => textWidth(line, style) <= maximum;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else if (fits(word)) lines.push(word);
    else lines.push(...brokenWord(word, fits));
  }
  return lines;
}

function brokenWord(word: string, fits: (line: string) => boolean): string[] {
  const lines = [""];
  for (const piece of word.match(/[^\-._/:]*[\-._/:]?/g) ?? []) {
    for (const part of fits(piece) ? [piece] : piece) {
      const last = lines.at(-1) ?? "";
      if (fits(last + part)) lines[lines.length - 1] = last + part;
      else lines.push(part);
    }
  }
  return lines.filter((line) => line !== "");
}
