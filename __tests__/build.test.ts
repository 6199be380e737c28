/** The launcher: what runs is always what the sources say now. */
import { rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { FILES, Project } from "./helpers/project";
import { run, temporaryFolder, writeFiles } from "./helpers/workspace";

const PAST = new Date("2001-01-01T00:00:00Z");
const FUTURE = new Date("2038-01-01T00:00:00Z");

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
    const before = project.bundle();
    for (const file of Object.keys(FILES)) utimesSync(project.path(file), FUTURE, FUTURE);

    expect(project.printed()).toBe("one 1");
    expect(project.bundle()).toEqual(before);
  });

  test("is built again when the installed packages change", () => {
    const before = project.bundle();
    project.write("node_modules/.package-lock.json", '{"x":1}');

    expect(project.printed()).toBe("one 1");
    expect(project.bundle()).not.toEqual(before);
  });

  test("fails when a source is gone, and does not run the old bundle", () => {
    rmSync(project.path("lib/word.ts"));

    const { status, stdout, stderr } = project.run("entry.ts");

    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^could not start entry\.ts: /);
    expect(stderr).toContain('Could not resolve "./lib/word"');
  });
});

test.each(["tsconfig.json", "lib/tsconfig.json"])("%s leads no import elsewhere", (settings) => {
  const project = new Project();
  project.write("lib/word.ts", `import { isNode } from "yaml"; export const word = typeof isNode;`);
  project.write("docs/evil.ts", `export const isNode = "evil";`);
  const paths = { yaml: [path.relative(path.dirname(settings), "docs/evil.ts")] };
  project.write(settings, JSON.stringify({ compilerOptions: { baseUrl: ".", paths } }));

  expect(project.printed()).toBe("function 1");
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
    ["has another ending", ["entry-ts"], "could not start entry-ts: no such entry point\n"],
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

  test("is named with its stack when it crashes while it loads", () => {
    project.write("crash.ts", `throw new Error("a bug");`);

    const { status, stderr } = project.run("crash.ts");

    expect(status).toBe(2);
    expect(stderr).toMatch(/^could not start crash\.ts: Error: a bug\n {4}at .*crash\.ts\.cjs:/);
  });
});
