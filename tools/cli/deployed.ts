/** What is deployed, as far as git knows: what stands on the main branch. */
import { ParsedTexts } from "../../config/files/syntax";
import { ToolError } from "../../config/findings/diagnostic";
import type { EnvironmentFiles } from "../../config/read";
import { PROGRAM } from "../../config/text";
import { isDeployed } from "../change/conditions";
import { Git } from "../review/git";
import { revisionAt } from "../review/revision";
import { relativeConfigDirectory } from "./environment";
import { evidenceOf } from "./evidence";
import type { Io } from "./io";
import type { Surveyed } from "./survey";

/**
 * The environment where this work left the main branch, or in the revision that was given; undefined where it was not yet.
 * @throws ToolError when git cannot say
 */
export function deployedFiles(
  { environment, catalog, today }: Surveyed,
  io: Io,
  base?: string,
): EnvironmentFiles | undefined {
  const git = new Git(io);
  const revision = base ?? git.mergeBase(`${PROGRAM} swap OLD NEW --base REVISION`);
  const options = { cwd: io.cwd, directory: relativeConfigDirectory(io), today, catalog, texts: new ParsedTexts() };
  return revisionAt(git, revision, revision, options).files.find(({ name }) => name === environment);
}

/**
 * Whether a deploy may have made the model, or Azure has it without: false only where the main branch has the environment and a
 * list without the model, and neither `adopt` nor the saved answer of Azure names it.
 */
export function mayBeDeployed(model: string, surveyed: Surveyed, io: Io): boolean {
  if (surveyed.files.account?.asRead.adopt?.includes(model)) return true;
  if (isDeployed(model, evidenceOf(surveyed)).holds === "yes") return true;
  try {
    const files = deployedFiles(surveyed, io);
    return files?.models?.asRead.models?.every((entry) => entry?.name !== undefined && entry.name !== model) !== true;
  } catch (cause) {
    if (!(cause instanceof ToolError)) throw cause;
    return true;
  }
}
