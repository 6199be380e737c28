#!/usr/bin/env node
"use strict";
// The program: `npx aucert-foundry COMMAND`, or this file by its path. Every command is an entry point with a bundle of
// its own, so that none waits for what another loads.
const fs = require("node:fs");
const path = require("node:path");
const { start } = require("./build/run.cjs");

const [name = "", ...args] = process.argv.slice(2);
const entry = name === "synth" ? "main.ts" : `tools/cli/bin/${name}.ts`;
/** Entry points that are no commands of the program. */
const OTHERS = ["accept", "help", "terraform-validate"];
const isCommand = /^[a-z]+(-[a-z]+)*$/.test(name) && fs.existsSync(path.join(__dirname, "..", entry));
if (isCommand && !OTHERS.includes(name)) start(entry, args);
else start("tools/cli/bin/help.ts", process.argv.slice(2));
