"use strict";
// The content hash that decides whether what is kept is fresh and whole.
const { createHash } = require("node:crypto");
const fs = require("node:fs");

const HASH_LENGTH = 20;
const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, HASH_LENGTH);

/** The hash of a file's content, or null when it cannot be read. */
function hashFile(file) {
  try {
    return hash(fs.readFileSync(file));
  } catch {
    return null;
  }
}

module.exports = { hash, HASH_LENGTH, hashFile };
