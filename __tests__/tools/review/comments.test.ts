/** What a reader sees of twenty-odd changes, word for word: the comments lie in `__tests__/fixtures/comments`. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import MarkdownIt from "markdown-it";
import { renderReviewMarkdown } from "../../../tools/review/render-markdown";
import { reviewed } from "../../helpers/review";
import { CHANGES, dev } from "./changes";

const FOLDER = "__tests__/fixtures/comments";

/** `REVIEW_COMMENTS=write npx jest comments` writes them anew: read the difference. */
const WRITES = process.env.REVIEW_COMMENTS === "write";

test.each(Object.entries(CHANGES))("%s", (name, { base = { dev }, head }) => {
  const comment = renderReviewMarkdown(reviewed(base, head), "");
  const file = `${FOLDER}/${name}.md`;
  if (WRITES) writeFileSync(file, comment);
  expect(comment).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
  expect(visibleLines(comment).length).toBeLessThanOrEqual(25);
});

/** The lines that a reader sees without unfolding anything. */
function visibleLines(comment: string): string[] {
  const html = new MarkdownIt({ html: true }).render(comment).replaceAll("\n", "");
  const outside = html.replace(/<details>.*?<\/details>/g, "");
  return outside
    .replace(/<(h3|p|li|tr|br)\b[^>]*>/g, "\n")
    .replace(/<[^>]*>/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "");
}
