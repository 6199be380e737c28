/** How old the facts of the catalogue are. */
import { daysBetween } from "../days";
import { note, type Report, startOf } from "../findings/report";
import type { Catalog } from "./catalog";
import { PROGRAM } from "../text";

/** Days after which dates of retirement, regions and prices have surely moved. */
const OLD_DAYS = 60;

/**
 * A note when nobody has asked Azure for long.
 * @param file of the catalogue's models, as diagnostics show it
 * @param today the day to judge by, YYYY-MM-DD
 */
export function checkCatalogAge({ day }: Catalog, file: string, today: string, report: Report): void {
  const days = day === undefined ? 0 : daysBetween(day, today);
  if (days <= OLD_DAYS) return;
  const message = `the catalogue is of ${day}, ${days} days old: dates, regions and prices may have moved`;
  report(
    startOf(file),
    note("catalog-age", message, `${PROGRAM} catalog refresh --env ENVIRONMENT asks Azure`),
  );
}
