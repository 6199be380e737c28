/** Time grows with the size of a file and no faster, and very long files are a finding. */
import { loadCatalog } from "../../config/catalog/catalog";
import { renderText } from "../../config/findings/diagnostic-text";
import { secretInProse } from "../../config/findings/secrets";
import { loadConfiguration } from "../../config/load";
import { ACCOUNT, type Files, filesWith, LLM_CONFIG, load, memorySource, MODELS, TODAY } from "../helpers/config";

const catalog = loadCatalog();

// What else the machine does may slow one measurement down, but not three.
jest.retryTimes(2);

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("");
}

const layers = (count: number): string =>
  `version: 1\nprovider: foundry\nlayers:\n${lines(count, (index) => `  l${index}: { stage: L1, model: gpt-${index} }\n`)}`;
const models = (count: number): string => `version: 1\nmodels:\n${lines(count, (index) => `  - name: mod-${index}\n`)}`;

/** Files of so many times some hundreds of things, which used to take a time that grew with the square. */
const GROWING: Readonly<Record<string, (times: number) => Files>> = {
  "a comment of sk-": (n) => ({ "models.yaml": `${MODELS}# ${"sk-".repeat(n * 2000)}\n` }),
  "unknown keys": (n) => ({ "models.yaml": MODELS + lines(n * 500, (index) => `k${index}: 1\n`) }),
  "findings on one line": (n) => ({ "models.yaml": `{version: 1, models: [${lines(n * 300, () => "{},")}]}\n` }),
  "secrets on one line": (n) => ({ "models.yaml": `${MODELS}x: [${`AKIA${"A1".repeat(8)},`.repeat(n * 1000)}]\n` }),
  "layers of unknown models": (n) => ({ "llm-config.yaml": layers(n * 60), "models.yaml": models(n * 60) }),
  "providers' unknown layers": (n) => ({
    "llm-config.yaml": `${layers(n * 120)}providers:\n  direct:\n    models:\n${lines(n * 120, (index) => `      x${index}: m\n`)}`,
  }),
  "unknown adoptions": (n) => ({
    "account.yaml": `${ACCOUNT}adopt: [${lines(n * 120, (index) => `a${index},`)}]\n`,
    "models.yaml": models(n * 100),
  }),
  "blank lines below findings": (n) => ({
    "models.yaml": MODELS + lines(n * 500, (index) => `k${index}: 1\n`) + "\n".repeat(n * 20_000),
  }),
};

/** The shortest of some runs, in milliseconds: what else the machine does only adds. */
function shortest(action: () => unknown): number {
  const times = [1, 2].map(() => {
    const start = performance.now();
    action();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** Reads, judges and shows. */
function show(files: Files): string {
  const { findings, textOf } = loadConfiguration(memorySource({ dev: filesWith(files) }), { catalog, today: TODAY });
  return renderText(findings, { colour: false, textOf });
}

test.each(Object.entries(GROWING))("%s: four times as many take less than ten times as long", (_, filesOf) => {
  const [small, large] = [filesOf(1), filesOf(4)];
  show(small);
  expect(shortest(() => show(large)) / shortest(() => show(small))).toBeLessThan(10);
});

test.each(["sk-", "Bearer x", "eyJa.", "8Q~", "aB1/", "a://", "a:b@", "AccountKey =", "-----BEGIN ", "xoxb-"])(
  "prose of %j again and again is looked through in a time that grows with its length",
  (piece) => {
    const [small = 0, large = 0] = [1, 4].map((times) => {
      const text = piece.repeat((times * 200_000) / piece.length);
      return shortest(() => secretInProse(text));
    });
    // What takes no more than some milliseconds has nothing that could have grown with the square.
    expect(large).toBeLessThan(10 * small + 20);
  },
);

describe("a file of a million characters", () => {
  test.each([
    ["60,000 models", models(60_000)],
    ["130,000 numbers", `version: 1\nmodels:\n${"  - 1\n".repeat(130_000)}`],
    ["400,000 numbers on one line", `version: 1\nmodels: [${"1,".repeat(400_000)}]\n`],
    ["90,000 unknown keys", MODELS + lines(90_000, (index) => `k${index}: 1\n`)],
  ])("of %s is one finding, at a line of it", (_, text) => {
    const { findings } = load(filesWith({ "models.yaml": text }));

    const onList = findings.filter(({ file }) => file.endsWith("models.yaml"));
    expect(onList).toMatchObject([{ code: "file-too-long", severity: "error" }]);
    expect(onList[0]?.line).toBeLessThanOrEqual(text.split("\n").length);
  });
});

test("of more than a thousand findings on a file the worst are shown, and one counts the others", () => {
  const unused = lines(400, (index) => `  - { name: m${index}, format: OpenAI, version: "1" }\n`);
  const wrong = lines(700, () => "  - { nmae: x }\n");

  const { findings } = load(filesWith({ "models.yaml": MODELS + unused + wrong, "llm-config.yaml": LLM_CONFIG }));

  const onList = findings.filter(({ file }) => file.endsWith("models.yaml"));
  expect(onList).toHaveLength(1001);
  expect(onList.filter(({ code }) => code === "unknown-key")).toHaveLength(700);
  expect(onList.filter(({ code }) => code === "more-findings")).toMatchObject([{ severity: "warning" }]);
});
