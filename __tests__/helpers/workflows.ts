/** The workflows and actions as data, and their scripts run with stand-ins for the programs that they call. */
import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type Run, ROOT, run, temporaryFolder, writeFiles } from "./workspace";

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
  readonly with?: Record<string, unknown>;
  readonly "continue-on-error"?: boolean;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly environment?: string;
  readonly permissions?: Record<string, string>;
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly "fail-fast": boolean; readonly matrix: Record<string, unknown> };
  readonly outputs?: Record<string, string>;
  readonly env?: Record<string, string>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly concurrency?: Record<string, unknown>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Action {
  readonly inputs: Record<string, unknown>;
  readonly outputs?: Record<string, unknown>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const WORKFLOWS = readdirSync(path.join(ROOT, ".github/workflows")).sort();
export const ACTIONS = readdirSync(path.join(ROOT, ".github/actions")).sort();

export function readText(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}

export function readWorkflow(file: string): Workflow {
  return parse(readText(`.github/workflows/${file}`)) as Workflow;
}

export function readAction(name: string): Action {
  return parse(readText(`.github/actions/${name}/action.yml`)) as Action;
}

export function jobOf(workflow: Workflow, name: string): Job {
  const job = workflow.jobs[name];
  if (!job) throw new Error(`no job ${name}`);
  return job;
}

/** The steps that a job really takes: an action of this repository is what it is made of. */
export function allSteps(job: Job): Step[] {
  return job.steps.flatMap((step) =>
    step.uses?.startsWith("./") ? [step, ...readAction(path.basename(step.uses)).runs.steps] : [step],
  );
}

/** The script of the one step that has this id or name. */
export function scriptOf(steps: readonly Step[], title: string): string {
  const script = steps.find(({ id, name }) => id === title || name === title)?.run;
  if (script === undefined) throw new Error(`no script ${title}`);
  return script;
}

/** A folder in which a script runs as on a runner: with `tools/`, and programs of these texts first in the search path. */
export class Runner {
  readonly folder = temporaryFolder();
  readonly #env: Record<string, string>;

  constructor(programs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}) {
    symlinkSync(path.join(ROOT, "tools"), path.join(this.folder, "tools"));
    writeFiles(this.folder, { "bin/.keep": "", "temp/.keep": "" });
    for (const [name, body] of Object.entries(programs)) {
      writeFiles(this.folder, { [`bin/${name}`]: `#!/bin/bash\n${body}\n` });
      chmodSync(path.join(this.folder, "bin", name), 0o755);
    }
    this.#env = {
      PATH: `${path.join(this.folder, "bin")}:${process.env.PATH ?? ""}`,
      RUNNER_TEMP: path.join(this.folder, "temp"),
      GITHUB_OUTPUT: path.join(this.folder, "output"),
      GITHUB_STEP_SUMMARY: path.join(this.folder, "summary"),
      GITHUB_ENV: path.join(this.folder, "env"),
      GITHUB_PATH: path.join(this.folder, "path"),
      ...env,
    };
  }

  /** Runs a script as GitHub runs one whose shell is bash. */
  run(script: string, env: Readonly<Record<string, string>> = {}): Run {
    const bash = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    return run(this.folder, "bash", bash, { ...this.#env, ...env });
  }

  write(files: Readonly<Record<string, string>>): void {
    writeFiles(this.folder, files);
  }

  /** A file's text, empty where there is no file. */
  read(name: string): string {
    const file = path.join(this.folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }
}
