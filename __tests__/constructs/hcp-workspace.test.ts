import { HcpWorkspace } from "../../constructs/hcp-workspace";
import { synthesised, testStack } from "../helpers/stack";

test("minimal", () => {
  const stack = testStack();

  new HcpWorkspace(stack, { organization: "aucert", project: "Default Project", workspace: "foundry-dev" });

  expect(synthesised(stack).terraform).toEqual({
    cloud: { organization: "aucert", workspaces: { name: "foundry-dev", project: "Default Project" } },
  });
});
