/** What the launcher keeps: it mends itself, and never decides what runs. */
import { execFile } from "node:child_process";
import {
  mkdirSync,
  renameSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import Module from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { BUNDLE, CACHE, FILES, Project } from "./helpers/project";
import { writeFiles } from "./helpers/workspace";

/** What node itself keeps lies in folders that its version begins. */
function keptByNode(project: Project): string[] {
  return readdirSync(project.path(CACHE)).filter((name) => name.startsWith(process.version));
}

describe("the cache", () => {
  const project = new Project();
  const bundle = project.path(BUNDLE);

  test("is one file for an entry, none half written, and what node itself keeps; it stays as it is", () => {
    expect(project.printed()).toBe("one 1");
    expect(readdirSync(project.path(CACHE))).toEqual(["entry.ts.cjs", ...keptByNode(project)]);
    const made = project.bundle();
    expect(project.printed()).toBe("one 1");
    expect(project.bundle()).toEqual(made);
  });

  test("names its inputs in an order of their own, whichever was read first", () => {
    const [head = ""] = readFileSync(bundle, "utf8").split("\n", 1);
    const names = Object.keys((JSON.parse(head.slice("//".length)) as { inputs: object }).inputs);
    expect(names).toContain("lib/word.ts");
    expect(names).toEqual([...names].sort());
  });

  test.each([
    ["is gone", () => rmSync(bundle)],
    ["is empty", () => truncateSync(bundle, 0)],
    ["is cut off in its head", () => truncateSync(bundle, 50)],
    ["is cut off in its code", () => truncateSync(bundle, statSync(bundle).size - 20)],
    ["holds other code", () => writeFileSync(bundle, readFileSync(bundle, "utf8").replace('"one"', '"two"'))],
    ["is gone with its folder", () => rmSync(project.path(CACHE), { recursive: true })],
  ])("mends itself when a bundle %s", (_, spoil) => {
    const whole = readFileSync(bundle, "utf8");
    spoil();

    expect(project.printed()).toBe("one 1");
    expect(readFileSync(bundle, "utf8")).toBe(whole);
  });
});

test("a cache that cannot be written is no failure: what was bundled runs from memory", () => {
  const project = new Project();
  project.write("node_modules/.cache", "a file in the way of the folder");

  expect([project.printed(), project.printed()]).toEqual(["one 1", "one 1"]);
});

test("a bundle that cannot be put in its place is no failure, and leaves nothing beside it", () => {
  const project = new Project();
  mkdirSync(project.path(`${BUNDLE}/in the way`), { recursive: true });

  expect(project.printed()).toBe("one 1");
  expect(readdirSync(project.path(CACHE))).toEqual(["entry.ts.cjs", ...keptByNode(project)]);
});

test("without packages a start says how to get them", () => {
  const project = new Project();
  rmSync(project.path("node_modules/esbuild"));

  const sentence = "could not start entry.ts: packages are missing; run npm ci first\n";
  expect(project.run("entry.ts")).toEqual({ status: 2, stdout: "", stderr: sentence });
});

test("packages may be those of a folder above, as with npm's workspaces, and a change of them is seen", () => {
  const project = new Project();
  const above = path.dirname(project.root);
  renameSync(project.path("node_modules"), path.join(above, "node_modules"));
  expect(project.printed()).toBe("one 1");
  const before = project.bundle();

  writeFiles(above, { "node_modules/.package-lock.json": '{ "other": 1 }' });

  expect(project.printed()).toBe("one 1");
  expect(project.bundle()).not.toEqual(before);
});

test("entries of like names have bundles of their own", () => {
  const project = new Project();
  writeFiles(project.root, { "a/b.ts": `console.log("a/b");`, "a-b.ts": `console.log("a-b");` });

  expect(["a/b.ts", "a-b.ts"].map((entry) => project.run(entry).stdout)).toEqual(["a/b\n", "a-b\n"]);
});

test("runs at once all succeed, and agree", async () => {
  const project = new Project();
  // Long enough to be seen half written.
  project.write("lib/word.ts", `export const word: string = "one"; export const long = "${"x".repeat(2 ** 22)}";`);
  project.write("entry.ts", FILES["entry.ts"].replace("{ word }", "{ long, word }").replace("[word", "[long && word"));
  const start = () => promisify(execFile)(process.execPath, ["tools/build/run.cjs", "entry.ts"], { cwd: project.root });
  const runs = await Promise.all(Array.from({ length: 3 }, start));

  expect(runs).toEqual(runs.map(() => ({ stdout: "one 1\n", stderr: "" })));
  expect(readdirSync(project.path(CACHE))).toEqual(["entry.ts.cjs", ...keptByNode(project)]);
});

("enableCompileCache" in Module ? test : test.skip)("node keeps the code it compiled, where it can", () => {
  const project = new Project();
  expect(project.printed()).toBe("one 1");

  expect(keptByNode(project)).toHaveLength(1);
});
