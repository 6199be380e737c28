/** Keys and tokens that must stand in no file. A leaf: imports nothing. */

/**
 * Keys that are known by their form, each with who describes it. None may take more than linear time: what may be skipped
 * has a bound, or begins only where a word does.
 */
const MARKED = [
  // AWS access key id https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  // AWS secret access key https://aws.amazon.com/blogs/security/a-safer-way-to-distribute-aws-credentials-to-ec2/
  // (40 signs; paths are as long now and then, and hold words)
  /(?<![A-Za-z0-9/+])(?![A-Za-z0-9/+]{0,32}[a-z]{8})(?=[A-Za-z0-9/+]{0,39}[A-Z])(?=[A-Za-z0-9/+]{0,39}[a-z])(?=[A-Za-z0-9/+]{0,39}[0-9])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
  // Amazon Bedrock API key https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html
  /\bABSK[A-Za-z0-9+/=]{20,}/,
  // Google API key and OAuth token https://github.com/gitleaks/gitleaks/blob/master/cmd/generate/config/rules/gcp.go
  /\bAIza[0-9A-Za-z_-]{30,}/,
  /\bya29\.[0-9A-Za-z_-]{20,}/,
  // JSON Web Token: RFC 7519
  /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]*)?/,
  // GitHub https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
  /\bgh[pousr]_[A-Za-z0-9]{20,}/,
  // npm https://github.blog/2021-09-23-announcing-npms-new-access-token-format/
  /\bnpm_[A-Za-z0-9]{36,}/,
  // GitLab https://gitlab.com/gitlab-org/gitlab/-/issues/342327
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  // Slack https://docs.slack.dev/authentication/tokens
  /\bxox[abeoprs]-(?=[A-Za-z-]{0,20}[0-9])[A-Za-z0-9-]{10,}/,
  // Hugging Face https://github.com/gitleaks/gitleaks/blob/master/cmd/generate/config/rules/huggingface.go
  /\bhf_[A-Za-z0-9]{30,}/,
  // Azure Databricks https://github.com/gitleaks/gitleaks/blob/master/cmd/generate/config/rules/databricks.go
  /\bdapi[0-9a-f]{32}(?:-\d{1,2})?\b/,
  // Client secret of an Entra application https://github.com/gitleaks/gitleaks/blob/master/cmd/generate/config/rules/azure.go
  /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,}/,
  // Private key: RFC 7468
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];
/**
 * The keys of Azure AI services of old; those of now are 84 letters and digits.
 * @see https://github.com/microsoft/security-utilities
 */
const AZURE_KEY = /\b(?:[0-9a-f]{32}|[0-9A-F]{32})\b/;
/** The keys of connection strings. @see https://learn.microsoft.com/azure/azure-monitor/app/connection-strings */
const CONNECTION_KEYS = "AccountKey|SharedAccessKey|SharedAccessSignature|InstrumentationKey";
/** A URL up to the sign-in in it: RFC 3986, 3.2.1. */
const URL_USER = "\\b[a-z][a-z0-9+.-]{0,20}:\\/\\/[^\\s/:@]{0,100}:";

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
    // OpenAI https://platform.openai.com/docs/api-reference/authentication
    /\b(?:sk|rk|pk)-[A-Za-z0-9_-]{16,}/,
    // RFC 6750, 2.1
    /\bBearer\s+[A-Za-z0-9._~+/=-]{16,}/,
    /(?<![A-Za-z0-9+=])(?=[A-Za-z0-9+=]*[A-Z])(?=[A-Za-z0-9+=]*[a-z])(?=[A-Za-z0-9+=]*[0-9])[A-Za-z0-9+=]{40,}/,
  ]),
  named: new RegExp(`\\b(?:${CONNECTION_KEYS}|password|pwd)\\s*[=:]\\s*\\S+|${URL_USER}[^\\s/@]{1,200}@`, "gi"),
};

/** In prose people write about keys, and link to pages: what looks like a key there has a digit, a key of one piece has three. */
const IN_PROSE: Patterns = {
  shapes: anyOf([
    ...MARKED,
    AZURE_KEY,
    /\b(?:sk|rk|pk)-(?=[A-Za-z_-]{0,200}[0-9])[A-Za-z0-9_-]{16,}/,
    /\bBearer\s+(?=[A-Za-z._~+/=-]{0,200}[0-9])[A-Za-z0-9._~+/=-]{16,}/,
    /(?<![A-Za-z0-9+=]|sha\d{3}-)(?=[A-Za-z0-9+=]*[A-Z])(?=[A-Za-z0-9+=]*[a-z])(?=(?:[A-Za-z+=]*[0-9]){3})[A-Za-z0-9+=]{40,}/,
  ]),
  named: new RegExp(
    `\\b(?:${CONNECTION_KEYS})\\s*[=:]\\s*(?=\\S{0,200}[0-9])\\S{16,}|${URL_USER}(?=[^\\s/@]{0,200}[0-9])[^\\s/@]{1,200}@`,
    "gi",
  ),
};
/** The shortest text that has one of the shapes. Most texts are shorter, and to compile the patterns takes a millisecond. */
const SHORTEST = 19;
/** A link up to its query; one with a sign-in is none. */
const LINK = /\bhttps?:\/\/(?![^\s/?#]{0,300}@)[^\s?#]+/g;

function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join("|"), "g");
}

/** The patterns that a text has something of. `search` copies no pattern, as `matchAll` does: nearly no text has a key. */
function matching(text: string, { shapes, named }: Patterns): RegExp[] {
  const worthTrying = [...(text.length < SHORTEST ? [] : [shapes]), ...(/[=:]/.test(text) ? [named] : [])];
  return worthTrying.filter((pattern) => text.search(pattern) >= 0);
}

/** Where keys stand in a text. */
function found(text: string, patterns: Patterns): RegExpExecArray[] {
  return matching(text, patterns).flatMap((pattern) => [...text.matchAll(pattern)]);
}

export function looksLikeSecret(text: string): boolean {
  return matching(text, IN_VALUES).length > 0;
}

/** The first key in a comment or other prose, as from and to. */
export function secretInProse(text: string): [number, number] | undefined {
  const prose = text.replace(LINK, (link) => " ".repeat(link.length));
  const [first] = found(prose, IN_PROSE).sort((a, b) => a.index - b.index);
  return first && [first.index, first.index + first[0].length];
}

/** The text with `***` in place of what looks like a key; of the same length, so that columns stay right. */
export function maskSecrets(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: key } of found(text, IN_VALUES).sort((a, b) => a.index - b.index)) {
    const from = Math.max(index, end);
    const to = Math.max(index + key.length, end);
    parts.push(text.slice(end, from), "*".repeat(to - from));
    end = to;
  }
  return parts.join("") + text.slice(end);
}
