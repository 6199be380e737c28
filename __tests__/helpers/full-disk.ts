import fs from "node:fs";

/** A file whose path matches is written by half only, until `jest.restoreAllMocks`. */
export function fillDisk(match: RegExp): void {
  const write = fs.writeFileSync;
  jest.spyOn(fs, "writeFileSync").mockImplementation((file, text, options) => {
    if (typeof file !== "string" || !match.test(file)) return write(file, text, options);
    write(file, String(text).slice(0, 10), options);
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  });
}
