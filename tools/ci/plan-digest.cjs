"use strict";
// Says in one SHA-256 what a plan does, so that the plan that is applied can be held against the one that was approved.
// `node tools/ci/plan-digest.cjs plan.json`, with what `terraform show -json` printed. Exit 0 printed, 2 this is no plan.
const crypto = require("node:crypto");
const fs = require("node:fs");

function main(file) {
  const { resource_changes, output_changes, format_version } = JSON.parse(fs.readFileSync(file, "utf8"));
  if (format_version === undefined) {
    console.error(`${file} is not what terraform show -json prints of a plan`);
    return 2;
  }
  const changes = [(resource_changes ?? []).map(canonical).sort(), canonical(output_changes ?? {})];
  console.log(crypto.createHash("sha256").update(JSON.stringify(changes)).digest("hex"));
  return 0;
}

/** JSON whose keys are in order at every depth. */
function canonical(value) {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

process.exitCode = main(process.argv[2]);
