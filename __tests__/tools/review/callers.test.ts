/** Changes of who may call, what the account fetches from, what pods sign in with, and what they call. */
import { ACCOUNT, type Files, filesWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { reviewedDev } from "../../helpers/review";
import { IDENTITY, ISSUER, network } from "../../helpers/sections";

const called = (settings: string): Files => filesWith({ "account.yaml": ACCOUNT + network(settings) });

const direct = (settings: string): Files =>
  filesWith({
    "llm-config.yaml": `${LLM_CONFIG.replace("foundry", "direct")}providers:\n  direct: ${settings}\n`,
  });

const signedIn = (identity: string, from = "", to = ""): Files =>
  filesWith({ "account.yaml": ACCOUNT.replace(from, to) + identity });

const ONE_CREDENTIAL =
  "a namespace has one credential, so pods that sign in as before fail once their token ends: to let both sign in, make a second one by hand, move the pods, and delete it right before this deploy";

test.each<[string, Files, Files, string]>([
  [
    "addresses that may call",
    called("allowedIps: [20.42.7.9, 20.42.8.0/24]"),
    called("allowedIps: [20.42.7.9, 20.42.9.0/24]"),
    "Azure refuses callers from 20.42.8.0/24 that no other entry holds; more may call: 20.42.9.0/24",
  ],
  [
    "a range that grows",
    called("allowedIps: [20.42.8.7, 20.42.8.0/24]"),
    called("allowedIps: [20.42.0.0/16]"),
    "more may call: 20.42.0.0/16",
  ],
  [
    "a range that shrinks",
    called("allowedIps: [20.42.8.0/24]"),
    called("allowedIps: [20.42.8.0/25, 20.42.8.7]"),
    "Azure refuses callers from 20.42.8.0/24 that no other entry holds",
  ],
  [
    "a list of who may call, from now on",
    filesWith(),
    called("allowedIps: [20.42.7.9]"),
    "Azure refuses all callers but 20.42.7.9 and its own trusted services",
  ],
  [
    "hosts to fetch from, with every address still allowed",
    filesWith(),
    called("allowedIps: all, restrictOutbound: true, outboundHosts: [a.example.com]"),
    "every address may call from now on, with a token; the account itself may fetch from a.example.com only",
  ],
  [
    "the list of who may call, ended",
    called("allowedIps: [20.42.7.9]"),
    called("allowedIps: all"),
    "every address may call from now on, with a token",
  ],
  [
    "who may call, listed again",
    called("allowedIps: all"),
    called("allowedIps: [20.42.7.9]"),
    "Azure refuses all callers but 20.42.7.9 and its own trusted services",
  ],
  [
    "hosts to fetch from, no longer listed",
    called("allowedIps: all, restrictOutbound: true"),
    called("allowedIps: all"),
    "the account itself may fetch from every host",
  ],
  [
    "hosts to fetch from, listed from now on",
    called("allowedIps: all"),
    called("allowedIps: all, restrictOutbound: true"),
    "the account itself may fetch from no host",
  ],
  [
    "other hosts to fetch from",
    called("restrictOutbound: true, outboundHosts: [a.example.com]"),
    called("restrictOutbound: true, outboundHosts: [b.example.com]"),
    "the account itself may no longer fetch from a.example.com; the account itself may fetch from b.example.com, too",
  ],
  [
    "the issuer of what pods sign in with",
    signedIn(IDENTITY),
    signedIn(IDENTITY.replace("/2b6e", "/3b6e")),
    `pods sign in only from the cluster with the issuer ${ISSUER.replace("/2b6e", "/3b6e")}; ${ONE_CREDENTIAL}`,
  ],
  [
    "the service account that pods sign in with",
    signedIn(IDENTITY),
    signedIn(IDENTITY, "llm-client", "other"),
    `pods sign in as system:serviceaccount:default:other, and no longer as system:serviceaccount:default:llm-client; ${ONE_CREDENTIAL}`,
  ],
  [
    "the key of the provider in use",
    direct("{ models: { decision: x } }"),
    direct("{ apiKeyEnv: OTHER_KEY, models: { decision: x } }"),
    "the pods need a Secret that gives them the variable OTHER_KEY",
  ],
  [
    "the address of the provider in use",
    direct("{ models: { decision: x } }"),
    direct("{ baseUrl: https://llm.example.com/v1/, models: { decision: x } }"),
    "prompts, and what signs the pods in, go to another address",
  ],
  [
    "a model at the provider in use",
    direct("{ models: { decision: x } }"),
    direct("{ models: { decision: y } }"),
    "another model for decision",
  ],
  [
    "an API at the provider in use",
    direct("{ models: { decision: x } }"),
    direct("{ models: { decision: { model: x, api: responses } } }"),
    "another API for decision: the backend has to be released with it",
  ],
])("%s: careful, with a word why", (_, base, head, note) => {
  const { risk, changes } = reviewedDev(base, head);
  expect(risk).toBe("careful");
  expect(changes.filter((one) => one.risk === "careful").map((one) => one.note)).toEqual([note]);
});

test.each<[string, Files, Files]>([
  ["every address may call, as without a list", filesWith(), called("allowedIps: all")],
  [
    "an address comes that a range holds",
    called("allowedIps: [20.42.8.0/24]"),
    called("allowedIps: [20.42.8.0/24, 20.42.8.7]"),
  ],
])("%s: safe", (_, base, head) => {
  expect(reviewedDev(base, head).risk).toBe("safe");
});

test("nobody is said to lose the sign-in or a fallback of Foundry while another provider is in use", () => {
  const other = (issuer: string, fallbacks: string): Files =>
    filesWith({
      "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n`,
      "llm-config.yaml": `${LLM_CONFIG.replace("foundry", "direct").replace("model: gpt-5.4", `model: gpt-5.4${fallbacks}`)}providers:\n  direct: { models: { decision: x } }\n`,
      "account.yaml": ACCOUNT + IDENTITY.replace("/2b6e", issuer),
    });
  const { risk, changes } = reviewedDev(other("/2b6e", ", fallbacks: [gpt-5.4-mini]"), other("/3b6e", ""));
  expect(changes.map(({ note }) => note ?? "").join("")).not.toMatch(/fallback|sign in/);
  expect([risk, changes.length > 1]).toEqual(["safe", true]);
});

test.each<[string, Files, Files, Record<string, string | undefined>]>([
  [
    "an identity that goes",
    signedIn(IDENTITY),
    filesWith(),
    {
      "delete identity": "pods that sign in with it fail unless they have another identity",
      "delete identity default": undefined,
      "delete identity role": undefined,
    },
  ],
  [
    "an identity of another name",
    signedIn(IDENTITY),
    signedIn(IDENTITY.replace("test-pods", "other-pods")),
    {
      "replace identity":
        "pods get another client id: they fail until their service account has it and they have restarted",
      "replace identity default": expect.stringContaining("takes it along") as string,
      "replace identity role": expect.stringContaining("takes it along") as string,
    },
  ],
  [
    "a namespace of an identity that goes",
    signedIn(IDENTITY, "[default]", "[default, jobs]"),
    signedIn(IDENTITY),
    { "delete identity jobs": "pods no longer sign in as system:serviceaccount:jobs:llm-client" },
  ],
])("%s says who can no longer sign in", (_, base, head, notes) => {
  const changes = reviewedDev(base, head).changes.filter(({ name }) => name.startsWith("identity"));
  expect(Object.fromEntries(changes.map(({ action, name, note }) => [`${action} ${name}`, note]))).toEqual(notes);
});

test("of several namespaces it is said once that each has one credential", () => {
  const of = (namespaces: string, account = "llm-client"): Files =>
    filesWith({
      "account.yaml": ACCOUNT.replace("[default]", namespaces).replace("llm-client", account) + IDENTITY,
    });
  const { changes } = reviewedDev(of("[jobs, default]"), of("[jobs, default, batch]", "other"));
  const said = changes.filter(({ note = "" }) => note.includes(ONE_CREDENTIAL));
  expect(said.map(({ name }) => name)).toEqual(["identity default"]);
});

test("another service account is not said to be deployed nowhere where pods sign in with it", () => {
  const noteOn = (identity: string) =>
    reviewedDev(signedIn(identity), signedIn(identity, "llm-client", "other")).changes.find(
      ({ name }) => name === "aks",
    )?.note;
  expect([noteOn(IDENTITY), noteOn("")]).toEqual([
    "what pods sign in with changes with it: see identity",
    "nothing is deployed for it",
  ]);
});

test("another model for a layer while another provider is in use is said to be at foundry", () => {
  const models = `${MODELS}  - name: gpt-5.4-mini\n`;
  const on = (model: string, provider: string): Files =>
    filesWith({
      "models.yaml": models,
      "llm-config.yaml": `${LLM_CONFIG.replace("gpt-5.4", model).replace("foundry", provider)}providers:\n  direct: { models: { decision: x } }\n`,
    });
  const noteOf = (provider: string) =>
    reviewedDev(on("gpt-5.4", provider), on("gpt-5.4-mini", provider)).changes.find(({ kind }) => kind === "layer")
      ?.note;
  expect(noteOf("direct")).toBe("at foundry, which no pod calls now");
  expect(noteOf("foundry")).not.toContain("no pod");
});

test("a deployment that goes while another provider is in use takes no layer with it", () => {
  const models = `${MODELS}  - name: gpt-5.4-mini\n`;
  const on = (provider: string, list: string): Files =>
    filesWith({
      "models.yaml": list,
      "llm-config.yaml": `${LLM_CONFIG.replace("foundry", provider).replace("model: gpt-5.4", `model: gpt-5.4${list === models ? ", fallbacks: [gpt-5.4-mini]" : ""}`)}providers:\n  direct: { models: { decision: x } }\n`,
    });
  const deleted = (from: string, to: string) => {
    const { changes, risk } = reviewedDev(on(from, models), on(to, MODELS));
    return [risk, changes.find(({ action }) => action === "delete")?.note];
  };
  expect(deleted("direct", "direct")).toEqual(["careful", "no pod calls Foundry now: another provider is in use"]);
  for (const [from, to] of [
    ["foundry", "direct"],
    ["direct", "foundry"],
    ["foundry", "foundry"],
  ] as const) {
    expect(deleted(from, to)).toEqual(["outage", "outage of decision"]);
  }
});
