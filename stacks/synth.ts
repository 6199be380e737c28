/** Synthesises environments into Terraform JSON and manifests. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type IManifest, Manifest } from "cdktf";
import { foundryStackName, llmConfigStackName } from "../config/addresses";
import { renderManifest } from "../config/llm/manifest";
import type { Environment } from "../config/environment";
import { ToolError } from "../config/findings/diagnostic";
import type { LockTexts } from "../config/provider-locks";
import { codeOf, columns, compareText, jsonText, plural } from "../config/text";
import { isReport, type PolicyReport, withEarlier } from "../policies/judge";
import { buildApp } from "./app";
import {
  isAbandoned,
  isManifest,
  type OutputFile,
  planOutput,
  readTree,
  type Replacement,
  replaceOutput,
} from "./output";

/** What the policies found, for audits: every rule, every waiver with its reason and last day. */
const POLICY_REPORT = "policy-report.json";

/** What an earlier synth said of the environments that this one leaves alone. */
interface Earlier {
  readonly stacks: IManifest["stacks"];
  readonly report: PolicyReport | undefined;
}

/** Everything a synth of these environments writes, without writing any of it. */
export function synthFiles(environments: readonly Environment[]): OutputFile[] {
  return build(environments).files;
}

/** @param earlier what is kept of other environments' output; undefined for a synth of all */
function build(environments: readonly Environment[], earlier?: Earlier): { files: OutputFile[]; report: PolicyReport } {
  const scratch = scratchFolder();
  try {
    const report = withoutCallStacks(() => {
      const app = buildApp(environments, scratch);
      app.synth();
      if (earlier !== undefined) {
        for (const [name, stack] of Object.entries(earlier.stacks)) app.manifest.stacks[name] ??= stack;
        app.manifest.writeToFile();
      }
      return app.policyReport;
    });
    const manifests = environments.map((environment) => ({
      path: manifestPath(environment),
      text: renderManifest(environment),
    }));
    const whole = earlier?.report === undefined ? report : withEarlier(report, earlier.report, compareStacks);
    const audit = { path: POLICY_REPORT, text: jsonText(whole) };
    return { files: [...readTree(scratch), ...manifests, audit], report };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const SCRATCH = "foundry-synth-";

/** A folder for this run alone; what killed runs left an hour ago goes. */
function scratchFolder(): string {
  const temporary = tmpdir();
  try {
    for (const name of readdirSync(temporary)) {
      const folder = path.join(temporary, name);
      if (name.startsWith(SCRATCH) && isAbandoned(folder)) removeIfOurs(folder);
    }
    return mkdtempSync(path.join(temporary, SCRATCH));
  } catch (cause) {
    const message = `cannot make a temporary folder in ${temporary} (${codeOf(cause)}): set TMPDIR to a folder that can be written`;
    throw new ToolError("cannot-write", message, { cause });
  }
}

function removeIfOurs(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Somebody else's: theirs to remove.
  }
}

/** @throws ToolError when what is there is damaged: the other environments' entries would be lost */
function earlierIn(outdir: string): Earlier {
  const manifest = jsonIn(outdir, Manifest.fileName, isManifest);
  const report = jsonIn(outdir, POLICY_REPORT, isReport);
  return { stacks: manifest?.stacks ?? {}, report };
}

/** What an earlier synth wrote there; undefined when there is nothing. */
function jsonIn<T>(outdir: string, name: string, isSound: (value: unknown) => value is T): T | undefined {
  const file = path.join(outdir, name);
  if (!existsSync(file)) return undefined;
  const value = parsed(readFileSync(file, "utf8"));
  if (isSound(value)) return value;
  throw new ToolError("cannot-read", `${file} is damaged, or of another version: synthesise all environments once`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * cdktf asks for the whole call stack of every token, for the text of its own errors: at a hundred environments a fifth of the
 * memory, and a tenth to a third of the time. What is thrown meanwhile keeps its stack.
 */
function withoutCallStacks<T>(action: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return action();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

/** Stacks by environment, and its Foundry stack first: in the order in which synth makes them. */
function compareStacks(a: string, b: string): number {
  const environmentOf = (stack: string): string => stack.replace(/^(foundry|llm-config)-/, "");
  return compareText(environmentOf(a), environmentOf(b)) || compareText(a, b);
}

/** What a synth writes beside what it builds, and what it leaves alone. */
export interface SynthOptions extends Replacement {
  /** Lock files that were kept, to stand beside the stacks. */
  readonly locks?: LockTexts;
  /** Says what would be written, and writes nothing. */
  readonly isDryRun: boolean;
}

/**
 * Writes the output of these environments below `outdir`, replacing that of an earlier synth.
 * @returns the summary for the terminal
 * @throws PolicyError when what would be built breaks a policy
 * @throws ToolError when it cannot be written
 */
export function synth(environments: readonly Environment[], outdir: string, options: SynthOptions): string {
  const { files: built, report } = build(environments, options.isPartial ? earlierIn(outdir) : undefined);
  const files = [...built, ...lockFiles(environments, options.locks)];
  try {
    if (options.isDryRun) return [...plannedLines(outdir, files, options), ...waiverLines(report)].join("\n");
    replaceOutput(outdir, files, options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ToolError("cannot-write", `cannot write to ${outdir}: ${reason}`, { cause });
  }
  return [summary(environments, files, outdir), ...waiverLines(report)].join("\n");
}

/** Terraform's own file, which it reads and writes in the folder of a stack; what was kept wins. */
function lockFiles(environments: readonly Environment[], { azurerm, kubernetes }: LockTexts = {}): OutputFile[] {
  return environments.flatMap(({ name }) => [
    ...(azurerm === undefined ? [] : [lockFile(foundryStackName(name), azurerm)]),
    ...(kubernetes === undefined ? [] : [lockFile(llmConfigStackName(name), kubernetes)]),
  ]);
}

function lockFile(stack: string, text: string): OutputFile {
  return { path: `stacks/${stack}/.terraform.lock.hcl`, text };
}

function plannedLines(outdir: string, files: readonly OutputFile[], options: SynthOptions): string[] {
  const { changed, removed } = planOutput(outdir, files, options);
  const total = `${plural(files.length, "file")}, ${changed.length} to write, ${removed.length} to remove; nothing written`;
  const lineOf = (verb: string, name: string): string => `  ${verb} ${path.join(outdir, name)}`;
  return [
    ...changed.map((file) => lineOf("write ", file.path)),
    ...removed.map((name) => lineOf("remove", name)),
    total,
  ];
}

/** Nothing when there is no waiver. */
function waiverLines({ waived, unusedWaivers }: PolicyReport): string[] {
  return [
    ...(waived.length > 0
      ? [`${plural(waived.length, "policy violation")} waived: ${POLICY_REPORT} has the reasons`]
      : []),
    ...unusedWaivers.map(
      ({ rule, address, stacks }) => `unused waiver of ${rule} for ${address} (${stacks.join(", ")}): remove it`,
    ),
  ];
}

function manifestPath({ name }: Pick<Environment, "name">): string {
  return `manifests/${llmConfigStackName(name)}.yaml`;
}

function summary(environments: readonly Environment[], files: readonly OutputFile[], outdir: string): string {
  const rows = environments.flatMap(({ name, deployments, aks }) => [
    [foundryStackName(name), `1 account, ${plural(deployments.length, "deployment")}`],
    [llmConfigStackName(name), `${plural(aks.namespaces.length, "ConfigMap")}, also in ${manifestPath({ name })}`],
  ]);
  const lines = columns(rows).map((line) => `  ${line}`);
  const total = `${plural(rows.length, "stack")}, ${plural(files.length, "file")} in ${outdir}`;
  return [...lines, total].join("\n");
}
