/** The launcher: what runs is always what the sources say now. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { ROOT, run, temporaryFolder, writeFiles } from "./helpers/workspace";
import type { Run } from "./helpers/workspace";

const PAST = new Date("2001-01-01T00:00:00Z");
const FUTURE = new Date("2038-01-01T00:00:00Z");
const CACHE = "node_modules/.cache/aucert-foundry";
const STAMP = `${CACHE}/entry-ts.stamp.json`;

/** A project of one entry point that prints a word, a number from YAML and its arguments. */
const FILES = {
  "entry.ts": `
    import data from "./data.yaml";
    import { word } from "./lib/word";
    const line: string = [word, data.count, ...process.argv.slice(2)].join(" ");
    console.log(line);`,
  "lib/word.ts": `export const word: string = "one";`,
  "data.yaml": "count: 1\n",
  "tsconfig.json": "{}",
  "node_modules/.package-lock.json": "{}",
};

/** A root of its own with the project's launcher and the packages it needs. */
class Project {
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
  stamp(): unknown {
    const { ino, mtimeMs } = statSync(this.path(STAMP));
    return { ino, mtimeMs, text: readFileSync(this.path(STAMP), "utf8") };
  }
}

describe("sources", () => {
  const project = new Project();

  beforeEach(() => {
    writeFiles(project.root, FILES);
    expect(project.printed()).toBe("one 1");
  });

  test("an edited source is used at once", () => {
    project.write("lib/word.ts", `export const word = "two";`);

    expect(project.printed()).toBe("two 1");
  });

  test("an edited entry is used at once", () => {
    project.write("entry.ts", `console.log("new entry");`);

    expect(project.printed()).toBe("new entry");
  });

  test("an edited YAML import is used at once", () => {
    project.write("data.yaml", "count: 2\n");

    expect(project.printed()).toBe("one 2");
  });

  test("a changed file of the same size is used at once, were its time set back to the past", () => {
    project.write("lib/word.ts", FILES["lib/word.ts"].replace("one", "two"));
    utimesSync(project.path("lib/word.ts"), PAST, PAST);

    expect(project.printed()).toBe("two 1");
  });

  test("a source that is put back is used at once", () => {
    project.write("lib/word.ts", `export const word = "two";`);
    expect(project.printed()).toBe("two 1");
    project.write("lib/word.ts", FILES["lib/word.ts"]);

    expect(project.printed()).toBe("one 1");
  });

  test("nothing is built when nothing has changed, were every file touched", () => {
    const before = project.stamp();
    for (const file of Object.keys(FILES)) utimesSync(project.path(file), FUTURE, FUTURE);

    expect(project.printed()).toBe("one 1");
    expect(project.stamp()).toEqual(before);
  });

  test.each([
    ["the installed packages", "node_modules/.package-lock.json", '{"x":1}'],
    ["the compiler's settings", "tsconfig.json", '{"compilerOptions":{}}'],
  ])("is built again when %s change", (_, file, text) => {
    const before = project.stamp();
    project.write(file, text);

    expect(project.printed()).toBe("one 1");
    expect(project.stamp()).not.toEqual(before);
  });

  test("fails when a source is gone, and does not run the old bundle", () => {
    rmSync(project.path("lib/word.ts"));

    const { status, stdout, stderr } = project.run("entry.ts");

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^could not start entry\.ts: /);
    expect(stderr).toContain('Could not resolve "./lib/word"');
  });
});

describe("the cache", () => {
  const project = new Project();

  beforeEach(() => expect(project.printed()).toBe("one 1"));

  test("is one stamp, one bundle, what it was made of and its compiled code, with no file half written", () => {
    expect(readdirSync(project.path(CACHE)).sort()).toEqual([
      expect.stringMatching(/^entry-ts-[0-9a-f]{20}\.inputs$/),
      expect.stringMatching(/^entry-ts-[0-9a-f]{20}\.js$/),
      expect.stringMatching(/^entry-ts-[0-9a-f]{20}\.v\d+\.\d+\.\d+-[a-z0-9]+\.compiled$/),
      "entry-ts.stamp.json",
    ]);
  });

  test.each([
    ["a bundle is gone", () => removeCached(project, ".js")],
    ["what it was made of is gone", () => removeCached(project, ".inputs")],
    ["what it was made of is cut off", () => truncateSync(cached(project, ".inputs")[0]!, 10)],
    ["the stamp cannot be read", () => project.write(STAMP, "{")],
    ["everything is gone", () => rmSync(project.path(CACHE), { recursive: true })],
  ])("mends itself when %s", (_, spoil) => {
    spoil();

    expect(project.printed()).toBe("one 1");
    expect(existsSync(project.path(STAMP))).toBe(true);
  });
});

