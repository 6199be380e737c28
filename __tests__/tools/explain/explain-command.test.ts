import { EXPLANATIONS } from "../../../config/findings/codes";
import { cli } from "../../helpers/cli";

/** Colours of a terminal. */
const ESCAPE = "\u001b[";

test("shows what a code means, an example, the fix and where it is documented", async () => {
  const { status, stdout, stderr } = await cli(["explain", "preview"]);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatchInlineSnapshot(`
    "preview: Preview model (warning; can be waived)

    A preview model has no service level and may change or retire at short notice.

      # models.yaml
      models:
        - name: gpt-5.4
          lifecycle: Preview # mostly it is the catalogue that says so

    Fix: Keep a tested alternative at hand and waive the finding until a day, or
    choose a model that is generally available.

    docs/diagnostics.md#preview
    "
  `);
});

test("names every severity, and spells out links from the project's root", async () => {
  const { stdout } = await cli(["explain", "unknown-version"]);
  expect(stdout.split("\n")[0]).toBe("unknown-version: Version unknown to the catalogue (error or warning)");
  const { stdout: withLink } = await cli(["explain", "policy-violation"]);
  expect(withLink).toContain("a policy (docs/policies.md)");
});

test("is coloured on a terminal, and nowhere else", async () => {
  const coloured = await cli(["explain", "preview"], { isTerminal: true });
  const plain = await cli(["explain", "preview"]);
  expect(coloured.stdout).toContain(`${ESCAPE}33mpreview${ESCAPE}0m`);
  expect(coloured.stdout.replace(/\u001b\[\d+m/g, "")).toBe(plain.stdout);
  const list = await cli(["explain"], { isTerminal: true, env: { NO_COLOR: "1" } });
  expect(list.stdout).not.toContain(ESCAPE);
});

test("without a code lists all, by chapter", async () => {
  const { status, stdout } = await cli(["explain"]);
  expect(status).toBe(0);
  expect(stdout.split("\n").slice(0, 2)).toEqual([
    "Files and their shape",
    expect.stringMatching(/^ {2}alias {2,}Alias that leads nowhere or too far$/),
  ]);
  const listed = [...stdout.matchAll(/^ {2}(\S+) {2,}\S/gm)].map(([, code]) => code);
  expect(listed).toEqual(Object.keys(EXPLANATIONS));
});

test("json has the same entries, one or all", async () => {
  const one = JSON.parse((await cli(["explain", "preview", "--format", "json"])).stdout) as { entries: unknown[] };
  const all = JSON.parse((await cli(["explain", "--format", "json"])).stdout) as { entries: unknown[] };
  expect(one).toEqual({
    version: 1,
    entries: [
      {
        ...EXPLANATIONS.preview,
        code: "preview",
        example: expect.stringMatching(/^# models.yaml\nmodels:\n/),
        canBeWaived: true,
        documentation: "docs/diagnostics.md#preview",
      },
    ],
  });
  expect(all.entries).toHaveLength(Object.keys(EXPLANATIONS).length);
  expect(all.entries).toContainEqual(one.entries[0]);
});

test.each([
  ["capasity", "no finding has the code capasity; did you mean capacity?\n"],
  ["IP", "no finding has the code IP; explain without a code lists all\n"],
  ["Budget", expect.stringContaining("budget-amount, budget-contact, budget-notice")],
  ["constructor", "no finding has the code constructor; explain without a code lists all\n"],
  ["no-cluster", "no-cluster is a policy, not a finding: docs/policies.md#no-cluster explains it\n"],
  ["x\u001b(31m", expect.stringContaining('the code "x\\u001b(31m" (U+001B at 2);')],
])("fails on %j, with near names", async (word, message) => {
  expect(await cli(["explain", word])).toEqual({ status: 2, stdout: "", stderr: message });
});

test("fails on a second code", async () => {
  const { status, stderr } = await cli(["explain", "preview", "retired"]);
  expect([status, stderr.split("\n")[0]]).toEqual([2, 'unexpected argument "retired"']);
});

test.each(["error[secret]", "docs/diagnostics.md#secret", "warning[secret]"])(
  "takes the code out of %s",
  async (word) => {
    expect(await cli(["explain", word])).toEqual(await cli(["explain", "secret"]));
  },
);

test("shows of a word that is no code only the beginning, and nothing that steers a terminal", async () => {
  const { status, stderr } = await cli(["explain", `\u001b(31m\n${"x".repeat(5000)}`]);
  expect([status, stderr.split("\n")]).toEqual([2, [expect.stringMatching(/^no finding has the code "/), ""]]);
  expect(stderr.length).toBeLessThan(300);
});
