/** Environments that come, go, are renamed or cannot be read, the word of risk, and what is to be deployed. */
import { renderReviewMarkdown } from "../../../tools/review/render-markdown";
import type { EnvironmentReview } from "../../../tools/review/review-model";
import type { Risk } from "../../../tools/review/risk";
import { ACCOUNT, type Files, filesWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { type Environments, reviewed, reviewedDev } from "../../helpers/review";
import { grants, IDENTITY, PRINCIPAL } from "../../helpers/sections";
import { CHANGES, dev } from "./changes";

const SOUND = filesWith();

function only(base: Environments, head: Environments): EnvironmentReview {
  const { environments } = reviewed(base, head);
  expect(environments).toHaveLength(1);
  return environments[0]!;
}

describe("a renamed environment", () => {
  test("is one, compared under its new name", () => {
    const more = filesWith({ "models.yaml": MODELS.replace("250", "300") });
    const one = only({ dev: SOUND }, { test: more });
    expect(one).toMatchObject({ name: "test", standing: "renamed", renamedFrom: "dev", risk: "careful" });
    expect(one.changes).toMatchObject([{ action: "update", name: "gpt-5.4", outage: false }]);
    expect(one.summary.deploy).toEqual([
      { stack: "foundry-test", command: "npx cdktf deploy foundry-test", restart: [] },
    ]);
  });

  test("has its state as blobs where state is shared", () => {
    const remote = "state: { backend: azurerm, storageAccount: teststate, container: tfstate }\n";
    const files = filesWith({ "account.yaml": ACCOUNT + remote });
    const [note = ""] = only({ dev: files }, { test: files }).summary.notes;
    expect(note.match(/`[^`]*`/g)).toEqual(
      ["foundry", "llm-config"].map(
        (kind) =>
          `\`az storage blob download --auth-mode login --account-name teststate --container-name tfstate --file ${kind}-dev.tfstate --name ${kind}-dev.tfstate && ` +
          `az storage blob upload --auth-mode login --account-name teststate --container-name tfstate --file ${kind}-dev.tfstate --name ${kind}-test.tfstate\``,
      ),
    );
    // A command that is cut would be worse than none.
    expect(renderReviewMarkdown(reviewed({ dev: files }, { test: files }), "")).toContain("llm-config-test.tfstate");
  });

  test("brings no finding that it had under the old name", () => {
    const small = filesWith({ "models.yaml": MODELS.replace("250", "2") });
    const { added, removed } = reviewed({ dev: small }, { test: small });
    expect([added, removed]).toEqual([[], []]);
  });

  test("is two when the account is another one, or both are still there", () => {
    const other = filesWith({ "account.yaml": ACCOUNT.replace("aucert-test", "aucert-other") });
    const standings = (base: Environments, head: Environments) =>
      reviewed(base, head).environments.map(({ name, standing }) => `${name} ${standing}`);
    expect(standings({ dev: SOUND }, { test: other })).toEqual(["dev removed", "test new"]);
    expect(standings({ dev: SOUND }, { dev: SOUND, test: SOUND })).toEqual(["dev stays", "test new"]);
  });
});

describe("an entry with a mistake", () => {
  const listing = (...names: string[]): Files =>
    filesWith({
      "models.yaml": `version: 1\ndefaults: { capacity: 250 }\nmodels:\n${names.map((name) => `  - { name: ${name} }\n`).join("")}`,
    });
  const outcome = (base: Files, head: Files) => {
    const { changes, summary, risk } = reviewedDev(base, head);
    return [changes.map(({ action, name }) => `${action} ${name}`), summary.outage, summary.notes, risk];
  };
  const entry = "the entry of";

  test.each([
    ["a wrong case", "GPT-5.4", "gpt-5.4"],
    ["a wrong letter", "gpt-5.5x", "gpt-5.4"],
    ["a name like no other", "nothing-like-it", "gpt-5.4"],
  ])("by %s stands for the model that it hides", (_, wrong, right) => {
    expect(outcome(listing("gpt-5.4"), listing(wrong))).toEqual([
      [],
      [],
      [`${entry} ${wrong} in the head has a mistake: ${right} counts as unchanged`],
      "refused",
    ]);
  });

  test("that is new hides nothing that is still there", () => {
    expect(outcome(listing("gpt-5.4"), listing("gpt-5.4", "gpt-9"))).toEqual([
      [],
      [],
      [`${entry} gpt-9 in the head has a mistake: it cannot be read yet`],
      "refused",
    ]);
  });

  test("hides only what it may mean", () => {
    const { changes } = reviewedDev(listing("gpt-5.4", "DeepSeek-V3.2"), listing("GPT-5.4"));
    expect(changes.map(({ action, name }) => `${action} ${name}`)).toEqual(["delete DeepSeek-V3.2"]);
  });

  test("of the base is created by nobody", () => {
    expect(outcome(listing("GPT-5.4"), listing("gpt-5.4"))[0]).toEqual([]);
  });
});

