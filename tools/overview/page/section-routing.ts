import { plural } from "../../../config/text";
import type { OverviewFacts } from "../facts";
import { type Markup, markup } from "../markup";
import { providerName } from "../paths";
import type { LayoutEngine } from "../pictures/graph-layout";
import { isCrowded, routingPicture } from "../pictures/routing-picture";
import { figure, folded, foreign, section, table } from "./parts";

/** Who answers what. */
export function routingSection(facts: OverviewFacts, engine: LayoutEngine): Markup {
  const { llm, deployments } = facts.environment;
  const { layers, provider, providers } = llm;
  const called = new Set(layers.flatMap(({ model, fallbacks }) => [model, ...fallbacks]));
  const idle = deployments.filter(({ name }) => !called.has(name));
  const others = providers.filter(({ name }) => name !== "foundry");
  const used = plural(called.size, "model");
  const elsewhere =
    provider === "foundry"
      ? undefined
      : markup` At the moment ${providerName(provider)} is in use, so that none of them is called.`;
  return section(
    "routing",
    "Who answers what",
    markup`${plural(layers.length, "layer")} ${layers.length === 1 ? "asks" : "ask"} ${used} at Foundry; ${idle.length === 0 ? "every deployment is called" : `${plural(idle.length, "deployment")} called by no layer ${idle.length === 1 ? "costs" : "cost"} $0`}.${elsewhere}`,
    figure(
      (paper) => routingPicture(facts, paper, engine),
      markup`Left: layers of our product, ${isCrowded(facts) ? "those that ask the same model together" : "in the order of the pipeline"}. Right: models. A dashed arrow leads to a fallback, tried when the first choice does not answer.`,
    ),
    folded(
      "The same as a table, with the other providers",
      table({
        caption: "Layers and the models that serve them",
        head: ["Layer", "Stage", "At Foundry", "Fallbacks", ...others.map(({ name }) => `At ${name}`)],
        rows: layers.map(({ layer, stage, model, fallbacks }) => [
          foreign(layer),
          stage,
          foreign(model),
          foreign(fallbacks.length > 0 ? fallbacks.join(", ") : "none"),
          ...others.map(({ routes }) => foreign(routes.find((route) => route.layer === layer)?.model ?? "not given")),
        ]),
      }),
      markup`<p class="small">${others.length === 0 ? "No other provider is configured: a move needs its settings in llm-config.yaml first." : `To move all layers at once LLM_PROVIDER changes from ${provider} to another of ${providers.map(({ name }) => name).join(", ")}.`}</p>`,
      ...(idle.length > 0
        ? [markup`<p class="small">Called by no layer: ${idle.map(({ name }) => name).join(", ")}.</p>`]
        : []),
    ),
  );
}
