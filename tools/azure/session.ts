/** A live run: sign in, connect, and end everything when the time is up or the user stops it. */
import type { TokenCredential } from "@azure/identity";
import { ToolError } from "../../config/findings/diagnostic";
import type { Environment } from "../../config/environment";
import type { Source } from "./facts";
import { connect, type Connection } from "./connection";
import { type Endpoint, parseAuthority, parseEndpoint, PUBLIC_ARM } from "./endpoint";
import { liveSource } from "./live";
import { credentialFor, signIn } from "./sign-in";
import { TimeIsUp } from "./stop";

/** Seconds that a run may take unless `--timeout` says. */
export const DEFAULT_TIMEOUT_S = 60;
/** Seconds that signing in may take unless `--timeout` says. */
export const SIGN_IN_S = 7;
/** Longest wait for one try of one request. */
const ATTEMPT_MS = 15_000;
const RETRY_DELAY_MS = 500;

export interface SessionOptions {
  /** Name of the command that asks. */
  readonly command: string;
  readonly subscriptionId: string;
  readonly armEndpoint: string | undefined;
  readonly authority: string | undefined;
  /** Seconds; undefined when the user gave none. */
  readonly timeoutS: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onInterrupt: ((listener: () => void) => () => void) | undefined;
}

/**
 * Runs `work` with Azure as the source.
 * @throws ToolError as `withConnection`
 */
export function withAzure<T>(
  options: SessionOptions,
  environment: Environment,
  work: (source: Source) => Promise<T>,
): Promise<T> {
  return withConnection(options, (connection) => work(liveSource(connection, environment)));
}

/**
 * Runs `work` with a connection to Azure.
 * @throws ToolError for wrong options, without a sign-in, and when the user stops it
 */
export async function withConnection<T>(
  options: SessionOptions,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const endpoint = parseEndpoint(options.armEndpoint ?? PUBLIC_ARM);
  const authority = options.authority === undefined ? undefined : parseAuthority(options.authority);
  const signInS = options.timeoutS ?? SIGN_IN_S;
  const credential = await credentialFor(endpoint, options.env, { authority, limitMs: signInS * 1000 });
  const stop = new AbortController();
  const forget = options.onInterrupt?.(() => {
    const reason = `stopped before the end; ${options.command} only reads, so nothing was changed`;
    stop.abort(new ToolError("interrupted", reason));
  });
  try {
    return await during(options.timeoutS ?? DEFAULT_TIMEOUT_S, stop, async () => {
      await during(signInS, stop, () => signIn(credential, endpoint, stop.signal));
      return work(await connectionOf(options, endpoint, credential, stop.signal));
    });
  } finally {
    forget?.();
    // What nobody waits for any more ends as well.
    stop.abort();
  }
}

/** Aborts `stop` when the work takes longer. */
async function during<T>(seconds: number, stop: AbortController, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => stop.abort(new TimeIsUp(seconds)), seconds * 1000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

function connectionOf(
  { command, subscriptionId }: SessionOptions,
  endpoint: Endpoint,
  credential: TokenCredential,
  signal: AbortSignal,
): Promise<Connection> {
  return connect({
    command,
    endpoint,
    subscriptionId,
    credential,
    signal,
    attemptMs: ATTEMPT_MS,
    retryDelayMs: RETRY_DELAY_MS,
  });
}
