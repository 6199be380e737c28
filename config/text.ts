/** Small things about text. A leaf: imports nothing. */

/** `1 file`, `2 files`, `1,000 files`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `1,048,576`, whatever the machine's locale. */
export function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
