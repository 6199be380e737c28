import { ImportBlock } from "../../constructs/import-block";
import { synthesised } from "../helpers/stack";
import { withAccount } from "./account";

test("minimal: adds its block, and nothing else", () => {
  const { stack } = withAccount();
  const before = synthesised(stack);
  new ImportBlock(stack, "import", { to: "azurerm_cognitive_account.foundry", id: "/x" });

  expect(synthesised(stack)).toEqual({ ...before, import: [{ to: "azurerm_cognitive_account.foundry", id: "/x" }] });
});
