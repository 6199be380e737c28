/** Every check in the order of the report, and the choice among them. */
import { ToolError } from "../../config/findings/diagnostic";
import { nearest, suggest } from "../../config/findings/nearest";
import { CHECK_CODES } from "./check-codes";
import { resourceGroup, resourceProvider, subscription } from "./checks/access-checks";
import { account, localAuth, projectManagement, subdomain, tags } from "./checks/account-checks";
import { deployment } from "./checks/deployment-check";
import { capacity, modelLifecycle, modelOffer } from "./checks/model-checks";
import { workspace } from "./checks/monitoring-check";
import { network, publicAccess } from "./checks/network-checks";
import { quota } from "./checks/quota-check";
import type { Check } from "./preflight-check";

/** A check stands after those that it depends on. */
export const CHECKS: readonly Check[] = [
  subscription,
  resourceProvider,
  resourceGroup,
  account,
  subdomain,
  localAuth,
  projectManagement,
  network,
  publicAccess,
  tags,
  modelOffer,
  modelLifecycle,
  capacity,
  quota,
  deployment,
  workspace,
];

export const CHECK_GROUPS: readonly string[] = [...new Set(CHECKS.map(({ group }) => group))];

/** Words that `--only` and `--skip` take; a word that is both means the group. */
const CHECK_WORDS: readonly string[] = [...new Set([...CHECK_GROUPS, ...CHECKS.map(({ code }) => code)])];

/** Always runs: without a subscription nothing else can be asked. */
const ALWAYS = CHECK_CODES.access[0];

/**
 * The checks that `--only` and `--skip` leave.
 * @param only groups and codes separated by commas; all when undefined
 * @throws ToolError when a word is neither a group nor a code, or nothing is left
 */
export function selectChecks(only: string | undefined, skip: string | undefined): Check[] {
  const wanted = wordsOf("only", only);
  const unwanted = wordsOf("skip", skip) ?? [];
  const isNamed = ({ group, code }: Check, words: readonly string[]) => words.includes(group) || words.includes(code);
  const left = CHECKS.filter((one) => (wanted === undefined || isNamed(one, wanted)) && !isNamed(one, unwanted));
  if (left.length === 0)
    throw new ToolError("arguments", "--only and --skip leave nothing to check: name fewer with --skip");
  return CHECKS.filter((check) => check.code === ALWAYS || left.includes(check));
}

function wordsOf(option: string, list: string | undefined): string[] | undefined {
  const words = list?.split(",").map((word) => word.trim());
  const unknown = words?.find((word) => !CHECK_WORDS.includes(word));
  if (unknown === undefined) return words;
  const guess = nearest(unknown, CHECK_WORDS);
  const hint = suggest(guess, `there are: ${CHECK_WORDS.join(", ")}`);
  throw new ToolError("arguments", `--${option}: no check ${JSON.stringify(unknown)}; ${hint}`);
}
