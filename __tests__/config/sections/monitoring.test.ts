/** The section `monitoring`: what it means, and what is wrong with bad ones. */
import { alerts, found, logs, resolved, WORKSPACE } from "../../helpers/sections";

test("minimal: logs alone keep who did what, alerts alone have thresholds", () => {
  expect(resolved("")?.monitoring).toBeUndefined();
  expect(resolved(logs())?.monitoring).toEqual({
    diagnostics: { workspaceId: WORKSPACE, logCategories: ["Audit", "RequestResponse"] },
  });
  expect(resolved(alerts("emails: [b@example.com, a@example.com]"))?.monitoring).toEqual({
    alerts: {
      emails: ["a@example.com", "b@example.com"],
      throttledCalls: 20,
      serverErrors: 5,
      tokensPerHour: 1_000_000,
    },
  });
});

test("takes kinds of log and thresholds from the file", () => {
  expect(resolved(logs(WORKSPACE, ", categories: [Trace, Audit]"))?.monitoring?.diagnostics?.logCategories).toEqual([
    "Audit",
    "Trace",
  ]);
  expect(resolved(alerts("emails: [a@example.com], throttledCalls: 1, tokensPerHour: 9"))?.monitoring?.alerts).toEqual({
    emails: ["a@example.com"],
    throttledCalls: 1,
    serverErrors: 5,
    tokensPerHour: 9,
  });
});

test.each([
  "test-logs",
  WORKSPACE.slice(1),
  WORKSPACE.replace("resourceGroups", "resourcegroups"),
  WORKSPACE.replace("OperationalInsights", "Insights"),
  WORKSPACE.replace("5f0c2a9e", "prod"),
  `${WORKSPACE}/`,
])("rejects the workspace %s", (workspace) => {
  const [finding, ...others] = found(logs(workspace));

  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: "workspace-id", line: 10, column: 36 });
  expect(finding?.help).toContain("az monitor log-analytics workspace show --query id");
});

test.each([
  [logs(WORKSPACE, ", categories: [Audits]"), "log-category"],
  [logs(WORKSPACE, ", categories: [Audit, Audit]"), "log-category"],
  [logs(WORKSPACE, ", categories: []"), "empty-list"],
  [alerts("emails: []"), "empty-list"],
  [alerts("emails: [platform]"), "email"],
  [alerts("emails: ['a@example.com;b@example.com']"), "email"],
  [alerts("emails: ['${x}@example.com']"), "email"],
  [alerts("emails: [a@example.com, A@example.com]"), "email"],
  [alerts("emails: [a@example.com], serverErrors: 0"), "alert-threshold"],
  [alerts("emails: [a@example.com], serverErrors: 1.5"), "alert-threshold"],
  [alerts("emails: [a@example.com], tokensPerHour: 1M"), "wrong-type"],
  [alerts("throttledCalls: 5"), "missing-key"],
  ["monitoring: {}\n", "nothing-monitored"],
])("rejects %s", (section, code) => {
  expect(found(section).map((finding) => finding.code)).toEqual([code]);
});
