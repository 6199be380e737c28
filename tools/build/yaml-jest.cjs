"use strict";
// jest transformer for YAML imports.
const { yamlToJson } = require("./yaml-module.cjs");

exports.process = (text) => ({ code: `module.exports = ${yamlToJson(text)};` });
