import { list, number, object, oneOf, optional, text, withDefault } from "../../files/schema-parts";
import { EMAIL } from "../../values";
import {
  ALERT_EMAILS,
  DEFAULT_THRESHOLDS,
  LOG_CATEGORIES,
  LOG_CATEGORY,
  THRESHOLD,
  type ThresholdName,
  WORKSPACE_ID,
} from "./rules";

const count = (name: ThresholdName, description: string) =>
  withDefault(number("a number", description, THRESHOLD), DEFAULT_THRESHOLDS[name]);

export const shape = object("Logs and alerts. Both cost money: see the README.", {
  logs: optional(
    object("Logs to a Log Analytics workspace that exists.", {
      workspaceId: text("Azure resource id of the workspace.", WORKSPACE_ID),
      categories: optional(list("Kinds of log.", oneOf("Kind of log.", LOG_CATEGORY), LOG_CATEGORIES)),
    }),
  ),
  alerts: optional(
    object("Who is told of trouble, and from which values on.", {
      emails: list("Who is told.", text("E-mail address.", EMAIL), ALERT_EMAILS),
      throttledCalls: count("throttledCalls", "Answers with status 429 of one deployment in 5 minutes."),
      serverErrors: count("serverErrors", "Answers with one 5xx status of one deployment in 5 minutes."),
      tokensPerHour: count("tokensPerHour", "Tokens of all deployments in an hour, prompts and answers."),
    }),
  ),
});
