/** Days of the calendar, YYYY-MM-DD, in UTC. A leaf: imports nothing. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days of a month: 365 over 12, to one digit. */
export const DAYS_PER_MONTH = 30.4;

/** The day so many days later; earlier when negative. */
export function dayPlus(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Every day from one to another, both included; none when the last lies before the first. */
export function daysFrom(first: string, last: string): string[] {
  return Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) => dayPlus(first, index));
}
