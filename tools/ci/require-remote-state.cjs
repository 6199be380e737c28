"use strict";
// Refuses to go on while a stack keeps its state in a file: on a CI machine the file would be lost with the machine.
// `node tools/ci/require-remote-state.cjs foundry-dev llm-config-dev`. Exit 0 shared state, 1 local state, 2 no such stack.
const fs = require("node:fs");
const path = require("node:path");
const { isStack } = require("./names.cjs");
const { say } = require("./shared.cjs");

function main(stacks) {
  if (stacks.length === 0)
    return say(2, "which stack? For example: node tools/ci/require-remote-state.cjs foundry-dev");
  return Math.max(...stacks.map(check));
}

function check(stack) {
  if (!isStack(stack)) return say(2, `${JSON.stringify(stack)} is no stack: foundry-<env> and llm-config-<env> are`);
  const file = path.join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks", stack, "cdk.tf.json");
  if (!fs.existsSync(file))
    return say(2, `${stack} is not synthesised: run npx aucert-foundry synth, and check the name`);
  const { backend: backends = {}, cloud } = JSON.parse(fs.readFileSync(file, "utf8")).terraform;
  const [backend = "none"] = Object.keys(backends);
  if (backend === "azurerm" || cloud !== undefined) return 0;
  return say(
    1,
    `${stack} keeps its state with backend ${backend}, so nothing else than one machine knows what exists: ` +
      "set state in account.yaml first (docs/runbooks/shared-state.md)",
  );
}

process.exitCode = main(process.argv.slice(2));
