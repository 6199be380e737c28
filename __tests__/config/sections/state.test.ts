/** The section `state`: what it means, and what is wrong with bad ones. */
import { found, only, resolved } from "../../helpers/sections";

describe("state", () => {
  test("is a container of a storage account, a project of HCP Terraform, or local files", () => {
    const section = "state: { backend: azurerm, storageAccount: teststate, container: tf-state }\n";

    expect(resolved(section)?.state).toEqual({
      backend: "azurerm",
      storageAccount: "teststate",
      container: "tf-state",
    });
    expect(resolved("state: { backend: hcp, organization: aucert, project: Default Project }\n")?.state).toEqual({
      backend: "hcp",
      organization: "aucert",
      project: "Default Project",
    });
    expect(resolved("state: { backend: local }\n")?.state).toEqual({ backend: "local" });
  });

  test.each([
    ["{ backend: azurerm, container: state }", "the azurerm backend needs storageAccount"],
    ["{ backend: azurerm, storageAccount: teststate }", "the azurerm backend needs container"],
    [
      "{ backend: azurerm, storageAccount: Test-State, container: state }",
      '"Test-State" cannot be the name of a storage account',
    ],
    ["{ backend: azurerm, storageAccount: teststate, container: a--b }", '"a--b" cannot be the name of a container'],
    [
      "{ backend: local, container: state }",
      "container means nothing to the local backend: state would stay on this machine",
    ],
    [
      "{ backend: local, project: foundry }",
      "project means nothing to the local backend: state would stay on this machine",
    ],
    ["{ backend: hcp, organization: aucert }", "the hcp backend needs project"],
    ["{ backend: hcp, project: foundry }", "the hcp backend needs organization"],
    [
      "{ backend: hcp, organization: a/b, project: foundry }",
      '"a/b" cannot be the name of an organization in HCP Terraform',
    ],
    ["{ backend: hcp, organization: aucert, project: ai }", '"ai" cannot be the name of a project in HCP Terraform'],
    [
      "{ backend: hcp, organization: aucert, project: foundry, container: state }",
      "container means nothing to the hcp backend",
    ],
    [
      "{ backend: azurerm, storageAccount: teststate, container: state, organization: aucert }",
      "organization means nothing to the azurerm backend",
    ],
    ["{ backend: s3 }", '"s3" is not a place for state'],
  ])("rejects %s", (state, message) => {
    expect(only(`state: ${state}\n`)).toMatchObject({ code: "state-backend", message, line: 10 });
  });

  test("rejects a backend without both of its keys, telling each", () => {
    const messages = found("state: { backend: azurerm }\n").map((one) => one.message);

    expect(messages).toEqual(["the azurerm backend needs container", "the azurerm backend needs storageAccount"]);
  });

  test("needs to say which backend", () => {
    expect(only("state: { container: state }\n")).toMatchObject({ code: "missing-key" });
  });
});
