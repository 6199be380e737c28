/** The edge of a command's process: how it ends when something is wrong with the program or its output. */
import { copyOfProject } from "../helpers/project";
import { run, writeFiles } from "../helpers/workspace";

const ENTRY = `
  import { main } from "./tools/cli/process";
  void main({ name: "x", summary: "x", options: {}, run: () => { throw new Error("a bug"); } });`;

let folder: string;

beforeAll(() => {
  folder = copyOfProject();
  writeFiles(folder, { "entry.ts": ENTRY });
});

test("a mistake of the program is called one, with its stack and without the bundle's text, and ends with 2", () => {
  const { status, stdout, stderr } = run(folder, process.execPath, ["tools/build/run.cjs", "entry.ts"]);

  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^a mistake in this program, not in the configuration:\nError: a bug\n {4}at /);
  expect(stderr.length).toBeLessThan(3000);
});

test("a wrong option ends with 2 even where stderr cannot be written", () => {
  const command = `'${process.execPath}' tools/build/run.cjs tools/cli/bin/validate.ts --bad`;
  // A stderr that can only be read.
  const closed = run(folder, "sh", ["-c", `${command} 2</dev/null`]);

  expect([closed.status, closed.stdout]).toEqual([2, ""]);
});
