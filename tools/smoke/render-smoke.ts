/** Results of a smoke test as text and JSON. */
import { printable } from "../../config/findings/terminal";
import { columns } from "../../config/text";
import { versionedJson } from "../text/json-form";
import type { SmokeResult } from "./call-layer";
import { type SmokeCall, smokeRequest } from "./plan-smoke";

export function renderRequests(calls: readonly SmokeCall[], format: "text" | "json"): string {
  if (format === "json") {
    const requests = calls.map((call) => ({ layer: call.layer, auth: call.target.auth, ...smokeRequest(call) }));
    return versionedJson({ requests });
  }
  return calls
    .map((call) => {
      const { method, url, body } = smokeRequest(call);
      return `${call.layer}: ${method} ${url}\n  ${JSON.stringify(body)}\n`;
    })
    .join("");
}

export function renderResults(results: readonly SmokeResult[], format: "text" | "json"): string {
  if (format === "json") return versionedJson({ results });
  const rows = [["layer", "model", "api", "status", "latency", "tokens"], ...results.map(row)];
  const failed = results.filter(({ ok }) => !ok);
  const details = failed.flatMap(({ layer, error = "", help = "" }) => [
    `${layer}: ${printable(error)}`,
    `  = help: ${printable(help)}`,
  ]);
  const summary =
    failed.length === 0
      ? "every layer answers"
      : `${failed.length} of ${results.length} layers failed: ${failed.map(({ layer }) => layer).join(", ")}`;
  return `${[...columns(rows), "", ...details, summary].join("\n")}\n`;
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
    ok ? `${inputTokens ?? "unknown"} in, ${outputTokens ?? "unknown"} out` : "-",
  ];
}
