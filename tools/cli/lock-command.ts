/** `aucert-foundry lock` */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { keptLocks, locksFolder } from "../../config/files/lock-files";
import { writeFiles } from "../../config/files/write-files";
import { ToolError } from "../../config/findings/diagnostic";
import { lockFileName, PROVIDER_NAMES } from "../../config/provider-locks";
import { PROVIDERS } from "../../config/terraform";
import { lockOf, PLATFORMS } from "../terraform/lock";
import { terraformOf } from "../terraform/terraform";
import type { Command } from "./command";
import type { Io } from "./io";

export const lockCommand: Command = {
  name: "lock",
  summary: "pin Terraform's providers by hash, for Linux, macOS and Windows: config/provider-locks",
  options: {
    mirror: { type: "string", value: "FOLDER", help: "take the providers from this mirror (default: the registry)" },
  },
  run({ mirror }, io) {
    if (keptLocks(io) === undefined) {
      throw new ToolError("no-project", "lock files belong to a project: run this in a folder below its cdktf.json");
    }
    const terraform = terraformOf(io.env);
    const from = mirrorFolder(mirror, io);
    const files = PROVIDER_NAMES.map((provider) => {
      io.stderr(
        `asking ${terraform.program} for ${provider} ${PROVIDERS[provider].version} on ${PLATFORMS.join(", ")} …\n`,
      );
      return { path: path.join(locksFolder(io), lockFileName(provider)), text: lockOf(provider, terraform, from) };
    });
    const changed = files.filter((file) => textOf(path.resolve(io.cwd, file.path)) !== file.text);
    writeFiles(changed, io.cwd);
    for (const file of files) io.stdout(`${file.path}${changed.includes(file) ? "" : ": no change"}\n`);
    return 0;
  },
};

/** @throws ToolError when there is no such folder */
function mirrorFolder(mirror: unknown, { cwd }: Io): string | undefined {
  if (typeof mirror !== "string") return undefined;
  const folder = path.resolve(cwd, mirror);
  if (existsSync(folder)) return folder;
  throw new ToolError("arguments", `--mirror: there is no folder ${mirror}`);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
