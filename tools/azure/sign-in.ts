/** Signing in to Azure: the way every Azure tool does, or with a word for a server on this machine. */
import type { TokenCredential } from "@azure/identity";
import { ToolError } from "../../config/findings/diagnostic";
import type { Endpoint } from "./endpoint";
import { TimeIsUp, unlessAborted } from "./stop";

export interface SignInOptions {
  /** Entra ID's address in another cloud; Azure's public one unless given. */
  readonly authority?: string | undefined;
  /** Longest wait for one way of signing in, such as the Azure CLI. */
  readonly limitMs: number;
}

const WAYS = `sign in, then run again:
  a person            az login
  a pipeline          AZURE_CLIENT_ID and AZURE_TENANT_ID, with AZURE_FEDERATED_TOKEN_FILE or AZURE_CLIENT_SECRET
  a machine in Azure  its managed identity
without any sign-in: --from FILE, with a file that --save wrote`;

/**
 * The credential for an endpoint.
 * @param env where AZURE_ACCESS_TOKEN is read, for a server on this machine only
 * @throws ToolError when that server has no word to take
 */
export async function credentialFor(
  { origin, isLoopback }: Endpoint,
  env: Readonly<Record<string, string | undefined>>,
  { authority, limitMs }: SignInOptions,
): Promise<TokenCredential> {
  const word = env.AZURE_ACCESS_TOKEN;
  if (isLoopback && word)
    return { getToken: async () => ({ token: word, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  if (isLoopback) {
    const help = "set AZURE_ACCESS_TOKEN to the word that the server there takes; a real sign-in is never sent to it";
    throw new ToolError("no-sign-in", `no token for ${origin}\n${help}`);
  }
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential({
    processTimeoutInMs: limitMs,
    ...(authority !== undefined && { authorityHost: authority }),
  });
}

/**
 * Makes sure that there is a token before anything is asked.
 * @throws ToolError with what to do when there is none
 */
export async function signIn(credential: TokenCredential, { scope }: Endpoint, signal: AbortSignal): Promise<void> {
  try {
    const token = await unlessAborted(credential.getToken(scope, { abortSignal: signal }), signal);
    if (token !== null) return;
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    throw new ToolError("no-sign-in", `${refusalOf(cause)}\n${WAYS}`, { cause });
  }
  throw new ToolError("no-sign-in", `no Azure sign-in found\n${WAYS}`);
}

function refusalOf(error: unknown): string {
  if (error instanceof TimeIsUp) return `no Azure sign-in found within ${error.seconds} s (--timeout gives it longer)`;
  const refused = causesOf(error).filter(({ name }) => name !== "CredentialUnavailableError");
  const lines = refused.map(({ message }) => `  ${gist(message)}`);
  return lines.length === 0 ? "no Azure sign-in found" : `Azure refused the sign-in\n${lines.join("\n")}`;
}

/** The first line, or the sentence in which Entra ID says why. */
function gist(message: string): string {
  return /AADSTS\d+: [^.\r\n]*/.exec(message)?.[0] ?? message.split(/\r?\n/, 1)[0] ?? "";
}

/** The errors behind the one that the chain of credentials throws. */
function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const { errors } = error as { errors?: unknown };
  return Array.isArray(errors) ? errors.filter((one) => one instanceof Error) : [error];
}
