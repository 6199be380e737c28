import crypto from "node:crypto";
import fs, { chmodSync, statSync } from "node:fs";
import path from "node:path";
import { writeFiles as write } from "../../../config/files/write-files";
import { replaceOutput } from "../../../stacks/output";
import { fillDisk } from "../../helpers/full-disk";
import { readTree, temporaryFolder, writeFiles } from "../../helpers/workspace";

afterEach(() => jest.restoreAllMocks());

const BEFORE = { "a.txt": "old", "b/c.txt": "old", "b/theirs.tmp": "theirs" };
const FILES = ["a.txt", "new/folder/d.txt", "b/c.txt"].map((name) => ({ path: name, text: "a new text" }));

function folderWith(more: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  writeFiles(folder, { ...BEFORE, ...more });
  return folder;
}

test("writes all with the folders they need, keeps the mode of those there, and leaves nothing beside them", () => {
  const folder = folderWith();
  chmodSync(path.join(folder, "a.txt"), 0o640);

  write(FILES, folder);

  expect(readTree(folder)).toEqual({
    ...{ "a.txt": "a new text", "b/": "", "b/c.txt": "a new text", "b/theirs.tmp": "theirs" },
    ...{ "new/": "", "new/folder/": "", "new/folder/d.txt": "a new text" },
  });
  expect(statSync(path.join(folder, "a.txt")).mode & 0o777).toBe(0o640);
});

test.each<readonly [string, Record<string, string>, RegExp | undefined, RegExp]>([
  ["the disk is full", {}, /c\.txt/, /^cannot write b\/c\.txt \(ENOSPC\); nothing was written$/],
  [
    "a folder stands where a file belongs",
    { "new/folder/d.txt/x": "x" },
    undefined,
    /^cannot write new\/folder\/d\.txt: a folder stands there; nothing was written$/,
  ],
  [
    "a file stands where a folder belongs",
    { new: "x" },
    undefined,
    /^cannot write new\/folder\/d\.txt \((EEXIST|ENOTDIR)\); nothing was written$/,
  ],
])("fails and leaves every byte as it was when %s", (_, obstacle, full, message) => {
  const folder = folderWith(obstacle);
  const before = readTree(folder);
  if (full !== undefined) fillDisk(full);

  expect(() => write(FILES, folder)).toThrow(
    expect.objectContaining({ code: "cannot-write", message: expect.stringMatching(message) as string }),
  );

  expect(readTree(folder)).toEqual(before);
});

test("moves nothing when the look before moving refuses", () => {
  const folder = folderWith();
  const before = readTree(folder);

  const refuse = (): void => {
    throw new Error("changed meanwhile");
  };
  expect(() => write(FILES, folder, refuse)).toThrow(/^changed meanwhile$/);

  expect(readTree(folder)).toEqual(before);
});

test.each([
  ["by the writer", (folder: string) => write(FILES, folder)],
  ["by synth", (folder: string) => replaceOutput(folder, FILES)],
])("of folders in each other the outer one goes when the inner one cannot be made, %s", (_, act) => {
  const folder = temporaryFolder();
  const make = fs.mkdirSync;
  jest.spyOn(fs, "mkdirSync").mockImplementation((name, options) => {
    if (String(name).endsWith("new/folder")) throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    return make(name, options);
  });

  expect(() => act(folder)).toThrow(/ENOSPC/);

  expect(readTree(folder)).toEqual({});
});

test("says what was written when moving stops half way", () => {
  const folder = folderWith();
  const move = fs.renameSync;
  jest.spyOn(fs, "renameSync").mockImplementation((from, to) => {
    if (String(to).endsWith("d.txt")) throw Object.assign(new Error("EIO"), { code: "EIO" });
    move(from, to);
  });

  expect(() => write(FILES, folder)).toThrow(/^cannot write new\/folder\/d\.txt \(EIO\); only a\.txt was written$/);

  expect(readTree(folder)).toEqual({ ...BEFORE, "a.txt": "a new text", "b/": "" });
});

test("a link at the temporary name is not written through", () => {
  const folder = folderWith();
  jest.spyOn(crypto, "randomBytes").mockImplementation(() => Buffer.alloc(8));
  fs.symlinkSync(path.join(folder, "a.txt"), path.join(folder, `new.txt.${"0".repeat(16)}.tmp`));

  expect(() => write([{ path: "new.txt", text: "a new text" }], folder)).toThrow(
    "cannot write new.txt (EEXIST); nothing was written",
  );

  expect(fs.readFileSync(path.join(folder, "a.txt"), "utf8")).toBe("old");
});
