"use strict";
// Files as a build reads and writes them. ./run.cjs does without: every start would pay for another file.
const fs = require("node:fs");

/** The content of a file, or null when it cannot be read. */
exports.contentOf = (file) => {
  try {
    return fs.readFileSync(file);
  } catch {
    return null;
  }
};

/**
 * Writes to the cache if it can: what is there only saves time. Writes beside and renames, so that two runs at once never
 * see half a file.
 */
exports.keep = (file, content) => {
  const temporary = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(temporary, content);
    fs.renameSync(temporary, file);
  } catch {
    if (fs.existsSync(temporary)) fs.rmSync(temporary);
  }
};
