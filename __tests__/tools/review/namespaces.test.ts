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
    "put llm beside default in aks.namespaces, in a pull request of its own: deploy llm-config-dev",
    "see to it that pods in llm have an identity of Entra ID, and move those of default there",
    "take out default, in a pull request of its own: deploy llm-config-dev",
  ]);
  expect(deploy.map(({ stack, restart }) => [stack, restart])).toEqual([
    ["llm-config-dev", []],
    ["llm-config-dev", []],
  ]);
});

test("where pods sign in as their service account the credentials come and go with it", () => {
  const { order, deploy } = orderOf(inNamespaces("[default]", IDENTITY), inNamespaces("[llm]", IDENTITY));
  expect(order).toEqual([
    "put llm beside default in aks.namespaces, in a pull request of its own: deploy foundry-dev and llm-config-dev",
    "see to it that pods in llm have an identity of Entra ID, and move those of default there",
    "take out default, in a pull request of its own: deploy foundry-dev and llm-config-dev",
  ]);
  expect(deploy.map(({ stack }) => stack)).toEqual(["foundry-dev", "llm-config-dev", "foundry-dev", "llm-config-dev"]);
});

test("of many the steps say how many they are", () => {
  const many = (letter: string): string => `[${Array.from({ length: 40 }, (_, index) => letter + index).join(", ")}]`;
  const { order } = orderOf(inNamespaces(many("a")), inNamespaces(many("b")));
  expect(order.map((text) => text.split(/[:,] /)[0])).toEqual([
    "put the 40 new namespaces beside the 40 old namespaces in aks.namespaces",
    "see to it that pods in the 40 new namespaces have an identity of Entra ID",
    "take out the 40 old namespaces",
  ]);
});

const FIRST = "put llm in the place of default first, in pull requests of their own whose review says the steps";
const then = (what: string): string => `then change ${what}, in a pull request of its own`;

const ROUTED = LLM_CONFIG.replace("gpt-5.4", "gpt-5.4-mini");
const SWAPPED: Files = {
  "models.yaml": MODELS.replace("gpt-5.4", "gpt-5.4-mini").replace(/ {4}version: .*\n/, ""),
  "llm-config.yaml": ROUTED,
};
const BOTH: Files = { "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n` };

test.each<[string, Files, Files, string[]]>([
  [
    "a model is replaced",
    inNamespaces("[default]", IDENTITY),
    inNamespaces("[llm]", IDENTITY, SWAPPED),
    [
      "add gpt-5.4-mini: deploy foundry-dev",
      "switch decision: deploy llm-config-dev and restart the pods of these layers",
      "remove gpt-5.4: deploy foundry-dev, in a pull request of its own",
    ],
  ],
  [
    "a layer moves",
    inNamespaces("[default]", "", BOTH),
    inNamespaces("[llm]", "", { ...BOTH, "llm-config.yaml": ROUTED }),
    ["switch decision: deploy llm-config-dev and restart the pods of these layers"],
  ],
  [
    "another provider is configured",
    inNamespaces("[default]"),
    inNamespaces("[llm]", "", {
      "llm-config.yaml": `${LLM_CONFIG}providers:\n  direct: { models: { decision: x } }\n`,
    }),
    [then("layers and providers")],
  ],
  [
    "the issuer changes",
    inNamespaces("[default]", IDENTITY),
    inNamespaces("[llm]", IDENTITY.replace("/2b6e", "/3b6e")),
    [then("identity.oidcIssuerUrl")],
  ],
  ["the identity goes", inNamespaces("[default]", IDENTITY), inNamespaces("[llm]"), [then("identity")]],
])("where %s as well the namespace goes first", (_, before, after, others) => {
  expect(orderOf(before, after).order).toEqual([FIRST, ...others]);
});

test.each<[string, Files, Files]>([
  ["only comes", inNamespaces("[default]", IDENTITY), inNamespaces("[default, llm]", IDENTITY)],
  ["only goes", inNamespaces("[default, llm]", IDENTITY), inNamespaces("[default]", IDENTITY)],
  [
    "is of another cluster",
    inNamespaces("[default]"),
    filesWith({ "account.yaml": ACCOUNT.replace("[default]", "[llm]").replace("test-aks", "other-aks") }),
  ],
])("one that %s has no order", (_, before, after) => {
  expect(orderOf(before, after).order).toEqual([]);
});
