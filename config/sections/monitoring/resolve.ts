import type * as z from "zod/mini";
import { sortedTexts } from "../../text";
import { DEFAULT_LOG_CATEGORIES, type MonitoringSettings } from "./rules";
import type { shape } from "./shape";

/** Lists sorted. */
export function resolve(given: z.output<typeof shape> | undefined): MonitoringSettings | undefined {
  if (given === undefined) return undefined;
  const { logs, alerts } = given;
  const logCategories = sortedTexts(logs?.categories ?? DEFAULT_LOG_CATEGORIES);
  return {
    ...(logs && { diagnostics: { workspaceId: logs.workspaceId, logCategories } }),
    ...(alerts && { alerts: { ...alerts, emails: sortedTexts(alerts.emails) } }),
  };
}
