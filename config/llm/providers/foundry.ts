/** Azure AI Foundry itself: every layer by its deployment. */
import { object, oneOf, withDefault } from "../../files/schema-parts";
import { error } from "../../findings/report";
import { wordRule } from "../../rule";
import { API_KEY_ENV } from "../rules";
import type { ProviderKind } from "./provider";
import { foundryBaseUrl } from "./foundry-url";
import { apiKeyEnv } from "./routes";

const AUTH = wordRule("provider-auth", "a way to sign in to foundry", ["entra-id", "api-key"]);
const DEFAULT_AUTH = "entra-id";
const DEFAULT_API_KEY_ENV = "AZURE_OPENAI_API_KEY";

/** Scope of an Entra ID token for a Foundry account's models. @see https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle */
const FOUNDRY_TOKEN_SCOPE = "https://cognitiveservices.azure.com/.default";

const shape = object("Azure AI Foundry; serves every layer by its deployment and needs no settings.", {
  auth: withDefault(oneOf("entra-id, or api-key when the account has localAuth.", AUTH), DEFAULT_AUTH),
  apiKeyEnv: apiKeyEnv(DEFAULT_API_KEY_ENV),
});

export const foundry: ProviderKind<typeof shape> = {
  shape,
  needsNoSettings: true,
  check: ({ auth, apiKeyEnv: keyEnv }, { file, path, localAuth, report }) => {
    if (auth === "api-key" && localAuth === false) {
      const message = "auth is api-key, but the account has localAuth: false, so keys do not work";
      report(file.place([...path, "auth"]), error("provider-auth", message, "use entra-id"));
    }
    if (keyEnv !== undefined && API_KEY_ENV.accepts(keyEnv) && (auth ?? DEFAULT_AUTH) === "entra-id") {
      const problem = error("provider-auth", "apiKeyEnv has no use: with entra-id there is no key", "remove it");
      report(file.place([...path, "apiKeyEnv"]), problem);
    }
  },
  resolve: (settings, { account, layers }) => {
    const { auth = DEFAULT_AUTH, apiKeyEnv: keyEnv = DEFAULT_API_KEY_ENV } = settings ?? {};
    const key = auth === "entra-id" ? { tokenScope: FOUNDRY_TOKEN_SCOPE } : { apiKeyEnv: keyEnv };
    return { baseUrl: foundryBaseUrl(account), endpoint: "foundry", auth, ...key, routes: layers };
  },
};
