/** Why Azure could not be read, in a few words that hold no token and no id, and of an answer's body no more than a name. */
import type { Unread } from "./facts";
import { TimeIsUp } from "./stop";

/** The code of the client's errors for a body that is no JSON. */
const PARSE_ERROR = "PARSE_ERROR";

/** The status of Azure's answer, where the error is one. */
export function statusOf(error: unknown): number | undefined {
  const { statusCode } = fieldsOf(error);
  return typeof statusCode === "number" ? statusCode : undefined;
}

/** An answer of Azure that says something, but not what it should. */
export class UnusableAnswer extends Error {
  /** @param what completes the sentence "Azure's answer …" */
  constructor(what = "has an unexpected shape") {
    super(`Azure's answer ${what}`);
    this.name = "UnusableAnswer";
  }
}

export function unreadBecause(error: unknown): Unread {
  const cause = unusable(error) ?? error;
  return {
    kind: "unread",
    reason: reasonOf(cause),
    isDenied: statusOf(error) === 403,
    ...(cause instanceof UnusableAnswer && { fault: "unusable" }),
  };
}

/** What a good answer lacks, whoever found it: this project, the client or `JSON.parse`. */
function unusable(error: unknown): UnusableAnswer | undefined {
  const status = statusOf(error);
  const isGood = status !== undefined && isSuccess(status);
  if (error instanceof SyntaxError || (isGood && fieldsOf(error).code === PARSE_ERROR)) {
    return new UnusableAnswer("is cut short or not valid JSON");
  }
  return isGood ? new UnusableAnswer() : undefined;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function reasonOf(error: unknown): string {
  if (error instanceof TimeIsUp || error instanceof UnusableAnswer) return error.message;
  const { code, message } = fieldsOf(error);
  const status = statusOf(error);
  if (status !== undefined) {
    return `Azure answered ${status}${code === PARSE_ERROR ? "" : word(code)}${deniedAction(message)}`;
  }
  if (code === PARSE_ERROR) return "Azure's answer is cut short or not valid JSON";
  if (code === "ETIMEDOUT") return "Azure did not answer in time";
  if (typeof code === "string") return `cannot reach Azure (${code})`;
  return "the request failed";
}

function word(code: unknown): string {
  return typeof code === "string" && /^[A-Za-z][A-Za-z0-9_.]{0,63}$/.test(code) ? ` ${code}` : "";
}

/** The right that a 403 says is missing. */
function deniedAction(message: unknown): string {
  const action = typeof message === "string" ? /action '([A-Za-z.]+(?:\/[A-Za-z]+)+)'/.exec(message)?.[1] : undefined;
  return action === undefined ? "" : ` (${action})`;
}

function fieldsOf(error: unknown): { statusCode?: unknown; code?: unknown; message?: unknown } {
  return typeof error === "object" && error !== null ? error : {};
}
