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

const PROVIDER = '"microsoft.operationalinsights" stands where Microsoft.OperationalInsights belongs';
const GROUPS = '"resourcegroups" stands where resourceGroups belongs';

test.each([
  ["test-logs", "it does not begin with /"],
  [WORKSPACE.slice(1), "it does not begin with /"],
  [WORKSPACE.replace("resourceGroups", "resourcegroups"), GROUPS],
  [WORKSPACE.toLowerCase(), `${GROUPS}, ${PROVIDER}`],
  [
    WORKSPACE.replace("5f0c2a9e", "prod"),
    '"prod-7d41-4b6a-9c58-1e2d3f4a5b6c" stands where the UUID of a subscription belongs',
  ],
  [WORKSPACE.replace("logs-rg", "logs."), '"logs." stands where the name of a resource group belongs'],
  [WORKSPACE.replace("test-logs", "test_logs"), '"test_logs" stands where the name of a workspace belongs'],
  [WORKSPACE.replace("/test-logs", ""), "the name of a workspace is missing"],
  [`${WORKSPACE}/`, "it goes on after the name"],
])("rejects the workspace %s: %s", (workspace, what) => {
  const [finding, ...others] = found(logs(workspace));

  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: "workspace-id", line: 10, column: 36 });
  expect(finding?.message).toBe(`"${workspace}" is not the id of a Log Analytics workspace: ${what}`);
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
