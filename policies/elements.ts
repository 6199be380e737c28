/** A stack's Terraform JSON as a flat list of elements, read as Terraform reads it: every block may be a list of blocks. */
import { compareText } from "../config/text";
import type { Block, Element } from "./policy-rule";

/** How many names stand before the block; none for every other kind. */
const NAMES = new Map(
  Object.entries({
    resource: 2,
    data: 2,
    ephemeral: 2,
    provider: 1,
    output: 1,
    module: 1,
    variable: 1,
    check: 1,
    file: 1,
  }),
);

/** Every element, sorted by address. `//` is a comment only as a block's own key; before the block it is a name. */
export function elementsOf(stack: string, json: unknown): Element[] {
  return named(json, 1)
    .filter(({ names: [kind] }) => kind !== "//")
    .flatMap(({ names: [kind = ""], value: content }) =>
      named(content, NAMES.get(kind) ?? 0).map(({ names, value }) => {
        const block: Block = Object.fromEntries(
          Object.entries(isMapping(value) ? value : { value }).filter(([key]) => key !== "//"),
        );
        const own = kind === "import" ? [String(block.to)] : names;
        const address = [...(kind === "resource" ? [] : [kind]), ...own].join(".");
        return { stack, kind, type: names[0] ?? kind, address, block };
      }),
    )
    .sort((a, b) => compareText(a.address, b.address));
}

/** What stands below so many names; all that has no such names, too. */
function named(value: unknown, depth: number): { readonly names: readonly string[]; readonly value: unknown }[] {
  return [value]
    .flat()
    .flatMap((one: unknown) =>
      depth === 0 || !isMapping(one)
        ? [{ names: [], value: one }]
        : Object.entries(one).flatMap(([name, inner]) =>
            named(inner, depth - 1).map((below) => ({ ...below, names: [name, ...below.names] })),
          ),
    );
}

/** A nested block: cdktf writes a single one as an object, Terraform also takes a list of one. */
export function onlyOf(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

export function isMapping(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