const RISK_OF: Readonly<Record<string, Risk>> = {
  "capacity-lower": "careful",
  "capacity-below-answer": "careful",
  version: "safe",
  "layer-switch": "careful",
  "layer-switch-api": "careful",
  "provider-flip": "careful",
  cluster: "careful",
  rename: "careful",
  misspelt: "refused",
  "new-environment": "careful",
  "new-environment-with-mistake": "refused",
  region: "refused",
  "account-name": "refused",
  "lock-on": "careful",
  "identity-on": "careful",
  "budget-on": "careful",
  "access-on": "careful",
  "model-added": "safe",
  "model-removed": "refused",
  "swap-at-once": "outage",
  unprotected: "refused",
  "environment-removed": "outage",
  "comment-only": "none",
};

test("the risk of each change in a word", () => {
  const risks = Object.entries(CHANGES).map(([name, { base = { dev }, head }]) => [name, reviewed(base, head).risk]);
  expect(Object.fromEntries(risks)).toEqual(RISK_OF);
});

describe("what to deploy", () => {
  const deploys = (base: Files, head: Files): string[] =>
    reviewedDev(base, head).summary.deploy.map(({ stack, restart }) => [stack, ...restart].join(" "));
  const account = (more: string): Files => filesWith({ "account.yaml": ACCOUNT + more });
  const TWO = filesWith({ "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n` });
  const onMini = LLM_CONFIG.replace("gpt-5.4", "gpt-5.4-mini");

  test.each<[string, Files, Files, string[]]>([
    ["nothing", SOUND, SOUND, []],
    [
      "a setting that only Terraform reads",
      SOUND,
      filesWith({ "account.yaml": ACCOUNT.replace("aks:", "  preventDestroy: false\naks:") }),
      [],
    ],
    ["a model comes", SOUND, TWO, ["foundry-dev"]],
    ["a layer moves", TWO, { ...TWO, "llm-config.yaml": onMini }, ["llm-config-dev decision"]],
    [
      "a model comes, and a layer moves to it",
      SOUND,
      { ...TWO, "llm-config.yaml": onMini },
      ["foundry-dev", "llm-config-dev decision"],
    ],
    [
      "a layer moves, and its model goes",
      { ...TWO, "llm-config.yaml": onMini },
      SOUND,
      ["llm-config-dev decision", "foundry-dev"],
    ],
    ["an identity", SOUND, account(IDENTITY), ["foundry-dev"]],
    [
      "another cluster, whose pods read it as they start",
      SOUND,
      filesWith({ "account.yaml": ACCOUNT.replace("test-aks", "other-aks") }),
      ["llm-config-dev"],
    ],
    [
      "pods that restart by themselves",
      TWO,
      { ...TWO, "llm-config.yaml": `${onMini}reloader: true\n` },
      ["llm-config-dev"],
    ],
    [
      "another namespace",
      SOUND,
      filesWith({ "account.yaml": ACCOUNT.replace("[default]", "[default, jobs]") }),
      ["llm-config-dev"],
    ],
  ])("%s", (_, base, head, expected) => {
    expect(deploys(base, head)).toEqual(expected);
  });

  test("a new environment, first the account", () => {
    const { deploy } = only({}, { dev: SOUND }).summary;
    expect(deploy.map(({ command }) => command)).toEqual([
      "npx cdktf deploy foundry-dev",
      "npx cdktf deploy llm-config-dev",
    ]);
  });
});

test("the cluster's own issuer is missed when the cluster is another one", () => {
  const here = filesWith({ "account.yaml": ACCOUNT + IDENTITY });
  const there = filesWith({ "account.yaml": ACCOUNT.replace("test-aks", "other-aks") + IDENTITY });
  expect(reviewedDev(here, there).changes[0]?.note).toContain(
    "identity.oidcIssuerUrl is still that of the old cluster",
  );
});

test("one more principal is a right to look at", () => {
  const other = "9e8d7c6b-5a49-4838-a727-1605f4e3d2c1";
  const [one, two] = [grants(PRINCIPAL), grants(PRINCIPAL, other)].map((more) =>
    filesWith({ "account.yaml": ACCOUNT + more }),
  );
  expect(reviewedDev(one!, two!)).toMatchObject({ risk: "careful" });
});
