/** Why a run ends before its time, and how a call ends with it. */

/** The reason of an abort when the time is up. */
export class TimeIsUp extends Error {
  constructor(readonly seconds: number) {
    super(`no answer within ${seconds} s`);
    this.name = "TimeIsUp";
  }
}

/**
 * The work's result, or the signal's reason as soon as it is aborted, whether the work notices or not.
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    const settle = (then: () => void): void => {
      signal.removeEventListener("abort", stop);
      then();
    };
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(signal.aborted ? signal.reason : error)),
    );
  });
}
