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

/** In a value: also long runs of letters and digits that are no word, and whatever follows a name for keys. */
const IN_VALUES = everywhere([
  ...MARKED,
  AZURE_KEY,
  /\b(?:sk|rk|pk)-[A-Za-z0-9_-]{16,}/,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|password|pwd)\s*[=:]\s*\S+/i,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{16,}/,
  /(?<![A-Za-z0-9+=])(?=[A-Za-z0-9+=]*[A-Z])(?=[A-Za-z0-9+=]*[a-z])(?=[A-Za-z0-9+=]*[0-9])[A-Za-z0-9+=]{40,}/,
]);

/** In prose people write about keys, and link to pages: what looks like a key there has a digit, a key of one piece has three. */
const IN_PROSE = everywhere([
  ...MARKED,
  AZURE_KEY,
  /\b(?:sk|rk|pk)-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{16,}/,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)\s*[=:]\s*(?=\S{0,200}[0-9])\S{16,}/i,
  /\bBearer\s+(?=[A-Za-z._~+/=-]*[0-9])[A-Za-z0-9._~+/=-]{16,}/,
  /(?<![A-Za-z0-9+=]|sha\d{3}-)(?=[A-Za-z0-9+=]*[A-Z])(?=[A-Za-z0-9+=]*[a-z])(?=(?:[A-Za-z+=]*[0-9]){3})[A-Za-z0-9+=]{40,}/,
]);
/** A link up to its query. */
const LINK = /\bhttps?:\/\/[^\s?#]+/g;

function everywhere(patterns: readonly RegExp[]): RegExp[] {
  return patterns.map(({ source, flags }) => new RegExp(source, `${flags}g`));
}

export function looksLikeSecret(text: string): boolean {
  return maskSecrets(text) !== text;
}

/** The first key in a comment or other prose, as from and to. */
export function secretInProse(text: string): [number, number] | undefined {
  const prose = text.replace(LINK, (link) => " ".repeat(link.length));
  const found = IN_PROSE.flatMap((pattern) => [...prose.matchAll(pattern)]).sort((a, b) => a.index - b.index);
  return found[0] && [found[0].index, found[0].index + found[0][0].length];
}

/** The text with `***` in place of what looks like a key; of the same length, so that columns stay right. */
export function maskSecrets(text: string): string {
  return IN_VALUES.reduce((masked, pattern) => masked.replace(pattern, (secret) => "*".repeat(secret.length)), text);
}
