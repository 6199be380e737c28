/** The edge of a process: how it ends when something is wrong with the program or its output. */
import { existsSync } from "node:fs";
import path from "node:path";
import { copyOfProject } from "../helpers/project";
import { ROOT, run, type Run, Workspace, writeFiles } from "../helpers/workspace";

const LAUNCHER = `'${process.execPath}' '${path.join(ROOT, "tools/build/run.cjs")}'`;
const VALIDATE = `${LAUNCHER} tools/cli/bin/validate.ts`;
const FULL = "/dev/full";

/** How a command whose work is `body` ends. */
function ended(body: string, redirection = ""): Run {
  const folder = copyOfProject();
  const command = `{ name: "x", summary: "x", options: {}, run: (_, io) => { ${body} } }`;
  writeFiles(folder, { "entry.ts": `import { main } from "./tools/cli/process"; void main(${command});` });
  return run(folder, "sh", ["-c", `'${process.execPath}' tools/build/run.cjs entry.ts ${redirection}`]);
}

/** A synth or validate whose standard output goes to a reader; its exit code is on stderr. */
function piped(workspace: Workspace, command: string, reader: string): Run {
  return run(workspace.folder, "sh", ["-c", `{ ${command}; echo $? >&2; } | { ${reader}; }`]);
}

/** More mistakes than a pipe holds. */
function manyMistakes(): Workspace {
  const models = Array.from({ length: 500 }, (_, index) => `  - { name: wrong-${index}, capacity: 20k }\n`);
  return new Workspace({ "config/environments/dev/models.yaml": `version: 1\nmodels:\n${models.join("")}` });
}

test("a mistake of the program is called one, with its stack and without the bundle's text, and ends with 2", () => {
  const { status, stdout, stderr } = ended(`throw new Error("a bug");`);

  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^a mistake in this program, not in the configuration:\nError: a bug\n {4}at /);
  expect(stderr.length).toBeLessThan(3000);
});

test("what a given-up call left behind holds no process, and all output is out before its end", () => {
  const { stdout, stderr } = ended(
    `setInterval(() => undefined, 1000); io.stderr("e".repeat(3e5)); io.stdout("o".repeat(3e5)); return 1;`,
    "2>&1 | (sleep 0.5; wc -c)",
  );

  expect([stdout.trim(), stderr]).toEqual(["600000", ""]);
});

test("a pipe gets all of a long output, however slowly it is read", () => {
  const { stdout, stderr } = piped(manyMistakes(), VALIDATE, "sleep 0.5; cat");

  expect(stderr).toBe("1\n");
  expect(stdout.length).toBeGreaterThan(200_000);
  expect(stdout).toMatch(/\n1,005 errors, 1 warning\n$/);
});

test.each([
  ["of a long output", VALIDATE, manyMistakes, "head -n 1", "1\n"],
  ["of a synth", `sleep 0.2; ${LAUNCHER} main.ts`, () => new Workspace(), "true", "0\n"],
])("a reader %s that has left is no failure", (_, command, workspace, reader, codes) => {
  expect(piped(workspace(), command, reader)).toMatchObject({ status: 0, stderr: codes });
});

(existsSync(FULL) ? test : test.skip).each([
  ["validate", VALIDATE],
  ["synth", `${LAUNCHER} main.ts`],
])("%s onto a full disk says so and ends with 2", (_, command) => {
  const { status, stderr } = run(new Workspace().folder, "sh", ["-c", `${command} > ${FULL}`]);

  expect([status, stderr]).toEqual([2, "cannot write the output: ENOSPC: no space left on device, write\n"]);
});

test.each([
  ["a wrong option", `${VALIDATE} --bad`],
  ["an entry point that is not there", `${LAUNCHER} nowhere.ts`],
])("%s ends with 2 even where stderr cannot be written", (_, command) => {
  // A stderr that can only be read.
  expect(run(ROOT, "sh", ["-c", `${command} 2</dev/null`])).toEqual({ status: 2, stdout: "", stderr: "" });
});
