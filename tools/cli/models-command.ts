/** `aucert-foundry models` */
import { catalogDay } from "../../config/catalog/catalog";
import { loadPrices } from "../../config/cost/prices";
import { LLM_API } from "../../config/llm/rules";
import { modelFields, modelsText, offeredModels } from "../change/models";
import { versionedJson } from "../text/json-form";
import { formatOption, TODAY_OPTION } from "./args";
import { refusing } from "./change";
import type { Command } from "./command";
import { survey } from "./survey";

export const modelsCommand: Command = {
  name: "models",
  summary: "show the catalogue: versions, APIs, prices, retirement, and what this environment has of it",
  options: {
    env: { type: "string", value: "NAME", help: "the environment to look from; needed when there are several" },
    api: {
      type: "string",
      value: LLM_API.words.join("|"),
      help: "only models that speak this API",
      oneOf: LLM_API.words,
    },
    format: formatOption("text", "json"),
    today: TODAY_OPTION,
  },
  run: (values, io) =>
    refusing(io, async () => {
      const surveyed = survey(values, io);
      const { environment, today } = surveyed;
      const prices = loadPrices();
      const api = typeof values.api === "string" ? values.api : undefined;
      const models = offeredModels(surveyed, { prices, api, today });
      const region = surveyed.files.account?.asRead.account?.location;
      if (values.format === "json") {
        const head = { environment, region: region ?? null, asOf: catalogDay(), pricesAsOf: prices.asOf };
        io.stdout(versionedJson({ ...head, models: models.map(modelFields) }));
      } else io.stdout(modelsText(models, { environment, region }));
      return 0;
    }),
};
