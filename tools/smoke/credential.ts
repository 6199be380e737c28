/** Where the key or token of a target comes from. */
import { ToolError } from "../../config/findings/diagnostic";
import type { LayerTarget } from "../llm-reader";

export type Credential = () => Promise<string>;

export interface CredentialSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An Entra ID token for a scope. */
  readonly entraToken: (scope: string) => Promise<string>;
}

/** By the name that Google's own tools use. */
const GOOGLE_TOKEN_ENV = "GOOGLE_OAUTH_ACCESS_TOKEN";

/**
 * Gets the credential once, so that a missing sign-in stops the run before any call.
 * @throws ToolError when there is none, with what to do
 */
export async function credentialFor(target: LayerTarget, { env, entraToken }: CredentialSources): Promise<Credential> {
  if (target.tokenScope !== undefined) {
    const token = await entraToken(target.tokenScope).catch((cause: unknown) => {
      throw new ToolError(
        "no-sign-in",
        "no sign-in to Azure: run az login (or set AZURE_CLIENT_ID, AZURE_TENANT_ID and a credential)",
        { cause },
      );
    });
    return () => Promise.resolve(token);
  }
  const name = target.apiKeyEnv ?? GOOGLE_TOKEN_ENV;
  const value = env[name];
  if (value === undefined || value === "") {
    const how =
      name === GOOGLE_TOKEN_ENV ? `export ${name}=$(gcloud auth print-access-token)` : `export ${name}=… in this shell`;
    throw new ToolError(
      "no-sign-in",
      `no key for ${target.provider}: the environment variable ${name} is not set; ${how}`,
    );
  }
  return () => Promise.resolve(value);
}
