/** All policies, and the checks of other tools that none of them follows. */
import { compareText } from "../config/text";
import { ACCOUNT_RULES } from "./account-rules";
import { TYPE_RULES } from "./forbidden-types";
import { noKeyReference } from "./no-key-reference";
import type { Rule } from "./policy-rule";

/** Sorted by id. */
export const RULES: readonly Rule[] = [...TYPE_RULES, ...ACCOUNT_RULES, noKeyReference].sort((a, b) =>
  compareText(a.id, b.id),
);

/** Checks of Checkov on this kind of account that are not followed, and why. */
export const NOT_FOLLOWED: readonly { readonly id: string; readonly wants: string; readonly why: string }[] = [
  {
    id: "CKV_AZURE_247",
    wants: "outbound access of the account restricted to named hosts",
    why: "it guards features that fetch from the internet on the account's behalf; none is used by plain model calls; network.restrictOutbound turns it on",
  },
  {
    id: "CKV2_AZURE_22",
    wants: "encryption with a key of our own",
    why: "it needs a key vault, whose loss makes the account unusable, and the account keeps no prompts or answers of ours",
  },
];
