/** What a reviewer should know of an environment as a whole. */
import { foundryStackName, llmConfigStackName, localStatePath, remoteStateKey } from "../../config/addresses";
import type { Environment } from "../../config/environment";
import type { EnvironmentFiles } from "../../config/read";
import type { StateBackend } from "../../config/sections/state/rules";
import { plural, PROGRAM } from "../../config/text";
import { type Context, type Revision, sorted } from "./context";
import { priceNotes } from "./cost-difference";
import { isIn } from "./finding-changes";
import type { Pair } from "./pairs";
import type { Standing } from "./review-model";
import type { Doubt } from "./unreadable";

/** Why nothing of the environment can be deployed: policies that it breaks, and mistakes. Time alone refuses nothing. */
export function refusals(now: EnvironmentFiles | undefined, { findings }: Revision): string[] {
  const errors = findings.filter(({ severity, dated, file }) => severity === "error" && !dated && isIn(now, file));
  const broken = errors.filter(({ code }) => code === "policy-violation");
  const { length } = errors.filter((one) => !broken.includes(one));
  return [
    ...sorted(broken.map(({ message }) => message)),
    ...(length > 0 ? [`${plural(length, "error")} in the configuration: synth writes nothing`] : []),
  ];
}

type RemoteState = Extract<StateBackend, { readonly backend: "azurerm" }>;

export function notesOf(pair: Pair, standing: Standing, doubts: readonly Doubt[], context: Context): string[] {
  return [...standingNotes(pair, standing, context), ...priceNotes(context), ...doubts.flatMap(doubtNotes)];
}

function standingNotes({ name, renamedFrom }: Pair, standing: Standing, { before }: Context): string[] {
  switch (standing) {
    case "unreadable":
      return ["nothing is compared: a file cannot be read, and the other side has none to stand in for it"];
    case "new-unreadable":
      return ["a file cannot be read, so nobody can say what would be made"];
    case "removed": {
      const destroy = [llmConfigStackName(name), foundryStackName(name)].map(
        (stack) => `\`npx cdktf destroy ${stack}\``,
      );
      const guard = before?.environment.account.preventDestroy
        ? ", once the account may be destroyed (docs/runbooks/deploy.md, Teardown)"
        : "";
      return [
        `merging this deletes nothing by itself: destroy both stacks while the files are still here: ${destroy.join(", then ")}${guard}`,
      ];
    }
    default:
      return renamedFrom === undefined || before === undefined
        ? []
        : [renamedNote(renamedFrom, name, before.environment)];
  }
}

/** Copying a state to the new name was tried: the next plan says "No changes". */
function renamedNote(from: string, to: string, { state }: Environment): string {
  const moves = [foundryStackName, llmConfigStackName].map((nameOf) => stateMove(nameOf(from), nameOf(to), state));
  return `nothing changes in Azure if the state moves with it, before the next deploy: ${moves.join(", ")}`;
}

/** What takes the state of a stack to its new name. */
function stateMove(from: string, to: string, state: StateBackend): string {
  switch (state.backend) {
    case "local":
      return `\`cp ${localFile(from)} ${localFile(to)}\``;
    case "azurerm":
      return `\`${blobCopy(remoteStateKey(from), remoteStateKey(to), state)}\``;
    case "hcp":
      return `workspace ${from} of ${state.organization} gets the name ${to} (Settings, General)`;
  }
}

/** Seen from the project's root. */
function localFile(stack: string): string {
  return localStatePath(stack).replace(/^(\.\.\/)+/, "");
}

/** @see https://learn.microsoft.com/cli/azure/storage/blob */
function blobCopy(from: string, to: string, { storageAccount, container }: RemoteState): string {
  const at = `--auth-mode login --account-name ${storageAccount} --container-name ${container} --file ${from}`;
  return `az storage blob download ${at} --name ${from} && az storage blob upload ${at} --name ${to}`;
}

/** The way to know more; the head's mistake is among the findings, and to be mended. */
const UNKNOWN: Readonly<Record<Doubt["side"], string>> = {
  base: `, and what the change does to it is not known: compare with a commit that can be read, \`${PROGRAM} review <commit>\``,
  head: "",
};

function doubtNotes({ side, files, entries }: Doubt): string[] {
  return [
    ...files.map((file) => `${file} of the ${side} cannot be read: it counts as unchanged${UNKNOWN[side]}`),
    ...entries.map(({ name, means }) => {
      const others = means.filter((one) => one !== name);
      const effect = others.length > 0 ? `${others.join(", ")} counts as unchanged` : "it counts as unchanged";
      const text = `the entry of ${name} in the ${side} has a mistake`;
      return means.length === 0 ? `${text}: it cannot be read yet` : `${text}: ${effect}${UNKNOWN[side]}`;
    }),
  ];
}
