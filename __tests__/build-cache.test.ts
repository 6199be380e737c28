/** What the launcher keeps: it mends itself, and never decides what runs. */
import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { CACHE, cached, Project, removeCached, STAMP } from "./helpers/project";
import { run, writeFiles } from "./helpers/workspace";

describe("the cache", () => {
  const project = new Project();

  beforeEach(() => expect(project.printed()).toBe("one 1"));

  test("is one stamp, one bundle and its compiled code, with no file half written", () => {
    expect(readdirSync(project.path(CACHE)).sort()).toEqual([
      expect.stringMatching(/^entry-ts-[0-9a-f]{20}\.js$/),
      expect.stringMatching(/^entry-ts-[0-9a-f]{20}\.v\d+\.\d+\.\d+-[a-z0-9]+\.compiled$/),
      "entry-ts.stamp",
    ]);
  });

  test.each([
    ["a bundle is gone", () => removeCached(project, ".js")],
    ["a bundle is empty", () => truncateSync(cached(project, ".js")[0]!, 0)],
    ["a bundle is cut off", () => truncateSync(cached(project, ".js")[0]!, 100)],
    ["the stamp is cut off", () => truncateSync(project.path(STAMP), statSync(project.path(STAMP)).size - 1)],
    ["the stamp cannot be read", () => project.write(STAMP, "{")],
    ["everything is gone", () => rmSync(project.path(CACHE), { recursive: true })],
  ])("mends itself when %s", (_, spoil) => {
    spoil();

    expect(project.printed()).toBe("one 1");
    expect(existsSync(project.path(STAMP))).toBe(true);
  });
});

test("a cache that cannot be written is no failure: what was bundled runs from memory", () => {
  const project = new Project();
  project.write("node_modules/.cache", "a file in the way of the folder");

  expect([project.printed(), project.printed()]).toEqual(["one 1", "one 1"]);
});

test("without packages a start says how to get them", () => {
  const project = new Project();
  rmSync(project.path("node_modules/esbuild"));

  const sentence = "could not start entry.ts: packages are missing; run npm ci first\n";
  expect(project.run("entry.ts")).toEqual({ status: 2, stdout: "", stderr: sentence });
});

test("a file that another run takes away meanwhile does not matter", () => {
  const project = new Project();
  mkdirSync(project.path(CACHE), { recursive: true });
  // To look at it fails as it does for a file that has just gone.
  symlinkSync("gone", project.path(`${CACHE}/entry-ts-0.js.1`));

  expect(project.printed()).toBe("one 1");
});

describe("the name of a bundle", () => {
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`lib/part${index}.ts`, `export const part${index} = ${index};\n`]),
  );
  const imports = Object.keys(many).map((_, index) => `import { part${index} } from "./lib/part${index}";`);
  const names = Object.keys(many).map((_, index) => `part${index}`);
  const files = { ...many, "many.ts": `${imports.join("\n")}\nconsole.log(${names.join(" + ")});` };

  test("follows from the sources, and a comment changes nothing", () => {
    const project = new Project();
    writeFiles(project.root, files);
    for (const comment of ["", "", "// one", "// two"]) {
      project.write("lib/part0.ts", `${many["lib/part0.ts"]}${comment}`);
      expect(project.run("many.ts").stdout).toBe("780\n");
      rmSync(project.path(`${CACHE}/many-ts.stamp`));
    }
    expect(cached(project, ".js")).toHaveLength(1);
  });

  test("is the same for runs at once, and all of them succeed", async () => {
    const project = new Project();
    writeFiles(project.root, files);
    const start = () =>
      promisify(execFile)(process.execPath, ["tools/build/run.cjs", "many.ts"], { cwd: project.root });
    const runs = await Promise.all(Array.from({ length: 6 }, start));
    expect(runs).toEqual(runs.map(() => ({ stdout: "780\n", stderr: "" })));
    expect(cached(project, ".js")).toHaveLength(1);
  });
});

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
