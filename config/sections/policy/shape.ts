import { items, object, oneOf, optional, prose, text } from "../../files/schema-parts";
import { DAY, WAIVER_REASON } from "../../values";
import { REQUIRED_TAG, TERRAFORM_ADDRESS, WAIVABLE_RULE } from "./rules";

export const shape = object("What the policies hold the stacks against, beside their own rules.", {
  requiredTags: optional(items("Tags that everything with tags must carry.", text("Name of a tag.", REQUIRED_TAG))),
  allowedRegions: optional(items("Azure regions that may be used.", text("Azure region, such as westus."))),
  waivers: optional(
    items(
      "Violations that somebody has answered for.",
      object("One violation and who answers for it.", {
        rule: oneOf("Rule that may be broken.", WAIVABLE_RULE),
        address: text("Terraform address of what may break it.", TERRAFORM_ADDRESS),
        reason: prose("Why it is acceptable, for the next reader and for audits.", WAIVER_REASON),
        until: text("Last day of the waiver, YYYY-MM-DD.", DAY),
      }),
    ),
  ),
});
