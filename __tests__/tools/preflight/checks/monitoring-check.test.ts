import { failing, NOT_THERE } from "../../../helpers/arm";
import { ACCOUNT } from "../../../helpers/config";
import { cleanUp, only, preflightOn } from "../../../helpers/preflight";
import { logs, WORKSPACE } from "../../../helpers/sections";

afterEach(cleanUp);

const ROUTE = "/workspaces/test-logs";
const WHAT = "workspace test-logs in resource group logs-rg";
const INSIGHTS = { "/providers/Microsoft.Insights": { registrationState: "Registered" } };
const setup = { files: { "account.yaml": ACCOUNT + logs() } };

test("without logs nobody asks for a workspace, and no line speaks of one", async () => {
  const run = await preflightOn();

  expect(run.arm.requests.filter((request) => request.includes("/workspaces/"))).toEqual([]);
  expect(run.results.filter(({ code }) => code === "workspace")).toEqual([]);
});

test("one that exists is asked for in its own subscription, and the report keeps that to itself", async () => {
  const run = await preflightOn(INSIGHTS, setup);

  expect([run.status, run.findings, only(run, "workspace").message]).toEqual([0, [], `${WHAT} exists`]);
  expect(run.arm.requests).toContainEqual(expect.stringContaining(`GET ${WORKSPACE}?api-version=`));
  expect(run.stdout).not.toContain(WORKSPACE.split("/")[2]);
});

test.each([
  ["gone", NOT_THERE, 1, "fail", `${WHAT} does not exist: the logs would have nowhere to go`, "workspace recover"],
  [
    "forbidden",
    failing(403, "AuthorizationFailed"),
    0,
    "unverified",
    "the workspace of monitoring.logs could not be read: Azure answered 403 AuthorizationFailed",
    "needs Microsoft.OperationalInsights/workspaces/read, which Reader on the workspace holds",
  ],
  [
    "in another tenant",
    failing(401, "InvalidAuthenticationTokenTenant"),
    0,
    "unverified",
    "could not be read: Azure answered 401 InvalidAuthenticationTokenTenant",
    "in the tenant of the sign-in",
  ],
  ["going", { properties: { provisioningState: "Deleting" } }, 0, "warning", `${WHAT} is Deleting`, "Azure portal"],
])("one that is %s", async (_, route, code, status, message, help) => {
  const run = await preflightOn({ ...INSIGHTS, [ROUTE]: route }, setup);

  expect([run.status, run.findings]).toEqual([code, [`${status} workspace`]]);
  expect(only(run, "workspace").message).toContain(message);
  expect(only(run, "workspace").help).toContain(help);
});
