/** Which findings a change brings, and which it takes away. */
import type { Diagnostic } from "../../config/findings/diagnostic";
import type { EnvironmentFiles } from "../../config/read";
import type { Revision } from "./context";
import type { Pair } from "./pairs";
import type { Review, SideFinding } from "./review-model";

/** @param pairs the environments that are asked for */
export function findingChanges(
  base: Revision,
  head: Revision,
  pairs: readonly Pair[],
): Pick<Review, "findings" | "added" | "removed"> {
  const pairOf = (finding: Diagnostic): Pair | undefined =>
    pairs.find(({ old, now }) => isIn(old, finding.file) || isIn(now, finding.file));
  const known = new Set(base.findings.map((one) => sameness(one, pairOf(one))));
  const left = new Set(head.findings.map((one) => sameness(one, pairOf(one))));
  const errors = head.findings.filter(({ severity, dated }) => severity === "error" && !dated);
  // Of what cannot be read nobody can say what it would be found to be.
  const isReadable = (now: EnvironmentFiles | undefined): boolean =>
    now !== undefined && !errors.some(({ code, file }) => code !== "policy-violation" && isIn(now, file));
  const findings = [...findingsOf("base", base), ...findingsOf("head", head)];
  return {
    findings,
    added: findings.filter((one) => one.side === "head" && pairOf(one) && !known.has(sameness(one, pairOf(one)))),
    removed: base.findings
      .filter((one) => isReadable(pairOf(one)?.now) && !left.has(sameness(one, pairOf(one))))
      .map((one) => ({ ...one, side: "base" })),
  };
}

/** Whether a finding is about an environment: on one of its files, or on its folder. */
export function isIn(files: EnvironmentFiles | undefined, file: string): boolean {
  return files !== undefined && (file === files.folder || file.startsWith(`${files.folder}/`));
}

/** What makes two findings the same, whichever revision, line and name of the environment they are of. */
function sameness({ file, code, message }: Diagnostic, pair: Pair | undefined): string {
  return [pair?.name ?? file, file.split("/").at(-1), code, message].join("\n");
}

/** Of the base only what kept it from being read matters: its mistakes are about to be history. */
function findingsOf(side: SideFinding["side"], { findings }: Revision): SideFinding[] {
  const shown = side === "head" ? findings : findings.filter(({ severity }) => severity === "error");
  return shown.map((finding) => ({ ...finding, side }));
}
