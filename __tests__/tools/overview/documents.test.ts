/** The pictures in the documentation are those of the committed configuration, and documents show them. */
import { folderSource } from "../../../config/files/source";
import { documentPictures } from "../../../tools/overview/document-pictures";
import { layoutEngine } from "../../../tools/overview/engine";
import { factsFrom } from "../../helpers/overview";
import { ROOT } from "../../helpers/workspace";
import { readText } from "../../helpers/workflows";

const UP_TO_DATE = "npx aucert-foundry overview --env dev --pictures docs/pictures";

test(`are up to date; else: ${UP_TO_DATE}`, async () => {
  const facts = factsFrom(folderSource("config/environments", ROOT));
  const pictures = documentPictures(facts, await layoutEngine());

  expect(pictures.map(({ name }) => name)).toEqual(["dev-what-runs-where.svg", "dev-one-request.svg"]);
  for (const { name, text } of pictures) expect(readText(`docs/pictures/${name}`)).toBe(text);
});

test.each([
  ["README.md", "docs/pictures/"],
  ["docs/foundry-explained.md", "pictures/"],
  ["docs/architecture.md", "pictures/"],
])("%s shows both, with a text in place of each", (file, folder) => {
  const shown = [...readText(file).matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)].map(([, , to]) => to);

  expect(shown).toEqual([`${folder}dev-what-runs-where.svg`, `${folder}dev-one-request.svg`]);
});

test("the page on the page says how they are brought up to date", () => {
  expect(readText("docs/overview.md")).toContain(UP_TO_DATE);
});
