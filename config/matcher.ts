/** Patterns as predicates. A leaf: imports nothing. */

/** A predicate for a pattern that editors' JSON Schemas also carry, so that both say the same. */
export function matcher(pattern: string): (text: string) => boolean {
  // Most runs use few of them.
  let expression: RegExp | undefined;
  return (text) => (expression ??= new RegExp(pattern, "u")).test(text);
}
