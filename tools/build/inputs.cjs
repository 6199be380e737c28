"use strict";
// What a bundle was made of, and whether the files still hold exactly that: byte by byte, without any hash or time.
const fs = require("node:fs");

/** The content of a file, or null when it cannot be read. */
function contentOf(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return null;
  }
}

/**
 * Inputs in two parts: a list of names and sizes, and all contents one after the other.
 * @param {[string, Buffer | null][]} inputs
 */
function pack(inputs) {
  return {
    list: inputs.map(([name, content]) => [name, content && content.length]),
    contents: Buffer.concat(inputs.flatMap(([, content]) => content ?? [])),
  };
}

/** Whether the files below `root` are what was packed. */
function isUnchanged(root, list, contents) {
  let start = 0;
  return list.every(([name, size]) => {
    const now = contentOf(`${root}/${name}`);
    if (now === null || size === null) return now === size;
    const was = contents.subarray(start, start + size);
    start += size;
    return now.equals(was);
  });
}

module.exports = { contentOf, isUnchanged, pack };
