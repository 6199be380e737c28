/** What a change does to its environment, as `review` says it, and what stands in the way of its deploy. */
import { loadPrices } from "../../config/cost/prices";
import type { Diagnostic } from "../../config/findings/diagnostic";
import { renderText } from "../../config/findings/diagnostic-text";
import { plural } from "../../config/text";
import { type Texts, withTexts } from "../change/overlay";
import { Refused } from "../change/plan";
import { isIn } from "../review/finding-changes";
import { isQuotaRefused, quotaText } from "../review/quota";
import { renderReviewText } from "../review/render-text";
import { review } from "../review/review";
import type { EnvironmentReview } from "../review/review-model";
import { readRevision } from "../review/revision";
import { type Io, wantsColour } from "./io";
import type { Surveyed } from "./survey";

export interface ReviewedChange {
  /** For the terminal. */
  readonly text: string;
  /** Why the deploy of the change would not go through, a line each. */
  readonly refusals: readonly string[];
  /** What keeps everything else from being deployed, too, and did so before. */
  readonly standing: readonly string[];
}

export interface ReviewedTexts {
  readonly texts: Texts;
  /** A model that layers call from now on. */
  readonly calls?: string | undefined;
  /** What the texts are of, in messages. */
  readonly what: string;
}

/** @throws Refused when it would bring an error */
export function reviewChange({ texts, calls, what }: ReviewedTexts, surveyed: Surveyed, io: Io): ReviewedChange {
  const { source, environment, today, catalog, before } = surveyed;
  const after = readRevision(withTexts(source, environment, texts), catalog, { today });
  const result = review(before, after, { today, prices: loadPrices() });
  const own = after.findings.filter(({ file }) => isIn(surveyed.files, file));
  const errors = [...result.added, ...retirementsOf(calls, own, result.added)].filter(
    ({ severity }) => severity === "error",
  );
  if (errors.length > 0) {
    io.stderr(`${renderText(errors, { colour: false, textOf: after.textOf })}\n`);
    throw new Refused(`${what} would bring ${plural(errors.length, "error")}, so nothing was written`);
  }
  const environments = result.environments.filter(({ name }) => name === environment);
  // What is to be deployed, the command says itself, after what comes before it.
  const shown = environments.map((one) => ({ ...one, summary: { ...one.summary, deploy: [] } }));
  const about = { ...result, environments: shown, findings: result.added };
  return {
    text: renderReviewText(about, { colour: wantsColour(io), textOf: after.textOf }),
    refusals: environments.flatMap(refusalsOf),
    standing: environments.flatMap(({ summary }) => summary.refused),
  };
}

/** A model of the list that is retired is found before as well, but that a layer is moved to it is this change's doing. */
function retirementsOf(model: string | undefined, findings: readonly Diagnostic[], added: readonly Diagnostic[]) {
  const isAbout = ({ code, subject }: Diagnostic): boolean => code === "retired" && subject === model;
  return added.some(isAbout) ? [] : findings.filter(isAbout);
}

function refusalsOf({ changes, summary: { quota } }: EnvironmentReview): string[] {
  const refused = changes.filter(({ risk }) => risk === "refused");
  return [
    ...refused.map(({ action, kind, name, note = "" }) => `${action} ${kind} ${name}: ${note}`),
    ...(quota !== null && isQuotaRefused(quota) ? [`quota: ${quotaText(quota)}`] : []),
  ];
}
