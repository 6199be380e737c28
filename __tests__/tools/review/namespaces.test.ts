/** Namespaces that come while others go: pods move where both are there for a while. */
import { ACCOUNT, type Files, filesWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { reviewedDev } from "../../helpers/review";
import { IDENTITY } from "../../helpers/sections";

const inNamespaces = (namespaces: string, sections = "", more: Files = {}): Files =>
  filesWith({ ...more, "account.yaml": ACCOUNT.replace("[default]", namespaces) + sections });

const orderOf = (before: Files, after: Files) => reviewedDev(before, after).summary;

test("another namespace comes first, then the pods, then the old one goes", () => {
  const { order, deploy } = orderOf(inNamespaces("[default, jobs]"), inNamespaces("[jobs, llm]"));
  expect(order).toEqual([
    "put llm beside default in aks.namespaces: deploy llm-config-dev",
    "move the pods of default to llm",
    "take out default: deploy llm-config-dev, in a pull request of its own",
  ]);
  expect(deploy.map(({ stack, restart }) => [stack, restart])).toEqual([
    ["llm-config-dev", []],
    ["llm-config-dev", []],
  ]);
});

test("where pods sign in as their service account the credentials come and go with it", () => {
  const { order, deploy } = orderOf(inNamespaces("[default]", IDENTITY), inNamespaces("[llm]", IDENTITY));
  expect(order).toEqual([
    "put llm beside default in aks.namespaces: deploy foundry-dev and llm-config-dev",
    "move the pods of default to llm",
    "take out default: deploy foundry-dev and llm-config-dev, in a pull request of its own",
  ]);
  expect(deploy.map(({ stack }) => stack)).toEqual(["foundry-dev", "llm-config-dev", "foundry-dev", "llm-config-dev"]);
});

test("what else changes in the ConfigMap of a namespace that stays still restarts its pods", () => {
  const models = `${MODELS}  - name: gpt-5.4-mini\n`;
  const on = (namespaces: string, model: string): Files =>
    inNamespaces(namespaces, "", { "models.yaml": models, "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", model) });
  const { deploy } = orderOf(on("[default, jobs]", "gpt-5.4"), on("[jobs, llm]", "gpt-5.4-mini"));
  expect(deploy.map(({ restart }) => restart)).toEqual([[], ["decision"]]);
});

test("it stands around the order of models", () => {
  const swapped = {
    "models.yaml": MODELS.replace("gpt-5.4", "gpt-5.4-mini").replace(/ {4}version: .*\n/, ""),
    "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-5.4-mini"),
  };
  const { order } = orderOf(inNamespaces("[default]"), inNamespaces("[llm]", "", swapped));
  expect(order.map((step) => step.split(":")[0])).toEqual([
    "put llm beside default in aks.namespaces",
    "move the pods of default to llm",
    "add gpt-5.4-mini",
    "switch decision",
    "remove gpt-5.4",
    "take out default",
  ]);
});

test.each<[string, Files, Files]>([
  ["only comes", inNamespaces("[default]", IDENTITY), inNamespaces("[default, llm]", IDENTITY)],
  ["only goes", inNamespaces("[default, llm]", IDENTITY), inNamespaces("[default]", IDENTITY)],
  [
    "is of another cluster",
    inNamespaces("[default]"),
    filesWith({ "account.yaml": ACCOUNT.replace("[default]", "[llm]").replace("test-aks", "other-aks") }),
  ],
  [
    "comes with another issuer, of which a namespace has one",
    inNamespaces("[default]", IDENTITY),
    inNamespaces("[llm]", IDENTITY.replace("/2b6e", "/3b6e")),
  ],
])("one that %s has no order", (_, before, after) => {
  expect(orderOf(before, after).order).toEqual([]);
});
