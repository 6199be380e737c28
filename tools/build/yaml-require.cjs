"use strict";
// Lets ts-node (`npm run synth:source`) load YAML imports.
const { readFileSync } = require("node:fs");
const { yamlToJson } = require("./yaml-module.cjs");

require.extensions[".yaml"] = (module, file) => {
  module.exports = JSON.parse(yamlToJson(readFileSync(file, "utf8")));
};
