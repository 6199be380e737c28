/** Where Azure Resource Manager is, and which tokens may go there. */
import { ToolError } from "../../config/findings/diagnostic";

/** Azure Resource Manager of the public cloud. @see https://learn.microsoft.com/azure/azure-resource-manager/management/control-plane-and-data-plane */
export const PUBLIC_ARM = "https://management.azure.com";

export interface Endpoint {
  /** Scheme, host and port. */
  readonly origin: string;
  /** On this machine: takes the word in AZURE_ACCESS_TOKEN, never a real sign-in over plain HTTP. */
  readonly isLoopback: boolean;
  /** What a token is asked for. A token for one cloud's endpoint is worth nothing at another host. */
  readonly scope: string;
}

/**
 * The endpoint that `--arm-endpoint` names.
 * @throws ToolError unless it is `https://host`, or `http://` on this machine
 */
export function parseEndpoint(value: string): Endpoint {
  const url = urlOf("--arm-endpoint", value);
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) {
    throw new ToolError(
      "arguments",
      `--arm-endpoint must be https, or http on this machine: no token leaves it unencrypted`,
    );
  }
  return { origin: url.origin, isLoopback, scope: `${url.origin}/.default` };
}

/** @throws ToolError unless it is `https://host` */
export function parseAuthority(value: string): string {
  const url = urlOf("--authority", value);
  if (url.protocol !== "https:") throw new ToolError("arguments", "--authority must be https");
  return url.origin;
}

function urlOf(option: string, value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain = url !== undefined && url.origin !== "null" && `${url.origin}/` === url.href;
  if (isPlain) return url;
  throw new ToolError("arguments", `${option} must be scheme, host and port only, such as ${PUBLIC_ARM}, not ${value}`);
}

/** @see https://www.rfc-editor.org/rfc/rfc6890#section-2.2.2 */
function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
