import { flag, items, list, object, oneOf, optional, text, withDefault } from "../../files/schema-parts";
import {
  BUILT_IN_POLICY,
  CONTENT_FILTER,
  FILTER_SEVERITY,
  FILTER_SOURCE,
  FILTERS,
  RAI_POLICY_MODE,
  RAI_POLICY_NAME,
} from "./rules";

export const shape = items(
  "Content filter policies, for raiPolicy in models.yaml.",
  object("One policy.", {
    name: text("Name that models refer to.", RAI_POLICY_NAME),
    base: withDefault(oneOf("Built-in policy to start from.", BUILT_IN_POLICY), "Microsoft.DefaultV2"),
    mode: withDefault(
      oneOf("Default holds an answer back while it is judged; Asynchronous_filter does not.", RAI_POLICY_MODE),
      "Default",
    ),
    filters: list(
      "What differs from the base.",
      object("One filter on one side.", {
        name: oneOf("Filter, as Azure spells it.", CONTENT_FILTER),
        source: oneOf("What is looked at.", FILTER_SOURCE),
        severity: optional(oneOf("From which severity on; Low filters most.", FILTER_SEVERITY)),
        enabled: withDefault(flag("Look at the content."), true),
        block: withDefault(flag("Refuse what is found; off: only mark it."), true),
      }),
      FILTERS,
    ),
  }),
);
