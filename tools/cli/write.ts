/** Output without the streams of `process`, which do the same and take 4 ms to load. */
import { writeSync } from "node:fs";
import { ToolError } from "../../config/findings/diagnostic";

/**
 * Writes all of a text before it returns, however slowly it is read. A reader that has left (`| head`) is no failure.
 * @throws ToolError when the text cannot be written, such as to a full disk
 */
export function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSome(fd, bytes.subarray(done));
}

/** @returns how much of it needs no further attempt */
function writeSome(fd: number, bytes: Buffer): number {
  try {
    return writeSync(fd, bytes);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "EPIPE") return bytes.length;
    if (code !== "EAGAIN") throw new ToolError("output", `cannot write the output: ${message}`, { cause });
    sleep(1);
    return 0;
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
