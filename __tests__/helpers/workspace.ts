/** A folder of its own with a configuration, in which the real `synth` runs as a child process. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "../..");
export const DEV = "config/environments/dev";
export const PROD = "config/environments/prod";
/** Five models that stay as they are, whatever becomes of the committed list. */
const FIXTURE = "__tests__/fixtures/environments/dev";

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Files by path with `/`, one character per byte; a folder without files ends in `/`. */
export type Tree = Record<string, string>;

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is removed after the test file. */
export function temporaryFolder(name = "foundry-test"): string {
  const parent = mkdtempSync(path.join(tmpdir(), "foundry-test-"));
  made.push(parent);
  const folder = path.join(parent, name);
  mkdirSync(folder);
  return folder;
}

export function readTree(folder: string): Tree {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names.map((name) => {
      const file = path.join(folder, name);
      const key = name.split(path.sep).join("/");
      return statSync(file).isDirectory() ? [`${key}/`, ""] : [key, readFileSync(file, "latin1")];
    }),
  );
}

export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

/** A model list of models that the catalogue need not know. */
export function modelList(...names: string[]): string {
  const entries = names.map(
    (name) => `  - { name: ${name}, format: OpenAI, version: "1", apis: [chat-completions] }\n`,
  );
  return `version: 1\ndefaults: { capacity: 1 }\nmodels:\n${entries.join("")}`;
}

/** Routing of one layer to one model. */
export function routing(model: string): string {
  return `version: 1\nprovider: foundry\nlayers:\n  decision: { stage: L4, model: ${model} }\n`;
}

/** Runs a program with nothing of this process's environment but the search path. */
export function run(folder: string, program: string, args: readonly string[], env: Record<string, string> = {}): Run {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", HOME: folder, ...env },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

export class Workspace {
  readonly folder: string;

  /**
   * @param files texts by path, over a copy of the committed `dev` environment
   * @param name of the folder
   */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}, name?: string) {
    this.folder = temporaryFolder(name);
    this.reset();
    this.write(files);
  }

  /** One with a second environment, whose account has another name. */
  static withProd(files: Readonly<Record<string, string>> = {}): Workspace {
    const workspace = new Workspace(files);
    cpSync(workspace.path(DEV), workspace.path(PROD), { recursive: true });
    workspace.edit(`${PROD}/account.yaml`, "name: aucert-ai", "name: aucert-ai-prod");
    return workspace;
  }

  /** Puts the committed `dev` environment in place of all configuration; leaves the output. */
  reset(): void {
    rmSync(this.path("config"), { recursive: true, force: true });
    cpSync(path.join(ROOT, FIXTURE), this.path(DEV), { recursive: true });
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  write(files: Readonly<Record<string, string | Uint8Array>>): void {
    writeFiles(this.folder, files);
  }

  /** Replaces a text that occurs in a file. */
  edit(name: string, from: string | RegExp, to: string): void {
    const before = this.read(name);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${name} does not hold ${String(from)}`);
    this.write({ [name]: after });
  }

  link(name: string, target: string): void {
    symlinkSync(target, this.path(name));
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }

  synth(env: Record<string, string> = {}, ...args: string[]): Run {
    return run(this.folder, process.execPath, [path.join(ROOT, "tools/build/run.cjs"), "main.ts", ...args], env);
  }

  /** What synth has written. */
  output(folder = "cdktf.out"): Tree {
    return readTree(this.path(folder));
  }
}
