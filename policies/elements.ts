/** A stack's Terraform JSON as a flat list of elements. */
import { compareText } from "../config/text";
import type { Element } from "./policy-rule";

type Json = Readonly<Record<string, unknown>>;

/** Kinds that hold blocks by type and name; all others hold them by name alone. */
const BY_TYPE = new Set(["resource", "data"]);
/** How an address begins, where it is not the kind itself. */
const PREFIXES: Readonly<Record<string, string>> = { resource: "", data: "data.", locals: "local.", variable: "var." };

/** Every element, sorted by address. cdktf's own notes (`//`) are left out. */
export function elementsOf(stack: string, json: Json): Element[] {
  return Object.entries(json)
    .filter(([kind]) => kind !== "//")
    .flatMap(([kind, content]) => {
      const prefix = PREFIXES[kind] ?? `${kind}.`;
      return entriesOf(content).flatMap(([name, value]) =>
        BY_TYPE.has(kind)
          ? entriesOf(value).map(([id, block]) => element(stack, kind, name, `${prefix}${name}.${id}`, block))
          : [element(stack, kind, kind === "provider" ? name : kind, `${prefix}${name}`, value)],
      );
    })
    .sort((a, b) => compareText(a.address, b.address));
}

function element(stack: string, kind: string, type: string, address: string, value: unknown): Element {
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  return { stack, kind, type, address, block: isMapping ? (value as Json) : { value } };
}

/** The entries of a mapping, or of a list by position. */
function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value).filter(([key]) => key !== "//") : [];
}
