import type { CatalogModel } from "../../../config/catalog/catalog";
import { readConfiguration } from "../../../config/load";
import { review } from "../../../tools/review/review";
import type { EnvironmentReview } from "../../../tools/review/review-model";
import {
  ACCOUNT,
  catalogOf,
  type Files,
  filesWith,
  LLM_CONFIG,
  memorySource,
  MODELS,
  TODAY,
} from "../../helpers/config";
import { filesOfCosts, LLM_WITH_VOLUMES, MODELS_OF_COSTS, pricesOfCosts } from "../../helpers/cost";
import { reviewed, reviewedDev, revision } from "../../helpers/review";

const PROTECTED = filesWith();
const BARE = filesWith({ "account.yaml": ACCOUNT.replace("aks:", "  preventDestroy: false\naks:") });

function noteOf({ changes }: EnvironmentReview, name: string): string {
  return changes.find((one) => one.name === name)?.note ?? "";
}

function withModel(entry: string): Files {
  return filesWith({ "models.yaml": `${MODELS}  - ${entry}\n` });
}

/** A review under a catalogue of these models, which may differ from side to side. */
function underCatalogs(base: CatalogModel[], head: CatalogModel[], files: Files, before = files): EnvironmentReview {
  const side = (one: Files, models: CatalogModel[]) => {
    const catalog = catalogOf(...models);
    return { ...readConfiguration(memorySource({ dev: one }), { catalog, today: TODAY }), catalog };
  };
  return review(side(before, base), side(files, head), { today: TODAY, prices: pricesOfCosts() }).environments[0]!;
}

const GPT = { name: "gpt-5.4", format: "OpenAI", version: "1" };

describe("a model that would have to be created", () => {
  test.each([
    ["Deprecated", "2027-09-01", "error", "is deprecated: Azure refuses to create it"],
    ["Retired", "2027-09-01", "error", "is retired: calls to it fail, and nobody can create it"],
    ["GA", "2026-11-22", "error", "retired on 2026-11-22, price unknown; old-one is retired: calls to it fail"],
    ["GA", "2027-01-01", "warning", "retires in 40 days"],
    ["GA", "2027-09-01", "note", "retires on 2027-09-01, price unknown"],
  ])("in stage %s until %s is of severity %s", (lifecycle, retirement, severity, text) => {
    const entry = `{ name: old-one, format: OpenAI, version: "1", directFromAzure: true, lifecycle: ${lifecycle}, retirement: ${retirement} }`;
    const { changes } = reviewedDev(PROTECTED, withModel(entry));
    expect(changes[0]).toMatchObject({ action: "create", severity, note: expect.stringContaining(text) as string });
  });

  test("again, because its format changes, is an error too", () => {
    const entry = (format: string): Files =>
      withModel(`{ name: old-one, format: ${format}, version: "1", lifecycle: Deprecated }`);
    const [change] = reviewedDev(entry("OpenAI"), entry("Microsoft")).changes;
    expect(change).toMatchObject({ action: "replace", severity: "error", outage: false });
    expect(change?.note).toContain("is deprecated");
  });

  test("in another version is served until another day", () => {
    const entry = (version: string, retirement: string): Files =>
      withModel(`{ name: old-one, format: OpenAI, version: "${version}", retirement: ${retirement} }`);
    const noteOn = (retirement: string) =>
      reviewedDev(entry("1", "2027-09-01"), entry("2", retirement)).changes.map(({ risk, note }) => [risk, note]);
    expect(noteOn("2028-01-01")).toEqual([["safe", "retires on 2028-01-01, until now 2027-09-01"]]);
    expect(noteOn("2027-01-01")).toEqual([["careful", "retires on 2027-01-01, until now 2027-09-01"]]);
    expect(noteOn("2027-09-01")).toEqual([["safe", undefined]]);
  });

  test("is no error while it only stays or is updated", () => {
    const entry = (capacity: number): Files =>
      withModel(`{ name: old-one, format: OpenAI, version: "1", lifecycle: Deprecated, capacity: ${capacity} }`);
    expect(reviewedDev(entry(1), entry(2)).changes[0]).toMatchObject({ action: "update", severity: "note" });
  });

  test("is flagged when credits do not cover it", () => {
    const review = reviewedDev(PROTECTED, withModel('{ name: other, format: OpenAI, version: "1" }'));
    expect(noteOf(review, "other")).toContain("not covered by Azure credits");
    expect(review.summary.notCoveredByCredits).toEqual({ gained: ["other"], lost: [] });
  });
});

