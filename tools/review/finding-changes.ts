/** Which findings a change brings, and which it takes away. */
import type { Diagnostic } from "../../config/findings/diagnostic";
import type { EnvironmentFiles } from "../../config/read";
import type { Revision } from "./context";
import type { Pair } from "./pairs";
import type { EnvironmentReview, Review, SideFinding } from "./review-model";

/** @param pairs the environments that are asked for */
export function findingChanges(
  base: Revision,
  head: Revision,
  pairs: readonly Pair[],
): Pick<Review, "findings" | "added" | "removed"> {
  const pairOf = (finding: Diagnostic): Pair | undefined =>
    pairs.find(({ old, now }) => isIn(old, finding.file) || isIn(now, finding.file));
  // What is cut off is there all the same.
  const keysOf = ({ findings, uncut = [] }: Revision): ReadonlySet<string> =>
    new Set([...findings, ...uncut].map((one) => sameness(one, pairOf(one))));
  const [known, left] = [keysOf(base), keysOf(head)];
  const errors = head.findings.filter(({ severity, dated }) => severity === "error" && !dated);
  // Of what cannot be read nobody can say what it would be found to be.
  const isReadable = (now: EnvironmentFiles | undefined): boolean =>
    now !== undefined && !errors.some(({ code, file }) => code !== "policy-violation" && isIn(now, file));
  const findings = [...findingsOf("base", base), ...findingsOf("head", head)];
  return {
    findings,
    added: findings.filter((one) => {
      const pair = pairOf(one);
      return one.side === "head" && pair && isComplete(pair.old) && !known.has(sameness(one, pair));
    }),
    removed: base.findings
      .filter((one) => isReadable(pairOf(one)?.now) && !left.has(sameness(one, pairOf(one))))
      .map((one) => ({ ...one, side: "base" })),
  };
}

/** Whether everything could be found on an environment; on one that is not there nothing is to be found. */
function isComplete(files: EnvironmentFiles | undefined): boolean {
  return files === undefined || [files.account, files.models, files.llm].every((one) => one?.complete !== undefined);
}

/** Whether a finding is about an environment: on one of its files, or on its folder. */
export function isIn(files: EnvironmentFiles | undefined, file: string): boolean {
  return files !== undefined && (file === files.folder || file.startsWith(`${files.folder}/`));
}

/** What makes two findings the same, whichever revision, line and name of the environment they are of. */
function sameness({ file, code, message }: Diagnostic, pair: Pair | undefined): string {
  // How many are cut off is no difference by itself.
  const what = code === "more-findings" ? "" : message;
  return [pair?.name ?? file, file.split("/").at(-1), code, what].join("\n");
}

/** What a reader has to see: what the change brings, what refuses the deploy, and why the base cannot be read. */
export function shownFindings({ environments, findings, added }: Review): SideFinding[] {
  return findings.filter((one) => {
    const { side, severity, dated, file } = one;
    if (side === "head" && added.includes(one)) return true;
    const environment = environments.find((other) => environmentOf(one) === nameOn(side, other));
    if (environment === undefined || severity !== "error" || dated) return false;
    return side === "head" || environment.unknown.some((name) => file.endsWith(`/${name}`) || isFolder(file));
  });
}

/** The findings of the head on the environments of the review. */
export function findingsOfHead({ environments, findings }: Review): SideFinding[] {
  const names = environments.map(({ name }) => name);
  return findings.filter((one) => one.side === "head" && names.includes(environmentOf(one)));
}

function nameOn(side: SideFinding["side"], { name, renamedFrom = name }: EnvironmentReview): string {
  return side === "base" ? renamedFrom : name;
}

/** The folder that a finding is about, or in. */
function environmentOf({ file }: SideFinding): string {
  return file.split("/").at(isFolder(file) ? -1 : -2) ?? "";
}

/** A file of an environment has an ending, the folder has none. */
function isFolder(file: string): boolean {
  return !(file.split("/").at(-1) ?? "").includes(".");
}

/** Of the base only what kept it from being read matters: its mistakes are about to be history. */
function findingsOf(side: SideFinding["side"], { findings }: Revision): SideFinding[] {
  const shown = side === "head" ? findings : findings.filter(({ severity }) => severity === "error");
  return shown.map((finding) => ({ ...finding, side }));
}
