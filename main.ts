/** Composition root of `aucert-foundry synth` and of `cdktf synth`. Nobody imports it. */
import util from "node:util";
import { loadCatalog } from "./config/catalog/catalog";
import { countBySeverity, PolicyError, withoutDatedErrors } from "./config/findings/diagnostic";
import { renderText } from "./config/findings/diagnostic-text";
import { printableLines } from "./config/findings/terminal";
import { loadConfiguration } from "./config/load";
import { keptLocks } from "./config/files/lock-files";
import { configSource, outputDirectory } from "./config/files/source";
import { lockTexts } from "./config/provider-locks";
import { synth } from "./stacks/synth";
import { clockDay, knownEnvironment, listOf, type OptionValues } from "./tools/cli/args";
import type { Command } from "./tools/cli/command";
import type { Io } from "./tools/cli/io";
import { main } from "./tools/cli/process";
import { SYNTH } from "./tools/cli/synth-command";
import { PROGRAM } from "./config/text";

// cdktf calls util.isArray, of which node 22 and later say on stderr that it is deprecated (DEP0044).
Object.assign(util, { isArray: Array.isArray });

const synthCommand: Command = {
  ...SYNTH,
  run(values, io) {
    const source = configSource(io);
    const names = source.environments();
    const only = wantedIn(values, io.env)?.map((name) => knownEnvironment(name, names));
    // Time passing never breaks a deploy: what only the date has made an error is a warning here.
    const locks = keptLocks(io);
    const { environments, findings, textOf } = loadConfiguration(source, {
      locks,
      catalog: loadCatalog(),
      today: clockDay(io),
      only,
      adjust: withoutDatedErrors,
    });
    const errors = findings.filter(({ severity }) => severity === "error");
    if (errors.length > 0) {
      io.stderr(`${renderText(errors, { colour: false, textOf })}\nnothing written: ${countBySeverity(findings)}\n`);
      return 1;
    }
    try {
      const summary = synth(environments, outputDirectory(io), {
        ...(locks && { locks: lockTexts(locks) }),
        isPartial: only !== undefined,
        isDryRun: values["dry-run"] === true,
        // Set by cdktf's CLI.
        keepsFolders: io.env.CDKTF_CONTEXT_JSON !== undefined,
      });
      io.stdout(`${summary}\n${countBySeverity(findings)}; ${PROGRAM} validate shows them\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      io.stderr(`${printableLines(error.message)}\nnothing written\n`);
      return 1;
    }
  },
};

/** Names after `--env`, else in FOUNDRY_ENV: cdktf's CLI passes no arguments on. Undefined: all environments. */
function wantedIn(values: OptionValues, { FOUNDRY_ENV: list }: Io["env"]): string[] | undefined {
  const given = listOf(values, "env");
  if (given.length > 0) return given;
  return list ? list.split(",").map((name) => name.trim()) : undefined;
}

void main(synthCommand);