describe("names", () => {
  test("that meet at one address are one deployment, replaced", () => {
    const inline = (name: string): Files => withModel(`{ name: ${name}, format: OpenAI, version: "1" }`);
    const { changes } = reviewedDev(inline("a.b"), inline("a_b"));
    expect(changes).toMatchObject([
      { action: "replace", address: "azurerm_cognitive_deployment.a_b", fields: [{ before: "a.b", after: "a_b" }] },
    ]);
  });

  test("that differ in case are one thing to Azure and two to Terraform: an error", () => {
    const inline = (name: string): Files => withModel(`{ name: ${name}, format: OpenAI, version: "1" }`);
    const { changes } = reviewedDev(inline("Some"), inline("some"));
    expect(changes.map(({ action, severity }) => [action, severity])).toEqual([
      ["delete", "error"],
      ["create", "warning"],
    ]);
  });
});

describe("the account", () => {
  test.each([
    ["name: aucert-test", "name: aucert-other", "replace"],
    ["test-rg", "other-rg", "replace"],
    ["westus", "eastus", "replace"],
    ["westus", "westus\n  localAuth: true", "update"],
    ["westus", "westus\n  tags: { team: a }", "update"],
    ["westus", "westus\n  projectManagement: true", "update"],
  ])("%j to %j: %s", (from, to, action) => {
    const { changes } = reviewedDev(PROTECTED, filesWith({ "account.yaml": ACCOUNT.replace(from, to) }));
    expect(changes[0]).toMatchObject({ kind: "account", action, outage: action === "replace" });
    expect(changes.some(({ kind }) => kind === "deployment")).toBe(action === "replace");
  });

  test("loses project management only by being replaced", () => {
    const on = filesWith({ "account.yaml": ACCOUNT.replace("westus", "westus\n  projectManagement: true") });
    expect(reviewedDev(on, PROTECTED).changes[0]).toMatchObject({ action: "replace", severity: "error" });
  });

  test("is refused a replacement by preventDestroy, and keeps its name after it", () => {
    const moved = (files: Files): Files => ({
      ...files,
      "account.yaml": String(files["account.yaml"]).replace("westus", "eastus"),
    });
    expect(noteOf(reviewedDev(PROTECTED, moved(PROTECTED)), "aucert-test")).toContain("Terraform refuses the plan");
    const free = noteOf(reviewedDev(BARE, moved(BARE)), "aucert-test");
    expect(free).not.toContain("Terraform refuses");
    expect(free).toContain("keeps its name for 48 hours");
  });

  test("without protection from now on is a warning that no plan shows", () => {
    expect(reviewedDev(PROTECTED, BARE).changes).toEqual([
      {
        kind: "section",
        name: "account",
        address: null,
        action: "update",
        fields: [{ field: "preventDestroy", before: true, after: false }],
        layers: [],
        outage: false,
        severity: "warning",
        risk: "careful",
        note: "Terraform may destroy it from now on; a setting of Terraform's own: the plan shows no change",
      },
    ]);
  });
});

describe("layers", () => {
  const routed = (text: string): Files =>
    filesWith({
      "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n`,
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", text),
    });

  test("that use a model as fallback only lose it as well", () => {
    const { summary } = reviewedDev(routed("gpt-5.4, fallbacks: [gpt-5.4-mini]"), PROTECTED);
    expect(summary.outage).toEqual(["decision"]);
  });

  test("that leave a model before it goes are an outage still: pods change later than Azure", () => {
    const { summary } = reviewedDev(routed("gpt-5.4-mini"), PROTECTED);
    expect([summary.outage, summary.order]).toEqual([
      ["decision"],
      [
        "switch decision: deploy llm-config-dev and restart the pods of these layers",
        "remove gpt-5.4-mini: deploy foundry-dev",
      ],
    ]);
  });

  test("that left a model in an earlier change lose nothing when it goes", () => {
    const { summary, changes } = reviewedDev(routed("gpt-5.4"), PROTECTED);
    expect([summary.outage, summary.order, changes[0]?.severity]).toEqual([[], [], "warning"]);
  });

  test("whose model is not deployed are an error", () => {
    const { changes, summary } = reviewedDev(
      PROTECTED,
      filesWith({ "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-9") }),
    );
    expect(changes.find(({ kind }) => kind === "layer")).toMatchObject({ severity: "error" });
    expect(summary.layers).toEqual([{ layer: "decision", before: "gpt-5.4", after: null }]);
    expect(summary.cost).toEqual({ kind: "unknown", missing: ["a deployment of gpt-9"] });
  });

  test("with another stage change nothing that is deployed", () => {
    const { changes } = reviewedDev(PROTECTED, filesWith({ "llm-config.yaml": LLM_CONFIG.replace("L4", "L5") }));
    expect(changes).toMatchObject([{ kind: "layer", note: "a label for readers: nothing is deployed" }]);
  });
});

