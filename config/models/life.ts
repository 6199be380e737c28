/** How long a model is there for, on a day. A leaf: imports only leaves. */
import { daysBetween } from "../days";
import { isDate } from "../values";

/** Days before retirement from which it is an error. */
export const RETIRING_ERROR_DAYS = 30;
/** Days before retirement from which it is a warning. */
export const RETIRING_WARNING_DAYS = 120;

/** How near its end is; `unknown` where no source gives a day. */
export type Urgency = "retired" | "error" | "warning" | "none" | "unknown";

export interface ModelLife {
  readonly urgency: Urgency;
  /** Whole days until calls fail; not above 0 when the day has come, undefined where no source gives one. */
  readonly daysLeft: number | undefined;
}

/** What facts on a model come to on a day, YYYY-MM-DD. A stage of `Retired` holds whatever the day of retirement. */
export function lifeOf(
  { lifecycle, retirement = "" }: { readonly lifecycle?: string | undefined; readonly retirement?: string | undefined },
  today: string,
): ModelLife {
  const daysLeft = isDate(retirement) ? daysBetween(today, retirement) : undefined;
  return { urgency: lifecycle === "Retired" ? "retired" : urgencyOf(daysLeft), daysLeft };
}

function urgencyOf(daysLeft: number | undefined): Urgency {
  if (daysLeft === undefined) return "unknown";
  if (daysLeft <= 0) return "retired";
  if (daysLeft <= RETIRING_ERROR_DAYS) return "error";
  return daysLeft <= RETIRING_WARNING_DAYS ? "warning" : "none";
}
