/**
 * Terraform's lock files of the providers, kept in git: which hashes of a provider it takes. `aucert-foundry lock` writes them, synth
 * puts them beside the stacks.
 * @see https://developer.hashicorp.com/terraform/language/files/dependency-lock
 */
import type { Entry } from "./files/source";
import { error, note, type Report } from "./findings/report";
import { PROVIDERS } from "./terraform";
import { PROGRAM } from "./text";

export type ProviderName = keyof typeof PROVIDERS;
export const PROVIDER_NAMES = Object.keys(PROVIDERS) as ProviderName[];

/** Folder of the project that has them. */
export const LOCKS_FOLDER = "config/provider-locks";

/** A provider's file in it. */
export function lockFileName(provider: ProviderName): string {
  return `${provider}.lock.hcl`;
}

/** What stands in the folder of a project. */
export interface ProviderLocks {
  /** The folder as diagnostics show it. */
  readonly folder: string;
  readonly entries: Readonly<Record<ProviderName, Entry>>;
}

/** The kept texts; none of a provider whose hashes are not pinned. */
export type LockTexts = Readonly<Partial<Record<ProviderName, string>>>;

/** The texts of locks that `checkProviderLocks` has no error for. */
export function lockTexts({ entries }: ProviderLocks): LockTexts {
  return Object.fromEntries(
    PROVIDER_NAMES.flatMap((provider) => {
      const entry = entries[provider];
      return entry.kind === "file" ? [[provider, textOf(entry.bytes)]] : [];
    }),
  );
}

/** Says which providers are not pinned, and what Terraform would not take. */
export function checkProviderLocks({ folder, entries }: ProviderLocks, report: Report): void {
  const missing = PROVIDER_NAMES.filter((provider) => entries[provider].kind === "missing");
  if (missing.length > 0) {
    const message = `the hashes of ${missing.join(" and ")} are not pinned: no lock file is kept`;
    const help = `where Terraform reaches its registry, run ${PROGRAM} lock and commit what it writes`;
    report({ file: folder, line: 1, column: 1 }, note("provider-hashes", message, help));
  }
  for (const provider of PROVIDER_NAMES) {
    const fault = entryFault(provider, entries[provider]);
    if (fault === undefined) continue;
    const place = { file: `${folder}/${lockFileName(provider)}`, line: fault.line, column: 1 };
    const help = `run ${PROGRAM} lock, or delete the file: then hashes are not pinned`;
    report(place, error("provider-lock", fault.message, help));
  }
}

/** What is wrong with a lock file, and in which line, from 1. */
interface LockFault {
  readonly message: string;
  readonly line: number;
}

function entryFault(provider: ProviderName, entry: Entry): LockFault | undefined {
  if (entry.kind === "missing") return undefined;
  if (entry.kind === "file") return lockFault(provider, textOf(entry.bytes));
  const reasons = { directory: "a folder", "too-large": "too large" };
  const reason = entry.kind === "unreadable" ? entry.reason : reasons[entry.kind];
  return { message: `the lock file of ${provider} cannot be read: ${reason}`, line: 1 };
}

/** One provider's block, as Terraform and OpenTofu write it. */
const BLOCK = /^provider "([^"]*)" \{\r?\n([^]*?)^\}/gm;

/** What is wrong with a text as the lock file of a provider in the version that the stacks want. */
export function lockFault(provider: ProviderName, text: string): LockFault | undefined {
  const { source, version } = PROVIDERS[provider];
  if (/[^ -~\s]/.test(text))
    return { message: `the lock file of ${provider} has characters that Terraform writes in none`, line: 1 };
  const [block, second] = text.matchAll(BLOCK);
  if (block === undefined) return { message: `the lock file of ${provider} locks no provider`, line: 1 };
  const fault = (message: string, { index } = block): LockFault => ({
    message,
    line: text.slice(0, index).split("\n").length,
  });
  if (second !== undefined) return fault(`the lock file of ${provider} locks a second provider, ${second[1]}`, second);
  const [, address = "", body = ""] = block;
  if (!address.endsWith(`/${source}`)) return fault(`the lock file of ${provider} locks ${address}, not ${source}`);
  const [, locked = "none"] = /^ *version *= *"([^"]*)"/m.exec(body) ?? [];
  if (locked !== version) return fault(`version ${locked} of ${provider} is locked, and the stacks want ${version}`);
  if (!/"(h1|zh):[^"]+"/.test(body)) return fault(`the lock file of ${provider} has no hash`);
  return undefined;
}

/** A byte a character: what is no ASCII is refused. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
