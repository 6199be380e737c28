/** Rules on routing: layers, APIs and what providers are given. A leaf: imports only leaves. */
import { rule, textRule, wordRule } from "../rule";

/** The OpenAI-format API that a layer calls. */
export const LLM_API = wordRule("unknown-api", "an API that layers call", ["chat-completions", "responses"]);
export type LlmApi = (typeof LLM_API)["words"][number];

/** What a layer calls unless it says otherwise. */
export const DEFAULT_API: LlmApi = "chat-completions";

/** How a backend signs in to a provider. */
export type Auth = "entra-id" | "api-key" | "aws-bearer" | "google-adc";

/** A layer's name; upper-cased and with `_` for `-` it is part of environment-variable names. */
export const LAYER_NAME = textRule({
  code: "layer-name",
  pattern: "^(?=.{1,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$",
  fault: "cannot be the name of a layer: it becomes part of environment-variable names",
  help: "use at most 63 lower-case letters, digits and single hyphens between them, beginning with a letter",
});

export const LAYERS = rule<object>({
  code: "empty-list",
  part: "key",
  fault: (layers) =>
    Object.keys(layers).length > 0
      ? undefined
      : { message: "no layer is routed to a model", help: "add at least one layer" },
});

/** Of a list of models in place of one all but the first are fallbacks. Which deployments there are is a matter of the check. */
export const LAYER_MODEL = rule<string>({
  code: "unknown-deployment",
  fault: () => undefined,
  meant: (value) => {
    if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) return undefined;
    const [first, ...others] = value;
    return first && `write model: ${first}${others.length > 0 ? ` and fallbacks: [${others.join(", ")}]` : ""}`;
  },
});

export const STAGE = textRule({
  code: "layer-stage",
  pattern: "^L[1-9][0-9]*$",
  fault: "is not a stage of the pipeline",
  help: "write L and a number from 1, such as L1",
});

const ENV_NAME_PATTERN = "^[A-Z_][A-Z0-9_]{0,127}$";

/** The name of an environment variable, as every key of a ConfigMap is that pods take with `envFrom`. */
export function isEnvName(text: string): boolean {
  return new RegExp(ENV_NAME_PATTERN).test(text);
}

/** The name of an environment variable that holds a key. What stands there instead may be a key, so it is not repeated. */
export const API_KEY_ENV = rule<string>({
  code: "env-name",
  pattern: ENV_NAME_PATTERN,
  fault: (text) =>
    isEnvName(text)
      ? undefined
      : {
          message: "apiKeyEnv must be the name of an environment variable",
          help: "write the variable's name, such as OPENAI_API_KEY; the key itself belongs into a Kubernetes Secret",
        },
});