describe("capacity", () => {
  test("has its peak while old and new exist", () => {
    const swap = filesWith({
      "models.yaml": 'version: 1\nmodels:\n  - { name: gpt-5.4-mini, version: "2026-03-17", capacity: 100 }\n',
    });
    expect(reviewedDev(PROTECTED, swap).summary.capacity).toEqual({
      models: [
        { model: "gpt-5.4", before: 250, after: 0, peak: 250 },
        { model: "gpt-5.4-mini", before: 0, after: 100, peak: 100 },
      ],
      total: { before: 250, after: 100, peak: 350 },
    });
  });
});

describe("what the catalogue says", () => {
  const unpinned = filesWith({ "models.yaml": MODELS.replace('    version: "2026-03-05"\n', "") });

  test("of the version counts: a newer pinned one is an update", () => {
    const [change] = underCatalogs([GPT], [GPT, { ...GPT, version: "2" }], unpinned).changes;
    expect(change).toMatchObject({ action: "update", fields: [{ field: "version", before: "1", after: "2" }] });
  });

  test("of a version that Azure chooses makes no plan", () => {
    const free = filesWith({
      "models.yaml":
        "version: 1\ndefaults: { capacity: 250, versionUpgradeOption: OnceNewDefaultVersionAvailable }\nmodels:\n  - name: gpt-5.4\n",
    });
    const [change] = underCatalogs([GPT], [GPT, { ...GPT, version: "2" }], free).changes;
    expect(change).toMatchObject({
      kind: "section",
      action: "update",
      note: expect.stringContaining("the plan shows no change") as string,
    });
  });
});

describe("cost", () => {
  const difference = (changed: Files) => {
    const options = { today: TODAY, prices: pricesOfCosts() };
    const head = { ...changed };
    return review(revision({ dev: filesOfCosts() }), revision({ dev: filesOfCosts(head) }), options).environments[0]!
      .summary.cost;
  };

  test("is the difference of the layers when volumes are known", () => {
    const models = `${MODELS_OF_COSTS}  - name: gpt-5.4-mini\n`;
    const cheaper = difference({
      "models.yaml": models,
      "llm-config.yaml": LLM_WITH_VOLUMES.replace("model: gpt-5.4", "model: gpt-5.4-mini").replace(
        "      longContextShare: 0.2\n",
        "",
      ),
    });
    // Before: short 0.8 and long 0.2 of 4 to 8 MTok in and 1 to 2 out; after: 0.75 in, 0.075 cached, 4.50 out.
    const before = (scale: number): number =>
      scale * (0.8 * (2 * 2.5 + 2 * 0.25 + 15) + 0.2 * (2 * 5 + 2 * 0.5 + 22.5));
    const after = (scale: number): number => scale * (2 * 0.75 + 2 * 0.075 + 4.5);
    expect(cheaper.kind).toBe("known");
    expect(cheaper).toMatchObject({
      usd: {
        low: expect.closeTo(after(1) - before(1), 6) as number,
        high: expect.closeTo(after(2) - before(2), 6) as number,
      },
    });
  });

  test("is unknown, and says what is missing, when they are not", () => {
    const { summary } = reviewedDev(
      filesWith({ "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n` }),
      filesWith({
        "models.yaml": `${MODELS}  - name: gpt-5.4-mini\n`,
        "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-5.4-mini"),
      }),
    );
    expect(summary.cost).toEqual({ kind: "unknown", missing: ["volumes of layer decision"] });
  });
});

test("no value that looks like a key is shown", () => {
  const key = `sk-${"a1".repeat(12)}`;
  const head = filesWith({ "account.yaml": ACCOUNT.replace("westus", `westus\n  tags: { token: ${key} }`) });
  expect(JSON.stringify(reviewed({ dev: PROTECTED }, { dev: head }).environments)).not.toContain(key);
});
