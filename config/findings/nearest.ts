/** "Did you mean": the nearest of a list of known words. A leaf: imports only leaves. */
import { asSeen } from "./characters";

/**
 * The candidate nearest to `word`, compared without regard to case and to characters that only look the same, when it is
 * near enough to be meant: one edit for every three characters, at least one, at most four. Before all others one with the
 * same letters and digits: `gpt-54` means `gpt-5.4`, not `gpt-5`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const distanceTo = distancesFrom(word);
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of firstOf(candidates)) {
    const distance = distanceTo(candidate, bestDistance);
    if (distance === undefined || distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** As many candidates as are looked at: more than the catalogue has, and few enough for a file full of unknown words. */
const MOST = 150;

function firstOf(candidates: Iterable<string>): string[] {
  const first: string[] = [];
  for (const candidate of candidates) {
    if (first.length === MOST) break;
    first.push(candidate);
  }
  return first;
}

/** As many near names as a reader can choose from. */
const SEVERAL = 3;

/** The candidates that are equally near, by name; none when none is near enough to be meant. */
export function nearestFew(word: string, candidates: Iterable<string>): string[] {
  const distanceTo = distancesFrom(word);
  const near = firstOf(candidates).flatMap((candidate): [string, number][] => {
    const distance = distanceTo(candidate);
    return distance === undefined ? [] : [[candidate, distance]];
  });
  const least = Math.min(...near.map(([, distance]) => distance));
  return near
    .flatMap(([candidate, distance]) => (distance === least ? [candidate] : []))
    .sort()
    .slice(0, SEVERAL);
}

/** Edits from a word to a candidate; undefined when they are too many for it to be meant, or as many as the ceiling. */
function distancesFrom(word: string): (candidate: string, ceiling?: number) => number | undefined {
  const wanted = asSeen(word).toLowerCase();
  if (wanted === "" || wanted.length > 100) return () => undefined;
  const limit = Math.min(4, Math.max(1, Math.floor(wanted.length / 3))) + 1;
  const bare = withoutPunctuation(wanted);
  return (candidate, ceiling = limit) => {
    const known = candidate.toLowerCase();
    if (known !== wanted && bare !== "" && withoutPunctuation(known) === bare) return 0.5;
    const most = Math.min(limit, ceiling);
    const distance = editDistance(wanted, known, most);
    return distance < most ? distance : undefined;
  };
}

/** `; did you mean X?` to end a sentence with; nothing without a guess. */
export function orMeant(guess: string | undefined): string {
  return guess === undefined ? "" : `; did you mean ${guess}?`;
}

/** `did you mean X?`, or the fallback. */
export function suggest(guess: string | undefined, fallback: string): string {
  return guess === undefined ? fallback : `did you mean ${guess}?`;
}

function withoutPunctuation(word: string): string {
  return word.replace(/[^a-z0-9]/g, "");
}

/** Whether two words are the same but for case and look-alikes, or one edit apart. */
export function isNearlySame(a: string, b: string): boolean {
  return editDistance(asSeen(a).toLowerCase(), asSeen(b).toLowerCase(), 2) <= 1;
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
