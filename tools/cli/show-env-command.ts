/** `aucert-foundry show-env` */
import { llmEnv } from "../../config/llm/llm-env";
import { PROVIDER } from "../../config/llm/providers/providers";
import { renderDotEnv } from "../show-env/dot-env";
import { versionedJson } from "../text/json-form";
import { ENV_OPTION, formatOption } from "./args";
import type { Command } from "./command";
import { configuredProvider, soundEnvironment } from "./environment";

export const showEnvCommand: Command = {
  name: "show-env",
  summary: "print what the llm-config ConfigMap holds as a .env file, to work without a cluster",
  options: {
    env: { ...ENV_OPTION, help: "the environment (needed when there are several)" },
    format: formatOption("env", "json"),
    provider: {
      type: "string",
      value: PROVIDER.words.join("|"),
      help: "with this LLM_PROVIDER (default: the one in use)",
      oneOf: PROVIDER.words,
    },
  },
  run(values, io) {
    const { llm } = soundEnvironment(values, io);
    const variables = { ...llmEnv(llm), LLM_PROVIDER: configuredProvider(values, llm) ?? llm.provider };
    io.stdout(values.format === "json" ? versionedJson({ variables }) : renderDotEnv(variables));
    return 0;
  },
};
