import { object, oneOf, optional, text } from "../../files/schema-parts";
import { CONTAINER, ORGANIZATION, PROJECT, STATE_BACKEND, STORAGE_ACCOUNT } from "./rules";

export const shape = object(
  "Where Terraform keeps the state of this environment's stacks; in local files unless given.",
  {
    backend: oneOf(
      "local; azurerm: a container of a storage account that exists; or hcp: a workspace of HCP Terraform for each stack.",
      STATE_BACKEND,
    ),
    storageAccount: optional(text("Storage account of the state, with backend azurerm.", STORAGE_ACCOUNT)),
    container: optional(text("Container of the state, with backend azurerm.", CONTAINER)),
    organization: optional(text("Organization in HCP Terraform, with backend hcp.", ORGANIZATION)),
    project: optional(text("Project of the workspaces, with backend hcp.", PROJECT)),
  },
);
