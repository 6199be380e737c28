import { items, object, oneOf, prose, text } from "../../files/schema-parts";
import { DAY, WAIVER_REASON } from "../../values";
import { WAIVABLE_CODE } from "./rules";

export const shape = items(
  "Findings on a model's life or credits that are accepted until a day.",
  object("A finding that somebody has answered for.", {
    code: oneOf("Code of the finding, such as preview.", WAIVABLE_CODE),
    subject: text("Name of the model it is about."),
    reason: prose("Why it is acceptable, for the next reader.", WAIVER_REASON),
    until: text("Last day of the waiver, YYYY-MM-DD.", DAY),
  }),
);
