/** Ids of subscriptions, tenants and people, which no report and no snapshot holds. */
import { UUID } from "../../config/values";

const ID = new RegExp(UUID, "g");

/** The text with every UUID masked; two texts that differ in nothing else become one. */
export function withoutIds(text: string): string {
  return text.replace(ID, "(id)");
}

/** Tags with both names and values masked. */
export function tagsWithoutIds(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [withoutIds(name), withoutIds(value)]));
}
