/** Changes in place that are for good, that let more pass than before, or that nobody can tell from here. */
import { ACCOUNT, type Files, filesWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { reviewedDev } from "../../helpers/review";
import { raiPolicy } from "../../helpers/sections";

const SOUND = filesWith();
const UPGRADED = "defaults: { capacity: 250, versionUpgradeOption: OnceCurrentVersionExpired }";
const BY_HAND = filesWith({
  "models.yaml": MODELS.replace(
    "defaults: { capacity: 250 }",
    UPGRADED.replace("OnceCurrentVersionExpired", "NoAutoUpgrade"),
  ),
});
const PROJECTS = filesWith({ "account.yaml": ACCOUNT.replace("westus", "westus\n  projectManagement: true") });

const JAILBREAK = "{ name: Jailbreak, source: Prompt }";
const MARKS = "{ name: Profanity, source: Completion, block: false }";
const hate = (severity: string): string => `{ name: Hate, source: Prompt, severity: ${severity} }`;

const ASYNCHRONOUS = raiPolicy(JAILBREAK).replace("filters:", "mode: Asynchronous_filter, filters:");

const guardedBy = (filters: string, settings = ""): Files =>
  filesWith({
    "account.yaml": ACCOUNT + raiPolicy(filters).replace("filters:", `${settings}filters:`),
    "models.yaml": MODELS.replace("250", "250, raiPolicy: strict"),
  });

const guarded = (jailbreak: string, isUsed = true): Files =>
  filesWith({
    "account.yaml": ACCOUNT + raiPolicy(`{ name: Jailbreak, source: Prompt${jailbreak} }`),
    ...(isUsed && { "models.yaml": MODELS.replace("250", "250, raiPolicy: strict") }),
  });

const withFallbacks = (fallbacks: string): Files =>
  filesWith({
    "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n`,
    "llm-config.yaml": LLM_CONFIG.replace("model: gpt-5.4", `model: gpt-5.4${fallbacks}`),
  });

test.each<[string, Files, Files, string]>([
  [
    "project management, turned on",
    SOUND,
    PROJECTS,
    "projectManagement is for good: to turn it off again replaces the account",
  ],
  [
    "upgrades, turned off",
    SOUND,
    BY_HAND,
    "Azure upgrades it no longer: it stops answering when its version retires, on 2027-09-02",
  ],
  [
    "a filter in use, turned off",
    guarded(""),
    guarded(", enabled: false"),
    "strict blocks nothing by Jailbreak Prompt (off)",
  ],
  [
    "a filter in use, only marking",
    guarded(""),
    guarded(", block: false"),
    "strict blocks nothing by Jailbreak Prompt (marks only)",
  ],
  [
    "a filter in use, from a higher severity on",
    guardedBy(hate("Low")),
    guardedBy(hate("High")),
    "strict blocks only from a higher severity on by Hate Prompt (Low → High)",
  ],
  [
    "a filter in use, left out",
    guardedBy(`${hate("Low")}, ${JAILBREAK}`),
    guardedBy(hate("Low")),
    "strict no longer sets Jailbreak Prompt: Microsoft.DefaultV2 decides",
  ],
  [
    "a policy in use, judging while the answer is sent on",
    guardedBy(JAILBREAK),
    guardedBy(JAILBREAK, "mode: Asynchronous_filter, "),
    "strict sends answers on while they are judged (mode Asynchronous_filter)",
  ],
  [
    "a model that moves from one policy to a new one with a filter off",
    guarded(""),
    filesWith({
      "account.yaml": ACCOUNT + raiPolicy(JAILBREAK.replace("}", ", enabled: false }"), "loose"),
      "models.yaml": MODELS.replace("250", "250, raiPolicy: loose"),
    }),
    "loose blocks nothing by Jailbreak Prompt (off)",
  ],
  [
    "a model that moves from a built-in policy to one that judges while the answer is sent on",
    { ...guarded("", false), "account.yaml": ACCOUNT + ASYNCHRONOUS },
    guardedBy(JAILBREAK, "mode: Asynchronous_filter, "),
    "strict sends answers on while they are judged (mode Asynchronous_filter)",
  ],
  [
    "a model that moves from a built-in policy to one with a filter off",
    {
      ...guarded("", false),
      "account.yaml": ACCOUNT + raiPolicy(JAILBREAK.replace("}", ", enabled: false }"), "strict"),
    },
    guardedBy(JAILBREAK.replace("}", ", enabled: false }")),
    "strict blocks nothing by Jailbreak Prompt (off)",
  ],
  [
    "a model that moves back to a built-in policy",
    guarded(""),
    guarded("", false),
    "strict no longer sets Jailbreak Prompt: Microsoft.DefaultV2 decides",
  ],
  [
    "a model that moves to another built-in policy",
    SOUND,
    filesWith({ "models.yaml": MODELS.replace("250", "250, raiPolicy: Microsoft.Default") }),
    "Microsoft.Default decides what passes, instead of Microsoft.DefaultV2",
  ],
  [
    "the last fallback of a layer, gone",
    withFallbacks(", fallbacks: [gpt-5.4-mini]"),
    withFallbacks(""),
    "no fallback is left when its model fails",
  ],
  [
    "a layer that is removed",
    filesWith({ "llm-config.yaml": `${LLM_CONFIG}  other: { stage: L5, model: gpt-5.4 }\n` }),
    SOUND,
    "pods that still ask for this layer fail",
  ],
  [
    "a namespace that is left",
    filesWith({ "account.yaml": ACCOUNT.replace("[default]", "[default, jobs]") }),
    SOUND,
    "pods in this namespace cannot start without it",
  ],
])("%s is careful, with a word why", (_, base, head, note) => {
  const { risk, changes } = reviewedDev(base, head);
  expect(risk).toBe("careful");
  expect(changes.filter((one) => one.risk === "careful").map((one) => one.note)).toEqual([note]);
});

test.each<[string, Files, Files]>([
  ["upgrades, turned on again", BY_HAND, SOUND],
  ["a filter turned on again", guarded(", enabled: false"), guarded("")],
  ["a filter that was off and marks from now on", guarded(", enabled: false"), guarded(", block: false")],
  ["a filter from a lower severity on", guardedBy(hate("High")), guardedBy(hate("Low"))],
  ["a filter that did not block, left out", guardedBy(`${hate("Low")}, ${MARKS}`), guardedBy(hate("Low"))],
  ["answers held back again", guardedBy(JAILBREAK, "mode: Asynchronous_filter, "), guardedBy(JAILBREAK)],
  ["a filter of a policy that no model uses", guarded("", false), guarded(", enabled: false", false)],
])("%s is safe", (_, base, head) => {
  const { changes } = reviewedDev(base, head);
  expect(changes.map(({ risk }) => risk)).toEqual(["safe"]);
});

test("of a model that moves from a built-in policy to a new one no filter is said to block no longer", () => {
  const { changes } = reviewedDev(SOUND, guardedBy(MARKS));
  expect(changes.map(({ kind, action }) => `${action} ${kind}`)).toEqual(["update deployment", "create section"]);
  expect(changes[0]).toMatchObject({ risk: "safe" });
  expect(JSON.stringify(changes.map(({ note }) => note))).not.toContain("Profanity");
});

test("a model that comes without upgrades had none to lose", () => {
  const [added] = reviewedDev(
    SOUND,
    filesWith({ "models.yaml": `${MODELS}  - { name: gpt-5.4-mini, versionUpgradeOption: NoAutoUpgrade }\n` }),
  ).changes;
  expect(added).toMatchObject({ action: "create", risk: "safe", note: expect.not.stringContaining("no longer") });
});
