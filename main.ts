/** Composition root of `cdktf synth` and `npm run synth`. Nobody imports it. */
import util from "node:util";
import { loadCatalog } from "./config/catalog/catalog";
import { countBySeverity, PolicyError, ToolError, withoutDatedErrors } from "./config/findings/diagnostic";
import { renderText } from "./config/findings/diagnostic-text";
import { loadConfiguration } from "./config/load";
import { configSource } from "./config/files/source";
import { synth } from "./stacks/synth";

// cdktf calls util.isArray, of which node 22 and later say on stderr that it is deprecated (DEP0044).
Object.assign(util, { isArray: Array.isArray });

try {
  const source = configSource({ cwd: process.cwd(), env: process.env });
  const today = new Date().toISOString().slice(0, 10);
  // Time passing never breaks a deploy: what only the date has made an error is a warning here.
  const { environments, findings, textOf } = loadConfiguration(source, {
    catalog: loadCatalog(),
    today,
    adjust: withoutDatedErrors,
  });
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    process.stderr.write(
      `${renderText(errors, { colour: false, textOf })}\nnothing written: ${countBySeverity(findings)}\n`,
    );
    process.exitCode = 1;
  } else {
    const summary = synth(environments, process.env.CDKTF_OUTDIR || "cdktf.out");
    process.stdout.write(`${summary}\n${countBySeverity(findings)}; npm run validate shows them\n`);
  }
} catch (error) {
  const isRefused = error instanceof PolicyError;
  if (!isRefused && !(error instanceof ToolError)) throw error;
  process.stderr.write(isRefused ? `${error.message}\nnothing written\n` : `${error.message}\n`);
  process.exitCode = isRefused ? 1 : 2;
}
