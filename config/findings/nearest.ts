/** "Did you mean": the nearest of a list of known words. A leaf: imports nothing. */

/**
 * The candidate nearest to `word`, compared without regard to case, when it is near enough to be meant: one edit for every
 * three characters, at least one, at most four. Before all others one with the same letters and digits: `gpt-54` means
 * `gpt-5.4`, not `gpt-5`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  if (wanted === "" || wanted.length > 100) return undefined;
  const limit = Math.min(4, Math.max(1, Math.floor(wanted.length / 3)));
  const bare = withoutPunctuation(wanted);
  const distanceTo = (known: string, ceiling: number): number =>
    known !== wanted && bare !== "" && withoutPunctuation(known) === bare ? 0.5 : editDistance(wanted, known, ceiling);
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = distanceTo(candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `did you mean X?`, or the fallback. */
export function suggest(guess: string | undefined, fallback: string): string {
  return guess === undefined ? fallback : `did you mean ${guess}?`;
}

function withoutPunctuation(word: string): string {
  return word.replace(/[^a-z0-9]/g, "");
}

/** Whether two words are the same but for case, or one edit apart. */
export function isNearlySame(a: string, b: string): boolean {
  return editDistance(a.toLowerCase(), b.toLowerCase(), 2) <= 1;
}

/**
 * Edits (insert, delete, change, swap of neighbours) from a to b; `ceiling` when there are at least that many.
 * @see https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance (optimal string alignment)
 */
function editDistance(a: string, b: string, ceiling: number): number {
  if (Math.abs(a.length - b.length) >= ceiling) return ceiling;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row.push(cheapest(a, b, i, j, row, last, beforeLast));
    }
    if (Math.min(...row) >= ceiling) return ceiling;
    beforeLast = last;
    last = row;
  }
  return Math.min(ceiling, last[b.length] ?? ceiling);
}

function cheapest(
  a: string,
  b: string,
  i: number,
  j: number,
  row: readonly number[],
  last: readonly number[],
  beforeLast: readonly number[],
): number {
  const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const best = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(best, (beforeLast[j - 2] ?? 0) + 1) : best;
}
