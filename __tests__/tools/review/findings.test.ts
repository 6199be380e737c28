/** Which findings a change brings, and which it takes away. */
import { shownFindings } from "../../../tools/review/finding-changes";
import { review } from "../../../tools/review/review";
import { type Files, filesWith, LLM_CONFIG, MODELS, TODAY } from "../../helpers/config";
import { pricesOfCosts } from "../../helpers/cost";
import { reviewed, revision } from "../../helpers/review";

const SOUND = filesWith();

describe("findings", () => {
  const briefly = (findings: readonly { code: string; line: number }[]) =>
    findings.map(({ code, line }) => `${code}:${line}`);
  const small = filesWith({ "models.yaml": MODELS.replace("250", "2") });
  const between = (base: Files | undefined, head: Files | undefined) => {
    const { added, removed } = reviewed(base ? { dev: base } : {}, head ? { dev: head } : {});
    return [briefly(added), briefly(removed)];
  };

  test("that the change brings, and those that go with it", () => {
    expect(between(SOUND, small)).toEqual([["capacity-below-answer:4"], []]);
    expect(between(small, SOUND)).toEqual([[], ["capacity-below-answer:4"]]);
  });

  test("that were there are neither, also when their line moves", () => {
    const moved = filesWith({ "models.yaml": `# moved\n${String(small["models.yaml"])}` });
    expect(between(small, moved)).toEqual([[], []]);
  });

  test("are none of them new where the base cannot be read, and errors are shown all the same", () => {
    const broken = filesWith({ "models.yaml": `${String(small["models.yaml"])}\t[\n` });
    expect(between(broken, small)[0]).toEqual([]);
    const wrong = filesWith({ "models.yaml": MODELS.replace("gpt-5.4", "gpt-9") });
    const shown = shownFindings(reviewed({ dev: broken }, { dev: wrong })).filter(({ side }) => side === "head");
    expect(briefly(shown)).toContain("unknown-model:4");
  });

  test("are new where the base has a mistake and can be read", () => {
    const undeployed = filesWith({ "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-5.4-mini") });
    expect(between(undeployed, small)[0]).toEqual(["capacity-below-answer:4"]);
  });

  test("of a new environment are new, of one that is gone they are gone with it", () => {
    expect(between(undefined, small)).toEqual([["capacity-below-answer:4"], []]);
    expect(between(small, undefined)).toEqual([[], []]);
  });

  test("that are cut off because a file has too many are there all the same", () => {
    const listing = (first: number): Files => {
      const names = Array.from({ length: 345 - first }, (_, index) => `m${String(index + first).padStart(3, "0")}`);
      const entries = names.map((name) => `  - { name: ${name}, format: OpenAI, version: "1" }\n`).join("");
      return filesWith({ "models.yaml": MODELS + entries });
    };
    const [few, many] = [listing(20), listing(0)];
    const lines = (findings: readonly { code: string; message: string }[], model = "none") =>
      findings.filter(
        ({ code, message }) => !["more-findings", "too-many-deployments"].includes(code) && !message.includes(model),
      );
    // What comes first in the file pushes what was there out of the thousand that are told.
    const [more, less] = [reviewed({ dev: few }, { dev: many }), reviewed({ dev: many }, { dev: few })];
    expect(more.findings.some(({ code }) => code === "more-findings")).toBe(true);
    expect([lines(more.removed), lines(more.added, "m0")]).toEqual([[], []]);
    expect([lines(less.added), lines(less.removed, "m0")]).toEqual([[], []]);
  });

  test("of an environment that is not asked for are not shown", () => {
    const options = { today: TODAY, prices: pricesOfCosts(), only: "prod" };
    const { added } = review(revision({ dev: SOUND, prod: SOUND }), revision({ dev: small, prod: SOUND }), options);
    expect(added).toEqual([]);
  });
});
