import { object, oneOf, optional, text } from "../../files/schema-parts";
import { CONTAINER, STATE_BACKEND, STORAGE_ACCOUNT } from "./rules";

export const shape = object(
  "Where Terraform keeps the state of this environment's stacks; in local files unless given.",
  {
    backend: oneOf("local, or azurerm: a container of a storage account that exists.", STATE_BACKEND),
    storageAccount: optional(text("Storage account of the state, with backend azurerm.", STORAGE_ACCOUNT)),
    container: optional(text("Container of the state, with backend azurerm.", CONTAINER)),
  },
);
