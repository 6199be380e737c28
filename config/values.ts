/** Rules on values that stand in more than one place of the configuration. A leaf: imports only leaves. */
import { rule, type Rule, textRule } from "./rule";

/** A UUID within a pattern. */
export const UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

/** A UUID. @param fault ends a sentence that begins with the text @param help where to find the right one */
export function uuidRule(fault: string, help: string): Rule<string> {
  return textRule({ code: "uuid", pattern: `^${UUID}$`, fault, help });
}

export const SUBSCRIPTION_ID = uuidRule("is not a subscription id", "write the UUID that az account show prints as id");

/** Azure name of a role assignment. */
export const ROLE_ASSIGNMENT = uuidRule(
  "is not the name of a role assignment",
  "write the UUID that az role assignment list prints as name",
);

export const DAY = textRule({
  code: "date",
  test: isDate,
  fault: "is not a day",
  help: "write a day of the calendar as YYYY-MM-DD",
});

/** A day of the calendar as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Why a waiver is acceptable. */
export const WAIVER_REASON = rule<string>({
  code: "waiver-reason",
  fault: (text) =>
    text.trim() === ""
      ? { message: "a waiver needs a reason", help: "say who decided what, for the next reader" }
      : undefined,
});

/** An address as people write them; the receiving end decides. */
export const EMAIL = textRule({
  code: "email",
  pattern: "^[A-Za-z0-9._+-]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}$",
  fault: "is not an e-mail address",
  help: "write name@example.com",
});

/** Text that Terraform takes as it stands: JSON strings holding `${` or `%{` would be evaluated as templates. */
export function isLiteralText(text: string): boolean {
  return !/[$%]\{/.test(text);
}

/** Ends of lines, control characters, half characters, and marks that turn the direction of text. */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Every text of the files: what is written out of it holds nothing that an editor or a terminal obeys instead of showing. */
export const PLAIN_TEXT = textRule({
  code: "hidden-character",
  test: (text) => !HIDDEN.test(text),
  fault: "holds a character that ends a line, steers a terminal or turns the direction of text",
  help: "write the text on one line without it; in YAML >- folds several lines into one",
});

/** The same of prose, which may have several lines. */
export const PLAIN_PROSE = textRule({
  code: "hidden-character",
  test: (text) => !HIDDEN.test(text.replaceAll("\n", " ")),
  fault: "holds a character that steers a terminal or turns the direction of text",
  help: "write the text without it",
});

/** A folder below `config/environments`; it is part of stack, file and state names. */
export const ENVIRONMENT_NAME = textRule({
  code: "environment-name",
  pattern: "^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$",
  fault: "cannot be the name of an environment: stacks and files are named after it",
  help: "use 1 to 32 lower-case letters, digits and hyphens, with a letter or digit at both ends",
});
