/** Amazon Bedrock. */
import { object, oneOf, text, withDefault } from "../../files/schema-parts";
import { textRule, wordRule } from "../../rule";
import type { ProviderKind } from "./provider";
import { apiKeyEnv, checkRoutes, resolveRoutes, routes } from "./routes";

const AUTH = wordRule("provider-auth", "a way to sign in to bedrock", ["aws-bearer"]);
const DEFAULT_API_KEY_ENV = "AWS_BEARER_TOKEN_BEDROCK";

/** @see https://docs.aws.amazon.com/general/latest/gr/bedrock.html */
const REGION = textRule({
  code: "provider-setting",
  test: (text) => /^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$/.test(text),
  fault: "is not an AWS region",
  help: "write it as us-west-2",
});

const ENDPOINT = wordRule("provider-setting", "an endpoint of Bedrock", ["runtime", "mantle"]);
type Endpoint = (typeof ENDPOINT)["words"][number];

const shape = object("Amazon Bedrock through its OpenAI-compatible endpoint.", {
  region: text("AWS region, such as us-west-2.", REGION),
  endpoint: withDefault(
    oneOf("runtime, or mantle, which serves the Responses API for models that lack it at runtime.", ENDPOINT),
    "runtime",
  ),
  auth: withDefault(oneOf("aws-bearer: a Bedrock API key.", AUTH), "aws-bearer"),
  apiKeyEnv: apiKeyEnv(DEFAULT_API_KEY_ENV),
  models: routes("bedrock"),
});

/** @see https://docs.aws.amazon.com/bedrock/latest/userguide/endpoints.html */
export function bedrockBaseUrl(region: string, endpoint: Endpoint): string {
  return endpoint === "mantle"
    ? `https://bedrock-mantle.${region}.api.aws/v1/`
    : `https://bedrock-runtime.${region}.amazonaws.com/openai/v1/`;
}

export const bedrock: ProviderKind<typeof shape> = {
  shape,
  check: (settings, context) => {
    const { endpoint = "runtime" } = settings;
    checkRoutes(settings, context, ENDPOINT.accepts(endpoint) ? `bedrock-${endpoint}` : undefined);
  },
  resolve: (settings, { layers }) =>
    settings && {
      baseUrl: bedrockBaseUrl(settings.region, settings.endpoint),
      endpoint: `bedrock-${settings.endpoint}`,
      auth: settings.auth,
      apiKeyEnv: settings.apiKeyEnv ?? DEFAULT_API_KEY_ENV,
      routes: resolveRoutes(settings.models, layers),
    },
};
