/** Documents show the pictures that `npm run accept` keeps up to date. */
import { readText } from "../../helpers/workflows";

test.each([
  ["README.md", "docs/pictures/"],
  ["docs/foundry-explained.md", "pictures/"],
  ["docs/architecture.md", "pictures/"],
])("%s shows both, with a text in place of each", (file, folder) => {
  const shown = [...readText(file).matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)].map(([, , to]) => to);

  expect(shown).toEqual([`${folder}dev-what-runs-where.svg`, `${folder}dev-one-request.svg`]);
});
