/** Keys and tokens that must stand in no file. A leaf: imports nothing. */

/** Keys that are known by their beginning. */
const MARKED = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bABSK[A-Za-z0-9+/=]{20,}/,
  /\bAIza[0-9A-Za-z_-]{30,}/,
  /\bya29\.[0-9A-Za-z_-]{20,}/,
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*)?/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];
/** The keys of Azure AI services of old; those of now are 84 letters and digits. */
const AZURE_KEY = /\b[0-9a-f]{32}\b/;

/** What a text is held against: shapes of keys, and names for keys with what follows them. */
interface Patterns {
  readonly shapes: RegExp;
  readonly named: RegExp;
}

/** In a value: also long runs of letters and digits that are no word. */
const IN_VALUES: Patterns = {
  shapes: anyOf([
    ...MARKED,
    AZURE_KEY,
    /\b(?:sk|rk|pk)-[A-Za-z0-9_-]{16,}/,
    /\bBearer\s+[A-Za-z0-9._~+/=-]{16,}/,
    /(?<![A-Za-z0-9+=])(?=[A-Za-z0-9+=]*[A-Z])(?=[A-Za-z0-9+=]*[a-z])(?=[A-Za-z0-9+=]*[0-9])[A-Za-z0-9+=]{40,}/,
  ]),
  named: /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|password|pwd)\s*[=:]\s*\S+/gi,
};

/** In prose people write about keys, and link to pages: what looks like a key there has a digit, a key of one piece has three. */
const IN_PROSE: Patterns = {
  shapes: anyOf([
    ...MARKED,
    AZURE_KEY,
    /\b(?:sk|rk|pk)-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}/,
    /\bBearer\s+(?=[A-Za-z._~+/=-]*[0-9])[A-Za-z0-9._~+/=-]{16,}/,
    /(?<![A-Za-z0-9+=]|sha\d{3}-)(?=[A-Za-z0-9+=]*[A-Z])(?=[A-Za-z0-9+=]*[a-z])(?=(?:[A-Za-z+=]*[0-9]){3})[A-Za-z0-9+=]{40,}/,
  ]),
  named: /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)\s*[=:]\s*(?=\S{0,200}[0-9])\S{16,}/gi,
};
/** The shortest text that has one of the shapes. Most texts are shorter, and to compile the patterns takes a millisecond. */
const SHORTEST = 19;
/** A link up to its query. */
const LINK = /\bhttps?:\/\/[^\s?#]+/g;

function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join("|"), "g");
}

/** Where keys stand in a text. */
function found(text: string, { shapes, named }: Patterns): RegExpExecArray[] {
  const shaped = text.length < SHORTEST ? [] : [...text.matchAll(shapes)];
  return text.includes("=") || text.includes(":") ? [...shaped, ...text.matchAll(named)] : shaped;
}

export function looksLikeSecret(text: string): boolean {
  return found(text, IN_VALUES).length > 0;
}

/** The first key in a comment or other prose, as from and to. */
export function secretInProse(text: string): [number, number] | undefined {
  const prose = text.replace(LINK, (link) => " ".repeat(link.length));
  const [first] = found(prose, IN_PROSE).sort((a, b) => a.index - b.index);
  return first && [first.index, first.index + first[0].length];
}

/** The text with `***` in place of what looks like a key; of the same length, so that columns stay right. */
export function maskSecrets(text: string): string {
  return found(text, IN_VALUES).reduce(
    (masked, { index, 0: { length } }) => masked.slice(0, index) + "*".repeat(length) + masked.slice(index + length),
    text,
  );
}
