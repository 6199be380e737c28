/** Checks on the lock and on where the state is kept. */
import { isContainerName, isStorageAccountName, LOCK_LEVELS, STATE_BACKENDS } from "../model-account";
import type { AccountFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { error, reportAt } from "./check";
import type { CheckContext, Problem } from "./check";
import { notOneOf } from "./offer";

type State = AsRead<NonNullable<AccountFile["state"]>>;

/** Keys that only the azurerm backend has. */
const REMOTE_KEYS = ["storageAccount", "container"] as const;

export function checkProtection({ file, asRead }: CheckedFile<AccountFile>, { report }: CheckContext): void {
  if (asRead.lock !== undefined) reportAt(report, file, ["lock"], lockFinding(asRead.lock));
  const { state } = asRead;
  if (state === undefined) return;
  for (const { key, problem } of stateProblems(state)) {
    const isThere = key in state;
    reportAt(report, file, ["state", isThere ? key : "backend"], problem, isThere ? "value" : "key");
  }
}

function lockFinding(lock: string): Problem {
  if (!LOCK_LEVELS.some((level) => level === lock)) {
    return notOneOf("lock-level", "a lock that can be put on the account", lock, LOCK_LEVELS);
  }
  return {
    code: "lock-blocks",
    severity: "note",
    message:
      "while the lock is on, deleting or replacing a deployment fails, and so does destroying the account or a role on it",
    help: "to remove a model take the lock out first, in a deploy of its own; making and removing it takes 2 minutes each",
  };
}

function stateProblems(state: State): { key: keyof State; problem: Problem }[] {
  const { backend } = state;
  if (backend === undefined) return [];
  if (!STATE_BACKENDS.some((known) => known === backend)) {
    return [{ key: "backend", problem: notOneOf("state-backend", "a place for state", backend, STATE_BACKENDS) }];
  }
  return REMOTE_KEYS.flatMap((key) => {
    const problem = backend === "azurerm" ? remoteProblem(key, state) : localProblem(key, state);
    return problem === undefined ? [] : [{ key, problem }];
  });
}

function localProblem(key: (typeof REMOTE_KEYS)[number], state: State): Problem | undefined {
  if (!(key in state)) return undefined;
  const message = `${key} means nothing to the local backend: state would stay on this machine`;
  return error("state-backend", message, "write backend: azurerm, or remove it");
}

function remoteProblem(key: (typeof REMOTE_KEYS)[number], state: State): Problem | undefined {
  const value = state[key];
  if (!(key in state)) {
    const message = `the azurerm backend needs ${key}`;
    return error("state-backend", message, "docs/runbooks/shared-state.md makes both");
  }
  if (value === undefined) return undefined;
  if (key === "storageAccount" && !isStorageAccountName(value)) {
    const message = `${JSON.stringify(value)} cannot be the name of a storage account`;
    return error("state-backend", message, "use 3 to 24 lower-case letters and digits");
  }
  if (key === "container" && !isContainerName(value)) {
    const message = `${JSON.stringify(value)} cannot be the name of a container`;
    const help = "use 3 to 63 lower-case letters, digits and single hyphens, with a letter or digit at both ends";
    return error("state-backend", message, help);
  }
  return undefined;
}
