import { items, text } from "../../files/schema-parts";

export const shape = items(
  "What exists already and is imported instead of created.",
  text("account, resource-group, identity, lock, llm-config, a model's name, or another name that validate lists."),
);
