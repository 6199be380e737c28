/** The review workflow keeps to what is safe for pull requests from anywhere. */
import { MARKER } from "../../tools/review/render-markdown";
import { RISKS } from "../../tools/review/risk";
import { jobOf, readText, readWorkflow, Runner, scriptOf } from "../helpers/workflows";

const workflow = readWorkflow("review.yml");
const [review, comment] = [jobOf(workflow, "review"), jobOf(workflow, "comment")];

test("runs on pull requests that touch the configuration, as the fork's own code without rights", () => {
  expect(workflow.on).toEqual({ pull_request: { paths: ["config/**"] } });
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
