"use strict";
// The content hash that decides whether a bundle is fresh.
const { createHash } = require("node:crypto");
const fs = require("node:fs");

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 20);

/** The hash of a file's content, or null when it cannot be read. */
function hashFile(file) {
  try {
    return hash(fs.readFileSync(file));
  } catch {
    return null;
  }
}

module.exports = { hash, hashFile };
