/** The entry of a code for readers outside of `docs/diagnostics.md`: terminals, programs, dashboards. */
import { WAIVABLE_CODE } from "../sections/waivers/rules";
import { unindented } from "../text";
import { type Code, EXPLANATIONS } from "./codes";
import type { Explanation } from "./explanations/explanation";

/** Where all findings are documented, from the project's root. */
export const DIAGNOSTICS_PAGE = "docs/diagnostics.md";

/** An explanation with all that is known of its code. Its links are spelt out, from the project's root. */
export interface Entry extends Explanation {
  readonly code: Code;
  /** Whether `waivers` of account.yaml may name it. */
  readonly canBeWaived: boolean;
  /** Its place in the documentation. */
  readonly documentation: string;
}

export function entryOf(code: Code): Entry {
  const { title, severities, explanation, example, fix } = EXPLANATIONS[code];
  return {
    code,
    title,
    severities,
    explanation: withLinksSpeltOut(explanation),
    example: unindented(example).join("\n"),
    fix: withLinksSpeltOut(fix),
    canBeWaived: WAIVABLE_CODE.accepts(code),
    documentation: `${DIAGNOSTICS_PAGE}#${code}`,
  };
}

/** `error or warning; can be waived` */
export function standing(code: string, { severities }: Explanation): string {
  return [severities.join(" or "), ...(WAIVABLE_CODE.accepts(code) ? ["can be waived"] : [])].join("; ");
}

function withLinksSpeltOut(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\(([^)]+)\)/g, "$1 (docs/$2)");
}