function removeCached(project: Project, ending: string): void {
  for (const name of cached(project, ending)) rmSync(name);
}

/** Paths of the cache's files with this ending. */
function cached(project: Project, ending: string): string[] {
  const names = readdirSync(project.path(CACHE)).filter((name) => name.endsWith(ending));
  return names.map((name) => path.join(project.path(CACHE), name));
}

describe("compiled code", () => {
  let project: Project;
  let file: string;

  beforeEach(() => {
    project = new Project();
    expect(project.printed()).toBe("one 1");
    file = cached(project, ".compiled")[0]!;
  });

  test("is made once and then used", () => {
    const made = statSync(file);

    expect(project.printed()).toBe("one 1");
    expect(statSync(file)).toMatchObject({ ino: made.ino, mtimeMs: made.mtimeMs });
  });

  test("goes out of use with its bundle", () => {
    project.write("lib/word.ts", `export const word: string = "two";`);

    expect(project.printed()).toBe("two 1");
    expect(cached(project, ".compiled")).toHaveLength(2);
  });

  test.each<[string, (content: Buffer) => Buffer]>([
    ["damaged", (content) => Buffer.concat([content.subarray(0, -8), Buffer.alloc(8, 0xff)])],
    ["cut off", (content) => content.subarray(0, 100)],
    ["empty", () => Buffer.alloc(0)],
  ])("that is %s is not run, and is made again", (_, spoil) => {
    writeFileSync(file, spoil(readFileSync(file)));
    const spoilt = statSync(file).ino;

    expect(project.printed()).toBe("one 1");
    expect(statSync(file).ino).not.toBe(spoilt);
  });

  test("of another V8 is not run, and is made again", () => {
    const made = statSync(file);
    const { stdout } = run(project.root, process.execPath, ["--no-opt", "tools/build/run.cjs", "entry.ts"]);

    expect(stdout).toBe("one 1\n");
    expect(statSync(file).ino).not.toBe(made.ino);
  });

  test("is not kept after a run that did not do its work", () => {
    project.write("cli.ts", "process.exitCode = process.argv[2] === 'wrong' ? 2 : 1;");
    const ofCli = () => cached(project, ".compiled").filter((name) => path.basename(name).startsWith("cli-ts-"));

    project.run("cli.ts", "wrong");
    project.run("cli.ts", "--help");
    expect(ofCli()).toEqual([]);
    project.run("cli.ts", "right");
    expect(ofCli()).toHaveLength(1);
  });

  test("that cannot be written is no failure", () => {
    rmSync(file);
    mkdirSync(path.join(file, "in the way"), { recursive: true });

    expect(project.printed()).toBe("one 1");
    expect(readdirSync(project.path(CACHE)).filter((name) => /compiled\.\d+$/.test(name))).toEqual([]);
  });
});

describe("the entry", () => {
  const project = new Project();

  test("gets the arguments after its own name", () => {
    expect(project.run("entry.ts", "--env", "dev").stdout).toBe("one 1 --env dev\n");
  });

  test("runs from any working directory, and keeps it", () => {
    project.write("where.ts", "console.log(process.cwd());");
    const elsewhere = temporaryFolder();

    const { stdout } = run(elsewhere, process.execPath, [project.path("tools/build/run.cjs"), "where.ts"]);

    expect(stdout).toBe(`${elsewhere}\n`);
  });

  test("gives the exit code it sets", () => {
    project.write("one.ts", "process.exitCode = 1;");

    expect(project.run("one.ts")).toEqual({ status: 1, stdout: "", stderr: "" });
  });

  test.each([
    ["is missing", ["nowhere.ts"], "could not start nowhere.ts: no such entry point\n"],
    ["is not named", [], "could not start (nothing named): no such entry point\n"],
  ])("fails with one sentence and exit code 2 when it %s", (_, args, sentence) => {
    expect(project.run(...args)).toEqual({ status: 2, stdout: "", stderr: sentence });
  });

  test("fails with exit code 2 and the entry's name when the YAML it imports cannot be read", () => {
    project.write("bad.yaml", "a: 1\na: 2\n");
    project.write("reads-bad.ts", `import data from "./bad.yaml"; console.log(data);`);

    const { status, stderr } = project.run("reads-bad.ts");

    expect(status).toBe(2);
    expect(stderr).toMatch(/^could not start reads-bad\.ts: [^]*Map keys must be unique/);
  });

  test("is named when it crashes while it loads", () => {
    project.write("crash.ts", `throw new Error("a bug");`);

    const { status, stderr } = project.run("crash.ts");

    expect(status).not.toBe(0);
    expect(stderr).toContain("crash.ts");
    expect(stderr).toContain("a bug");
  });
});
