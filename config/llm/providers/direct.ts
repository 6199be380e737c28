/** An OpenAI-format API without a cloud between. */
import * as ipaddr from "ipaddr.js";
import { object, oneOf, text, withDefault } from "../../files/schema-parts";
import { textRule, wordRule } from "../../rule";
import { isLiteralText } from "../../values";
import type { ProviderKind } from "./provider";
import { apiKeyEnv, checkRoutes, resolveRoutes, routes } from "./routes";

const AUTH = wordRule("provider-auth", "a way to sign in to direct", ["api-key"]);
const DEFAULT_API_KEY_ENV = "OPENAI_API_KEY";
const DEFAULT_BASE_URL = "https://api.openai.com/v1/";

const BASE_URL = textRule({
  code: "provider-setting",
  test: (text) => isBaseUrl(text) && !isNearby(new URL(text).hostname),
  fault: (_, text) =>
    isBaseUrl(text) ? NEARBY : "is not an HTTPS address without credentials, query, fragment or blank",
  help: `write it as ${DEFAULT_BASE_URL}`,
});

const NEARBY =
  "leads to the machine itself or to its neighbours: smoke would send the key there, and no pod finds it there";

const shape = object("An OpenAI-format API without a cloud between.", {
  baseUrl: withDefault(text(`Base URL (default ${DEFAULT_BASE_URL}).`, BASE_URL), DEFAULT_BASE_URL),
  auth: withDefault(oneOf("api-key.", AUTH), "api-key"),
  apiKeyEnv: apiKeyEnv(DEFAULT_API_KEY_ENV),
  models: routes("direct"),
});

/** Kinds of addresses that no router passes on. @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const NEARBY_RANGES = ["loopback", "linkLocal", "unspecified"];

/** @param host as URLs have it: in lower case, IPv6 in brackets */
function isNearby(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (ipaddr.isValid(name)) return NEARBY_RANGES.includes(ipaddr.process(name).range());
  return name === "localhost" || name.endsWith(".localhost");
}

/** An HTTPS address without credentials, query, fragment or blank. Reading one drops line ends, tabs and outer blanks. */
function isBaseUrl(text: string): boolean {
  if (!isLiteralText(text) || /\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return protocol === "https:" && username + password + search + hash === "";
}

/** A base URL as clients expect it: `openai` appends paths to it. */
export function withSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}

export const direct: ProviderKind<typeof shape> = {
  shape,
  check: (settings, context) => checkRoutes(settings, context, "direct"),
  resolve: (settings, { layers }) =>
    settings && {
      baseUrl: withSlash(settings.baseUrl),
      endpoint: "direct",
      auth: settings.auth,
      apiKeyEnv: settings.apiKeyEnv ?? DEFAULT_API_KEY_ENV,
      routes: resolveRoutes(settings.models, layers),
    },
};
