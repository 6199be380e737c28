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

const guarded = (jailbreak: string, isUsed = true): Files =>
  filesWith({
    "account.yaml": ACCOUNT + raiPolicy(`{ name: Jailbreak, source: Prompt${jailbreak} }`),
    ...(isUsed && { "models.yaml": MODELS.replace("250", "250, raiPolicy: strict") }),
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
    "a model that moves to a policy with a filter off",
    guarded(", enabled: false", false),
    guarded(", enabled: false"),
    "strict blocks nothing by Jailbreak Prompt (off)",
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
  ["a filter of a policy that no model uses", guarded("", false), guarded(", enabled: false", false)],
])("%s is safe", (_, base, head) => {
  const { changes } = reviewedDev(base, head);
  expect(changes.map(({ risk }) => risk)).toEqual(["safe"]);
});
