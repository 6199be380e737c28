/** A project of its own that the launcher bundles. */
import { cpSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { ROOT, run, type Run, temporaryFolder, writeFiles } from "./workspace";

export const CACHE = "node_modules/.cache/aucert-foundry";
export const BUNDLE = `${CACHE}/entry.ts.cjs`;

/** A project of one entry point that prints a word, a number from YAML and its arguments. */
export const FILES = {
  "entry.ts": `
    import data from "./data.yaml";
    import { word } from "./lib/word";
    const line: string = [word, data.count, ...process.argv.slice(2)].join(" ");
    console.log(line);`,
  "lib/word.ts": `export const word: string = "one";`,
  "data.yaml": "count: 1\n",
  "node_modules/.package-lock.json": "{}",
};

/** A root of its own with the project's launcher and the packages it needs. */
export class Project {
  readonly root = temporaryFolder();

  constructor() {
    writeFiles(this.root, FILES);
    cpSync(path.join(ROOT, "tools/build"), this.path("tools/build"), { recursive: true });
    for (const name of ["esbuild", "yaml"]) {
      symlinkSync(path.join(ROOT, "node_modules", name), this.path(`node_modules/${name}`), "dir");
    }
  }

  path(name: string): string {
    return path.join(this.root, name);
  }

  write(name: string, text: string): void {
    writeFiles(this.root, { [name]: text });
  }

  run(...args: string[]): Run {
    return run(this.root, process.execPath, ["tools/build/run.cjs", ...args]);
  }

  /** What the entry prints. */
  printed(): string {
    const { status, stdout, stderr } = this.run("entry.ts");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout.trim();
  }

  /** Changes whenever a bundle is written. */
  bundle(): unknown {
    const { ino, mtimeMs } = statSync(this.path(BUNDLE));
    return { ino, mtimeMs, text: readFileSync(this.path(BUNDLE), "utf8") };
  }
}

/** A folder with this project's own configuration and tools, and the packages to bundle them. */
export function copyOfProject(): string {
  const folder = temporaryFolder();
  for (const name of ["config", "tools"]) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  mkdirSync(path.join(folder, "node_modules"));
  for (const name of ["esbuild", "ipaddr.js", "yaml", "zod"]) {
    symlinkSync(path.join(ROOT, "node_modules", name), path.join(folder, "node_modules", name), "dir");
  }
  return folder;
}
