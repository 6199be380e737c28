/** Google Vertex AI. */
import { object, oneOf, text, withDefault } from "../../files/schema-parts";
import { textRule, wordRule } from "../../rule";
import type { ProviderKind } from "./provider";
import { checkRoutes, resolveRoutes, routes } from "./routes";

const AUTH = wordRule("provider-auth", "a way to sign in to vertex", ["google-adc"]);

/** @see https://cloud.google.com/resource-manager/docs/creating-managing-projects */
const PROJECT = textRule({
  code: "provider-setting",
  test: (text) => /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(text),
  fault: "is not a Google Cloud project id",
  help: "write the id, not the display name",
});

/** @see https://cloud.google.com/vertex-ai/docs/general/locations */
const LOCATION = textRule({
  code: "provider-setting",
  test: (text) => /^(global|us|eu|[a-z]+(-[a-z]+)+[0-9]{1,2})$/.test(text),
  fault: "is not a Vertex AI location",
  help: "write it as us-central1, or global",
});

const shape = object("Google Vertex AI through its OpenAI-compatible endpoint.", {
  project: text("Google Cloud project.", PROJECT),
  location: text("Location, such as us-central1 or global.", LOCATION),
  auth: withDefault(oneOf("google-adc: Application Default Credentials.", AUTH), "google-adc"),
  models: routes("vertex"),
});

/**
 * The location `global` has a host of its own, without the location in front.
 * @see https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview
 */
export function vertexBaseUrl(project: string, location: string): string {
  const host = location === "global" ? "aiplatform.googleapis.com" : `${location}-aiplatform.googleapis.com`;
  return `https://${host}/v1/projects/${project}/locations/${location}/endpoints/openapi/`;
}

export const vertex: ProviderKind<typeof shape> = {
  shape,
  check: (settings, context) => checkRoutes(settings, context, "vertex"),
  resolve: (settings, { layers }) =>
    settings && {
      baseUrl: vertexBaseUrl(settings.project, settings.location),
      endpoint: "vertex",
      auth: settings.auth,
      routes: resolveRoutes(settings.models, layers),
    },
};
