/** The review workflow keeps to what is safe for pull requests from anywhere. */
import { MARKER } from "../../tools/review/render-markdown";
import { RISKS } from "../../tools/review/risk";
import { run } from "../helpers/workspace";
import { jobOf, readText, readWorkflow, Runner, scriptOf } from "../helpers/workflows";

const workflow = readWorkflow("review.yml");
const [review, comment] = [jobOf(workflow, "review"), jobOf(workflow, "comment")];

test("runs on every pull request, as the fork's own code without rights", () => {
  expect(workflow.on).toEqual({ pull_request: null });
  expect(readText(".github/workflows/review.yml")).not.toContain("secrets.");
});

test("the job that runs the pull request's code may only read, and the one that writes runs none of it", () => {
  expect(workflow.permissions).toEqual({});
  expect(review.permissions).toEqual({ contents: "read" });
  expect(comment.permissions).toEqual({ "pull-requests": "write" });
  expect(comment.steps.filter(({ uses }) => uses !== undefined)).toEqual([]);
  expect(comment.if).toContain("head.repo.full_name == github.repository");
  expect(review.steps[0]?.with).toMatchObject({ "persist-credentials": false });
});

test("the comment is found again by the marker that the renderer writes", () => {
  expect(comment.env?.MARKER).toBe(MARKER);
});

test("every check that the runbook requires comes on every pull request", () => {
  const [, list = ""] =
    /Protect `main` by a ruleset:.* the checks (.*), no force push/.exec(readText("docs/runbooks/github.md")) ?? [];
  const required = [...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  const ci = readWorkflow("ci.yml");
  const versions = jobOf(ci, "check").strategy?.matrix.node as number[];

  expect(required).toEqual([...versions.map((version) => `check (${version})`), "review"]);
  for (const { on } of [ci, workflow]) expect(on).toHaveProperty("pull_request", null);
});

describe("a pull request that changes nothing that review reads", () => {
  const READS = scriptOf(review.steps, "reads");
  const WRITE = scriptOf(comment.steps, "write the comment, bring the earlier one up to date, or take it away");

  test.each([
    ["config/catalog/models.yaml", ""],
    ["docs/review.md", "risk=unread\n"],
  ])("is told from others: %s", (file, output) => {
    const machine = new Runner();
    const git = (...args: string[]) =>
      run(machine.folder, "git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args]);
    git("init");
    machine.write({ "config/a": "a", "docs/a": "a" });
    git("add", "config", "docs");
    git("commit", "-m", "base");
    machine.write({ [file]: "changed" });
    git("add", file);
    git("commit", "-m", "change");

    expect(machine.run(READS)).toMatchObject({ status: 0, stderr: "" });
    expect(machine.read("output")).toBe(output);
  });

  test("asks nothing of it, and is green", () => {
    const [, reads, ...rest] = review.steps;
    expect(reads?.id).toBe("reads");
    for (const step of rest) expect(step.if).toContain("steps.reads.outputs.risk != 'unread'");
    expect(review.outputs?.risk).toBe("${{ steps.review.outputs.risk || steps.reads.outputs.risk }}");
    expect(comment.if).toContain("needs.review.outputs.risk != ''");
  });

  test.each([
    ["12", "", "--method DELETE one/12 --silent\n"],
    ["", "", ""],
    ["12", "text", "--method PATCH one/12 --field body=@comment.md --silent\n"],
    ["", "text", "--method POST all --field body=@comment.md --silent\n"],
  ])("earlier comment %j, text %j", (earlier, text, calls) => {
    const machine = new Runner({
      gh: `if [[ "$*" == *--paginate* ]]; then echo "${earlier}"; else shift; echo "$*" >> calls; fi`,
    });
    const { status } = machine.run(WRITE, { COMMENT: text, COMMENTS: "all", ONE_COMMENT: "one", MARKER: "<!-- -->" });

    expect([status, machine.read("calls").replaceAll(`${machine.folder}/temp/`, "")]).toEqual([0, calls]);
  });
});

describe("the label", () => {
  const LABEL = scriptOf(comment.steps, "say the risk as a label");
  const OWN = "repos/acme/foundry/issues/7/labels";
  const env = { LABELS: "repos/acme/foundry/labels", OWN_LABELS: OWN };
  /** What `gh api` was asked, without `--silent`. @param gh what it does besides */
  function label(risk: string, gh = "") {
    const machine = new Runner({ gh: `echo "$*" >> calls\n${gh}` });
    const { status, stdout } = machine.run(LABEL, { ...env, RISK: risk });
    return {
      status,
      stdout,
      calls: machine.read("calls").replaceAll(" --silent", "").split("\n").filter(Boolean),
    };
  }

  test.each(RISKS)("%s takes the place of the other four", (risk) => {
    const others = RISKS.filter((one) => one !== risk);
    expect(label(risk)).toEqual({
      status: 0,
      stdout: "",
      calls: [
        `api repos/acme/foundry/labels/risk%3A%20${risk}`,
        ...others.map((one) => `api --method DELETE ${OWN}/risk%3A%20${one}`),
        `api --method POST ${OWN} --raw-field labels[]=risk: ${risk}`,
      ],
    });
  });

  test("goes when nothing is there to be reviewed, with a token that may write or not", () => {
    const calls = RISKS.map((one) => `api --method DELETE ${OWN}/risk%3A%20${one}`);
    expect(label("unread")).toEqual({ status: 0, stdout: "", calls });
    expect(label("unread", "exit 1")).toEqual({ status: 0, stdout: "", calls });
  });

  test("is made when the repository lacks it", () => {
    const { calls } = label("safe", 'case "$*" in *labels/risk*) exit 1 ;; esac');
    expect(calls[1]).toBe(
      "api --method POST repos/acme/foundry/labels --raw-field name=risk: safe --raw-field color=0e8a16",
    );
    expect(calls.at(-1)).toBe(`api --method POST ${OWN} --raw-field labels[]=risk: safe`);
  });

  test("is left out, and nothing fails, where the token may not write", () => {
    expect(label("safe", "exit 1")).toMatchObject({
      status: 0,
      stdout: "::notice::no label: the token may not make one\n",
    });
    const refusing = 'case "$*" in *POST*) exit 1 ;; esac';
    expect(label("safe", refusing)).toMatchObject({
      status: 0,
      stdout: "::notice::no label: the token may not set one\n",
    });
  });

  test.each(["", "SAFE", "safe\nx", "../../x", "$(touch x)"])("no other word becomes one: %j", (risk) => {
    expect(label(risk)).toEqual({ status: 0, stdout: "::warning::the review says no risk\n", calls: [] });
  });
});
