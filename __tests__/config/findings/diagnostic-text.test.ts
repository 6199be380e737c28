import { renderText } from "../../../config/findings/diagnostic-text";
import { filesWith, load, MODELS } from "../../helpers/config";

test("the text form shows the line, a caret and the fix", () => {
  const { findings, textOf } = load(filesWith({ "models.yaml": MODELS.replace("gpt-5.4", "gtp-5.4") }));
  expect(renderText(findings.slice(-1), { colour: false, textOf })).toMatchInlineSnapshot(`
    "error[unknown-model]: gtp-5.4 is not in the catalogue, so nothing is known of it
     --> config/dev/models.yaml:4:11
      |
    4 |   - name: gtp-5.4
      |           ^^^^^^^
      = help: did you mean gpt-5.4? If not, give format and version in the entry, or add the model to config/catalog/models.yaml
    "
  `);
});

test("control characters of a file never reach the terminal", () => {
  const { findings, textOf } = load(
    filesWith({ "models.yaml": MODELS.replace("gpt-5.4", '"gpt\\e[31m" # \u001b[31m\u202e') }),
  );
  expect(renderText(findings, { colour: false, textOf })).not.toMatch(/[\u001b\u202e]/);
});
