/** Plans on configurations and catalogues of their own. */
import { type Catalog, loadCatalog } from "../../../config/catalog/catalog";
import { readConfiguration } from "../../../config/load";
import { planAdd } from "../../../tools/change/add";
import type { Target } from "../../../tools/change/plan";
import { planRemove } from "../../../tools/change/remove";
import { ACCOUNT, catalogOf, type Files, filesWith, memorySource, MODELS, TODAY } from "../../helpers/config";

function target(files: Files = {}, catalog: Catalog = loadCatalog()): Target {
  const [first] = readConfiguration(memorySource({ dev: filesWith(files) }), { catalog, today: TODAY }).files;
  if (first === undefined) throw new Error("no environment");
  return { files: first, catalog };
}

test("without a version the newest that is documented is added, one that only Azure has when it is asked for", () => {
  const model = { name: "m", format: "OpenAI", regions: ["westus"] };
  const catalog = catalogOf(
    { ...model, version: "2026-01-01", lifecycle: "GA" },
    { ...model, version: "2026-09-01", azure: { asOf: "2026-11-01", lifecycle: "Preview" } },
  );
  const on = target({}, catalog);
  expect(planAdd(on, { name: "m" }).does).toEqual(["add m, version 2026-01-01"]);
  expect(planAdd(on, { name: "m", version: "2026-09-01" }).does).toEqual(["add m, version 2026-09-01"]);
});

describe("a model that is removed is adopted no more", () => {
  const models = `${MODELS}  - name: gpt-5.4-mini\n`;
  const editsOf = (adopt: string) =>
    planRemove(target({ "account.yaml": `${ACCOUNT}${adopt}`, "models.yaml": models }), "gpt-5.4-mini");

  test.each([
    ["adopt: [account, gpt-5.4-mini, gpt-5.4]\n", ["adopt", 1]],
    ["adopt: [gpt-5.4-mini]\n", ["adopt"]],
  ])("%s", (adopt, remove) => {
    const { edits, does } = editsOf(adopt);
    expect(edits[1]).toEqual({ file: "account.yaml", edits: [{ remove }] });
    expect(does[1]).toMatch(/^gpt-5\.4-mini is not adopted any more: what no deploy has imported yet stays in Azure/);
  });

  test("and nothing is said of one that was not", () => {
    const { edits, does } = editsOf("adopt: [account, gpt-5.4]\n");
    expect([edits.length, does]).toEqual([1, ["remove gpt-5.4-mini"]]);
  });
});
