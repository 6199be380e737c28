/** The review workflow keeps to what is safe for pull requests from anywhere. */
import { MARKER } from "../../tools/review/render-markdown";
import { jobOf, readText, readWorkflow } from "../helpers/workflows";

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
