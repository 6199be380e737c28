/** What came back of one question, whatever became of it. */
import { ToolError } from "../../config/findings/diagnostic";
import type { Answer } from "./facts";
import { statusOf, unreadBecause } from "./reason";
import { unlessAborted } from "./stop";

/**
 * The answer, or why there is none.
 * @throws ToolError when nothing more can be asked: sign-in refused, stopped by the user
 */
export async function answered<T>(reading: Promise<Answer<T>>, signal: AbortSignal): Promise<Answer<T>> {
  try {
    return await unlessAborted(reading, signal);
  } catch (error) {
    if (error instanceof ToolError) throw error;
    if (statusOf(error) === 401) throw tokenRefused(error);
    return unreadBecause(error);
  }
}

function tokenRefused(cause: unknown): ToolError {
  const help = "sign in again (az logout, az login), or check that the identity belongs to the subscription's tenant";
  return new ToolError("sign-in-refused", `Azure refused the token (401)\n${help}`, { cause });
}
