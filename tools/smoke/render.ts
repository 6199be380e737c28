/** Results of a smoke test as text and JSON. */
import type { SmokeResult } from "./call";
import type { SmokeCall } from "./plan";

const JSON_VERSION = 1;

export function renderRequests(calls: readonly SmokeCall[], format: "text" | "json"): string {
  if (format === "json") {
    const requests = calls.map(({ layer, target, request }) => ({ layer, auth: target.auth, ...request }));
    return `${JSON.stringify({ version: JSON_VERSION, requests }, null, 2)}\n`;
  }
  return calls
    .map(({ layer, request }) => `${layer}: ${request.method} ${request.url}\n  ${JSON.stringify(request.body)}\n`)
    .join("");
}

export function renderResults(results: readonly SmokeResult[], format: "text" | "json"): string {
  if (format === "json") return `${JSON.stringify({ version: JSON_VERSION, results }, null, 2)}\n`;
  const rows = [["layer", "model", "api", "status", "latency", "tokens"], ...results.map(row)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const table = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const failed = results.filter(({ ok }) => !ok);
  const details = failed.flatMap(({ layer, error, help }) => [`${layer}: ${error}`, `  = help: ${help}`]);
  const summary =
    failed.length === 0
      ? "every layer answers"
      : `${failed.length} of ${results.length} layers failed: ${failed.map(({ layer }) => layer).join(", ")}`;
  return `${[...table, "", ...details, summary].join("\n")}\n`;
}

function row({
  layer,
  model,
  api,
  ok,
  httpStatus,
  latencyMs,
  attempts,
  inputTokens,
  outputTokens,
}: SmokeResult): string[] {
  const tries = attempts > 1 ? `, ${attempts} tries` : "";
  const status = `${ok ? "ok" : "failed"}${httpStatus === undefined ? "" : ` ${httpStatus}`}${tries}`;
  return [
    layer,
    model,
    api,
    status,
    `${latencyMs} ms`,
    inputTokens === undefined ? "-" : `${inputTokens} in, ${outputTokens ?? 0} out`,
  ];
}
