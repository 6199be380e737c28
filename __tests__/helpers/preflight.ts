/** Runs `preflight` on the tests' environment against a stand-in for Azure. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Outcome } from "../../tools/preflight/outcome";
import { fakeArm, type FakeArm, type Route, soundRoutes, SUBSCRIPTION, TOKEN } from "./arm";
import { cli, type CliResult } from "./cli";
import { ACCOUNT, LLM_CONFIG, MODELS } from "./config";

export interface Run extends CliResult {
  readonly arm: FakeArm;
  readonly cwd: string;
  /** `fail quota gpt-5.4` for everything that did not pass; empty unless the output is JSON. */
  readonly findings: readonly string[];
  readonly results: readonly Outcome[];
  readonly adopt: readonly string[];
}

export interface RunSetup {
  readonly args?: readonly string[];
  /** Files of the environment to replace. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of an earlier run. */
  readonly cwd?: string;
  readonly isTerminal?: boolean;
  readonly onInterrupt?: (listener: () => void) => () => void;
}

const folders: string[] = [];
const servers: FakeArm[] = [];

/** For `afterEach`. */
export async function cleanUp(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A folder with one environment, `dev`. */
export function environmentFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "preflight-"));
  folders.push(folder);
  writeEnvironment(folder, files);
  return folder;
}

export function writeEnvironment(folder: string, files: Readonly<Record<string, string>> = {}, name = "dev"): void {
  const all = { "account.yaml": ACCOUNT, "models.yaml": MODELS, "llm-config.yaml": LLM_CONFIG, ...files };
  mkdirSync(path.join(folder, "config/environments", name), { recursive: true });
  for (const [file, text] of Object.entries(all)) {
    writeFileSync(path.join(folder, "config/environments", name, file), text);
  }
}

/** @param changed routes to replace in a sound subscription */
export async function preflightOn(changed: Readonly<Record<string, Route>> = {}, setup: RunSetup = {}): Promise<Run> {
  const arm = await fakeArm(soundRoutes(changed));
  servers.push(arm);
  const cwd = setup.cwd ?? environmentFolder();
  if (setup.files !== undefined) writeEnvironment(cwd, setup.files);
  const format = setup.args?.includes("--format") ? [] : ["--format", "json"];
  const result = await cli(["preflight", "--arm-endpoint", arm.url, ...format, ...(setup.args ?? [])], {
    cwd,
    env: { ARM_SUBSCRIPTION_ID: SUBSCRIPTION, AZURE_ACCESS_TOKEN: TOKEN, ...setup.env },
    isTerminal: setup.isTerminal ?? false,
    ...(setup.onInterrupt !== undefined && { onInterrupt: setup.onInterrupt }),
  });
  return { ...result, arm, cwd, ...readJson(result.stdout) };
}

export function readJson(stdout: string): Pick<Run, "findings" | "results" | "adopt"> {
  if (!stdout.startsWith("{")) return { findings: [], results: [], adopt: [] };
  const { results, adopt } = JSON.parse(stdout) as { results: Outcome[]; adopt: string[] };
  const findings = results
    .filter(({ status }) => status !== "pass")
    .map(({ status, code, subject }) => [status, code, ...(subject === undefined ? [] : [subject])].join(" "));
  return { findings, results, adopt };
}

/** The message and help of the one outcome of a check. */
export function only(run: Run, code: string): Outcome {
  const found = run.results.filter((one) => one.code === code);
  if (found.length !== 1) throw new Error(`${found.length} outcomes of ${code}`);
  return found[0] as Outcome;
}
