/** Output to readers that are slow, gone or full. */
import fs from "node:fs";
import path from "node:path";
import { writeAll } from "../../tools/cli/write";
import { ROOT, Workspace, run } from "../helpers/workspace";

const failing = (code: string) => () => {
  throw Object.assign(new Error(`${code}: of the system`), { code });
};

afterEach(() => jest.restoreAllMocks());

test("a text is written to its end, in parts and again when the reader is busy", () => {
  const written: string[] = [];
  const write = jest.spyOn(fs, "writeSync");
  const take = (length: number) => (_: number, bytes: unknown) => {
    const part = (bytes as Buffer).subarray(0, length);
    written.push(part.toString());
    return part.length;
  };
  write.mockImplementationOnce(take(2)).mockImplementationOnce(failing("EAGAIN")).mockImplementation(take(100));

  writeAll(1, "größer");

  expect(written.join("|")).toBe("gr|ößer");
});

test("a reader that has left is no failure, a full disk is one", () => {
  const write = jest.spyOn(fs, "writeSync");
  write.mockImplementation(failing("EPIPE"));
  writeAll(1, "text");
  expect(write).toHaveBeenCalledTimes(1);
  write.mockImplementation(failing("ENOSPC"));
  expect(() => writeAll(1, "text")).toThrow(
    expect.objectContaining({ name: "ToolError", message: "cannot write the output: ENOSPC: of the system" }),
  );
});

test("a pipe gets all of a long output, and may be closed early", () => {
  const models = Array.from({ length: 500 }, (_, index) => `  - { name: wrong-${index}, capacity: 20k }\n`);
  const workspace = new Workspace({
    "config/environments/dev/models.yaml": `version: 1\nmodels:\n${models.join("")}`,
  });
  const validate = `'${process.execPath}' '${path.join(ROOT, "tools/build/run.cjs")}' tools/cli/bin/validate.ts`;
  const piped = (reader: string) =>
    run(workspace.folder, "sh", ["-c", `{ ${validate}; echo $? >&2; } | { ${reader}; }`]);

  const whole = piped("sleep 0.2; cat");
  expect(whole).toMatchObject({ status: 0, stderr: "1\n" });
  expect(whole.stdout.length).toBeGreaterThan(200_000);
  expect(whole.stdout).toMatch(/\n1,005 errors, 1 warning, 500 notes\n$/);
  const [first] = whole.stdout.split("\n");
  expect(piped("head -n 1")).toEqual({ status: 0, stdout: `${first}\n`, stderr: "1\n" });
});
