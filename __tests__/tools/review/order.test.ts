/** The order of steps where another provider is, or comes, in use. */
import { type Files, filesWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { reviewedDev } from "../../helpers/review";

const SWAPPED = MODELS.replace("gpt-5.4", "gpt-5.4-mini").replace(/ {4}version: .*\n/, "");

const routed = (provider: string, model: string, models: string): Files =>
  filesWith({
    "models.yaml": models,
    "llm-config.yaml": `${LLM_CONFIG.replace("foundry", provider).replace("gpt-5.4", model)}providers:\n  direct: { models: { decision: x } }\n`,
  });

test("what a provider is tried with is deployed before the trial", () => {
  const { summary } = reviewedDev(routed("direct", "gpt-5.4", MODELS), routed("foundry", "gpt-5.4-mini", SWAPPED));
  expect(summary.order).toEqual([
    "add gpt-5.4-mini: deploy foundry-dev",
    "see to it that the pods have an identity of Entra ID",
    "try it: `npx aucert-foundry smoke --env dev --provider foundry`",
    "put foundry into use, switch decision: deploy llm-config-dev and restart the pods of these layers",
    "remove gpt-5.4: deploy foundry-dev, in a pull request of its own",
  ]);
});

test("a model that no pod calls, since another provider is in use, needs no order to be replaced", () => {
  const { summary } = reviewedDev(routed("direct", "gpt-5.4", MODELS), routed("direct", "gpt-5.4-mini", SWAPPED));
  expect([summary.order, summary.notes]).toEqual([[], []]);
});
