/** The page is made on every push to main, from the whole past, and kept where the repository is kept. */
import { WORKFLOWS, jobOf, readWorkflow } from "../helpers/workflows";

const workflow = readWorkflow("overview.yml");
const { steps, permissions } = jobOf(workflow, "page");
const using = (action: string) => steps.find(({ uses }) => uses?.startsWith(`actions/${action}@`));

test("runs on every push to main, and may only read", () => {
  expect(workflow.on.push).toEqual({ branches: ["main"] });
  expect([workflow.permissions, permissions]).toEqual([{}, { contents: "read" }]);
});

test("has the past of the configuration, and keeps the folder that the command writes", () => {
  const script = steps.map(({ run: text = "" }) => text).find((text) => text.includes("overview"));

  expect(using("checkout")?.with).toMatchObject({ "fetch-depth": 0 });
  expect(script).toBe('node tools/aucert-foundry.cjs overview --out "$RUNNER_TEMP/overview"');
  expect(using("upload-artifact")?.with).toMatchObject({
    path: "${{ runner.temp }}/overview",
    "if-no-files-found": "error",
  });
});

test("no workflow publishes to GitHub Pages", () => {
  for (const file of WORKFLOWS) expect(JSON.stringify(readWorkflow(file))).not.toMatch(/-pages|pages:/);
});
