/** Which environment of one revision is which of the other. */
import type { EnvironmentFiles } from "../../config/read";
import { compareText } from "../../config/text";
import type { Revision } from "./context";

/** One environment as it was and as it is; at least one of the two is there. */
export interface Pair {
  /** Its name now; of one that is gone, its last. */
  readonly name: string;
  readonly old?: EnvironmentFiles;
  readonly now?: EnvironmentFiles;
  /** Given when the folder has another name now. */
  readonly renamedFrom?: string;
}

/** Sorted by name. A folder that goes and one that comes with the same account are one environment, renamed. */
export function environmentPairs(base: Revision, head: Revision): Pair[] {
  const gone = base.files.filter(({ name }) => fileOf(head, name) === undefined);
  const pairs = head.files.map((now): Pair => {
    const old = fileOf(base, now.name);
    if (old !== undefined) return { name: now.name, old, now };
    const account = accountOf(now);
    const twin = account === undefined ? undefined : gone.find((one) => accountOf(one) === account);
    if (twin === undefined) return { name: now.name, now };
    gone.splice(gone.indexOf(twin), 1);
    return { name: now.name, old: twin, now, renamedFrom: twin.name };
  });
  return [...pairs, ...gone.map((old) => ({ name: old.name, old }))].sort((a, b) => compareText(a.name, b.name));
}

function fileOf({ files }: Revision, name: string): EnvironmentFiles | undefined {
  return files.find((one) => one.name === name);
}

function accountOf(files: EnvironmentFiles): string | undefined {
  return files.account?.asRead.account?.name?.toLowerCase();
}
