/** Checks on the section `monitoring`. */
import { ALERT_THRESHOLDS, isEmail, isThreshold, isWorkspaceId, LOG_CATEGORIES } from "../model-operations";
import type { Path } from "../parse";
import type { AccountFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { quoted } from "./check";
import type { CheckContext } from "./check";
import { Complaints } from "./complain";

type Monitoring = AsRead<NonNullable<AccountFile["monitoring"]>>;

export function checkMonitoring({ file, asRead }: CheckedFile<AccountFile>, context: CheckContext): void {
  const { monitoring } = asRead;
  if (monitoring === undefined) return;
  const complaints = new Complaints(file, context);
  if (!("logs" in monitoring) && !("alerts" in monitoring)) {
    const help = "give logs, alerts or both, or remove the section";
    complaints.error(
      ["monitoring"],
      "nothing-monitored",
      "monitoring says neither what to keep nor whom to tell",
      help,
      "key",
    );
  }
  if (monitoring.logs !== undefined) checkLogs(monitoring.logs, complaints);
  if (monitoring.alerts !== undefined) checkAlerts(monitoring.alerts, complaints);
}

function checkLogs({ workspaceId, categories }: NonNullable<Monitoring["logs"]>, complaints: Complaints): void {
  const path = ["monitoring", "logs"];
  if (workspaceId !== undefined && !isWorkspaceId(workspaceId)) {
    const message = `${quoted(workspaceId)} is not the id of a Log Analytics workspace`;
    const help =
      "write what az monitor log-analytics workspace show --query id prints, with this case: /subscriptions/<uuid>/resourceGroups/<group>/providers/Microsoft.OperationalInsights/workspaces/<name>";
    complaints.error([...path, "workspaceId"], "workspace-id", message, help);
  }
  const at = [...path, "categories"];
  complaints.filled(at, categories, "no kind of log is kept", "list some, or remove the key to keep the usual ones");
  for (const [index, category] of (categories ?? []).entries()) {
    complaints.word([...at, index], "log-category", "a kind of log", category, LOG_CATEGORIES);
  }
  const known = (categories ?? []).map((one) =>
    LOG_CATEGORIES.some((category) => category === one) ? one : undefined,
  );
  complaints.texts(at, "log-category", known, () => undefined);
}

function checkAlerts(alerts: NonNullable<Monitoring["alerts"]>, complaints: Complaints): void {
  const path = ["monitoring", "alerts"];
  complaints.filled([...path, "emails"], alerts.emails, "alerts would reach nobody", "list at least one address");
  checkEmails([...path, "emails"], alerts.emails ?? [], complaints);
  for (const name of Object.values(ALERT_THRESHOLDS)) {
    const value = alerts[name];
    if (value === undefined || isThreshold(value)) continue;
    const message = `${name} must be a whole number of at least 1, not ${value}`;
    complaints.error([...path, name], "alert-threshold", message, "the alert is raised when the count is above it");
  }
}

/** Addresses that somebody is told at, in alerts and budgets. */
export function checkEmails(path: Path, emails: readonly (string | undefined)[], complaints: Complaints): void {
  complaints.texts(path, "email", emails, (email) =>
    isEmail(email) ? undefined : [`${quoted(email)} is not an e-mail address`, "write name@example.com"],
  );
}
