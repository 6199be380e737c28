/** One word for how much a change asks of its reviewer. */
import type { Severity } from "../../config/findings/severity";

/** From nothing to the worst. */
export const RISKS = ["none", "safe", "careful", "outage", "refused"] as const;
export type Risk = (typeof RISKS)[number];

/** What each means, to end the sentence `risk: careful: …`. */
export const RISK_MEANING: Readonly<Record<Risk, string>> = {
  none: "nothing to deploy",
  safe: "updates in place and additions",
  careful: "something to look at before it is deployed",
  outage: "a layer loses its model",
  refused: "the deploy would not go through",
};

export function isAtLeast(risk: Risk, least: Risk): boolean {
  return RISKS.indexOf(risk) >= RISKS.indexOf(least);
}

export function worst(risks: readonly Risk[]): Risk {
  return RISKS[Math.max(0, ...risks.map((one) => RISKS.indexOf(one)))] ?? "none";
}

/** Something to say of a change, and what it makes of the risk. */
export interface Remark {
  readonly risk: Risk;
  readonly text: string;
  /** Where it is graver than its risk: nothing stops the deploy, and it does not do what was meant. */
  readonly isError?: boolean;
}

/** Worth knowing. */
export function note(text: string): Remark {
  return { risk: "none", text };
}

/** Somebody should decide. */
export function careful(text: string): Remark {
  return { risk: "careful", text };
}

/** A layer's calls fail. */
export function outage(text: string): Remark {
  return { risk: "outage", text };
}

/** Terraform or Azure refuses the deploy. */
export function refused(text: string): Remark {
  return { risk: "refused", text };
}

/** What a change of this risk is among findings. */
export function severityOf(risk: Risk, remarks: readonly Remark[] = []): Severity {
  if (isAtLeast(risk, "outage") || remarks.some(({ isError }) => isError)) return "error";
  return risk === "careful" ? "warning" : "note";
}
