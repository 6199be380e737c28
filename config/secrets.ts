/** Keys and tokens that must stand in no file. A leaf: imports nothing. */

/** Shapes of keys: those with a known beginning, private keys, and long runs of letters and digits that are no word. */
const SHAPES = [
  /\b(?:sk|rk|pk)-[A-Za-z0-9_-]{16,}/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bABSK[A-Za-z0-9+/=]{20,}/,
  /\bAIza[0-9A-Za-z_-]{30,}/,
  /\bya29\.[0-9A-Za-z_-]{20,}/,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*)?/,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)\s*[=:]\s*\S+/i,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{16,}/,
  // The keys of Azure AI services: 32 hexadecimal digits of old, 84 letters and digits now.
  /\b[0-9a-f]{32}\b/,
  /(?<![A-Za-z0-9+=])(?=[A-Za-z0-9+=]*[A-Z])(?=[A-Za-z0-9+=]*[a-z])(?=[A-Za-z0-9+=]*[0-9])[A-Za-z0-9+=]{40,}/,
];
/** In a value, but not in prose. */
const NAMED = /\b(?:password|pwd)\s*[=:]\s*\S+/i;

const everywhere = (pattern: RegExp): RegExp => new RegExp(pattern.source, `${pattern.flags}g`);
const PATTERNS = SHAPES.map(everywhere);
const SECRETS = [...PATTERNS, everywhere(NAMED)];

export function looksLikeSecret(text: string): boolean {
  return maskSecrets(text) !== text;
}

/** Where a key stands in prose, as from and to; there `password: ask Ada` is none. */
export function secretsInProse(text: string): [number, number][] {
  const found = PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)]);
  return found.map(({ index, 0: secret }) => [index, index + secret.length]);
}

/** The text with `***` in place of what looks like a key; of the same length, so that columns stay right. */
export function maskSecrets(text: string): string {
  return SECRETS.reduce((masked, pattern) => masked.replace(pattern, (secret) => "*".repeat(secret.length)), text);
}
