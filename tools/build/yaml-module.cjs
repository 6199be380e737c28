"use strict";
// What `import data from "./file.yaml"` means, in one place: the bundler, jest and ts-node all call this.
const { parse } = require("yaml");

/** The YAML text as JSON text. Throws with the position when the YAML cannot be read. */
exports.yamlToJson = (text) => JSON.stringify(parse(text, { uniqueKeys: true }));
