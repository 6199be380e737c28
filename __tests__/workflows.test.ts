/** The workflows keep to what is safe for pull requests from anywhere. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { MARKER } from "../tools/review/render-markdown";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}

interface Workflow {
  readonly on: Record<string, { readonly paths?: string[] } | null>;
  readonly permissions: Record<string, string>;
  readonly jobs: Record<
    string,
    {
      readonly permissions?: Record<string, string>;
      readonly steps: Step[];
      readonly env?: Record<string, string>;
      readonly if?: string;
    }
  >;
}

function text(name: string): string {
  return readFileSync(`.github/workflows/${name}.yml`, "utf8");
}

const review = parse(text("review")) as Workflow;
const ci = parse(text("ci")) as Workflow;

function steps(workflow: Workflow): Step[] {
  return Object.values(workflow.jobs).flatMap((job) => job.steps);
}

test("review runs on pull requests that touch the configuration, as the fork's own code without rights", () => {
  expect(review.on).toEqual({ pull_request: { paths: ["config/**"] } });
  expect(text("review")).not.toContain("secrets.");
});

test("review uses the same actions as ci, pinned by commit", () => {
  const pinned = (workflow: Workflow) => steps(workflow).flatMap(({ uses }) => uses ?? []);
  expect(pinned(review).length).toBeGreaterThan(0);
  for (const one of pinned(review)) expect(pinned(ci)).toContain(one);
  for (const one of pinned(review)) expect(one).toMatch(/@[0-9a-f]{40}$/);
});

test("the job that runs the pull request's code may only read, and the one that writes runs none of it", () => {
  expect(review.permissions).toEqual({});
  expect(review.jobs.review?.permissions).toEqual({ contents: "read" });
  expect(review.jobs.comment?.permissions).toEqual({ "pull-requests": "write" });
  expect(review.jobs.comment?.steps.filter(({ uses }) => uses !== undefined)).toEqual([]);
  expect(review.jobs.comment?.if).toContain("head.repo.full_name == github.repository");
  expect(review.jobs.review?.steps[0]?.with).toMatchObject({ "persist-credentials": false });
});

test("no script of review has an expression put into it", () => {
  expect(steps(review).filter(({ run }) => run?.includes("${{"))).toEqual([]);
});

test("the comment is found again by the marker that the renderer writes", () => {
  expect(review.jobs.comment?.env?.MARKER).toBe(MARKER);
});
