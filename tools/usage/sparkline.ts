/** A row of small bars. */

const BARS = "▁▂▃▄▅▆▇█";
const UNKNOWN = "·";
/** Widest row, so that a table stays readable; of more values several share a bar. */
const MOST_BARS = 31;

/**
 * Values as bars, the largest the highest; only nothing has the lowest bar, an unknown value a dot. Where values share a
 * bar it is their mean, of those that are known.
 * @param values of at least 0
 */
export function sparkline(values: readonly (number | undefined)[]): string {
  const size = Math.max(1, Math.ceil(values.length / MOST_BARS));
  const cells = Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    meanOf(values.slice(index * size, (index + 1) * size)),
  );
  const largest = Math.max(0, ...cells.map((value = 0) => value));
  return cells.map((value) => (value === undefined ? UNKNOWN : barOf(value, largest))).join("");
}

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function barOf(value: number, largest: number): string {
  const height = value === 0 ? 0 : Math.max(1, Math.round((value / largest) * (BARS.length - 1)));
  return BARS[height] ?? "";
}
