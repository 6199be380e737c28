/** A local stand-in for Azure Resource Manager: the routes that preflight uses, each of which a test may replace. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
export const TOKEN = "token-for-the-fake";

/** Answers one request: a value is sent as JSON with 200; a handler does as it likes. */
export type Route = object | ((request: IncomingMessage, response: ServerResponse, count: number) => void);

export interface FakeArm {
  readonly url: string;
  /** Method and path of every request, in order of arrival. */
  readonly requests: readonly string[];
  /** Authorization headers that came in. */
  readonly tokens: ReadonlySet<string | undefined>;
  close(): Promise<void>;
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

/** A route that fails as ARM does. */
export function failing(status: number, code: string, message = "no", headers: Record<string, string> = {}): Route {
  return (_, response) => send(response, status, { error: { code, message } }, headers);
}

export const NOT_THERE = failing(404, "ResourceNotFound");
/** Takes the request and never answers. */
export const HANGING: Route = () => undefined;

/**
 * Starts the server.
 * @param routes by the end of the path, such as `usages`; the longest that fits decides
 */
export async function fakeArm(routes: Readonly<Record<string, Route>>): Promise<FakeArm> {
  const requests: string[] = [];
  const tokens = new Set<string | undefined>();
  const counts = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://fake");
    requests.push(`${request.method} ${request.url}`);
    tokens.add(request.headers.authorization);
    const [end] = Object.keys(routes)
      .filter((key) => pathname.endsWith(key))
      .sort((a, b) => b.length - a.length);
    const route = end === undefined ? failing(400, "NoSuchRoute") : routes[end];
    const count = (counts.get(end ?? "") ?? 0) + 1;
    counts.set(end ?? "", count);
    if (typeof route === "function") route(request, response, count);
    else send(response, 200, route);
  });
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    tokens,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/test-rg`;
const ACCOUNT_ID = `${GROUP}/providers/Microsoft.CognitiveServices/accounts/aucert-test`;

/** The account as ARM gives it. */
export function armAccount(properties: object = {}, rest: object = {}) {
  return {
    id: ACCOUNT_ID,
    name: "aucert-test",
    type: "Microsoft.CognitiveServices/accounts",
    kind: "AIServices",
    location: "westus",
    sku: { name: "S0" },
    tags: {},
    properties: {
      provisioningState: "Succeeded",
      customSubDomainName: "aucert-test",
      disableLocalAuth: true,
      allowProjectManagement: false,
      publicNetworkAccess: "Enabled",
      endpoint: "https://aucert-test.cognitiveservices.azure.com/",
      ...properties,
    },
    ...rest,
  };
}

/** Network rules of an account as ARM gives them. */
export function armRules(defaultAction: "Allow" | "Deny", ips: readonly string[] = [], more: object = {}) {
  return {
    networkAcls: {
      defaultAction,
      bypass: "AzureServices",
      ipRules: ips.map((value) => ({ value })),
      virtualNetworkRules: [],
      ...more,
    },
  };
}

export function armDeployment(
  changed: { name?: string; capacity?: number; version?: string; properties?: object } = {},
) {
  const { name = "gpt-5.4", capacity = 250, version = "2026-03-05", properties = {} } = changed;
  return {
    id: `${ACCOUNT_ID}/deployments/${name}`,
    name,
    sku: { name: "GlobalStandard", capacity },
    properties: {
      provisioningState: "Succeeded",
      model: { format: "OpenAI", name, version },
      raiPolicyName: "Microsoft.DefaultV2",
      versionUpgradeOption: "OnceCurrentVersionExpired",
      currentCapacity: capacity,
      ...properties,
    },
  };
}

export function armModel(
  changed: { name?: string; version?: string; kind?: string; sku?: object; model?: object } = {},
) {
  const { name = "gpt-5.4", version = "2026-03-05", kind = "AIServices", sku = {}, model = {} } = changed;
  return {
    kind,
    skuName: "S0",
    model: {
      format: "OpenAI",
      name,
      version,
      lifecycleStatus: "GenerallyAvailable",
      deprecation: { inference: "2027-09-02T00:00:00Z", deprecationStatus: "Planned" },
      replacementConfig: { targetModelName: "gpt-6", targetModelVersion: "2027-01-01" },
      skus: [
        {
          name: "GlobalStandard",
          usageName: `OpenAI.GlobalStandard.${name}`,
          capacity: { minimum: 1, maximum: 10_000, step: 1, default: 10, allowedValues: [] },
          ...sku,
        },
      ],
      ...model,
    },
  };
}

export function armUsage(limit: number, currentValue: number, name = "gpt-5.4") {
  const value = `OpenAI.GlobalStandard.${name}`;
  return { name: { value, localizedValue: `Tokens of ${name}` }, unit: "Count", limit, currentValue };
}

/** A subscription in which nothing stands in the way of the tests' environment, with its one deployment there. */
export function soundRoutes(changed: Readonly<Record<string, Route>> = {}): Record<string, Route> {
  return {
    [`/subscriptions/${SUBSCRIPTION}`]: { subscriptionId: SUBSCRIPTION, state: "Enabled" },
    "/providers/Microsoft.CognitiveServices": {
      namespace: "Microsoft.CognitiveServices",
      registrationState: "Registered",
    },
    "/resourcegroups/test-rg": { id: GROUP, location: "westus", properties: { provisioningState: "Succeeded" } },
    "/accounts/aucert-test": armAccount(),
    "/deployments": { value: [armDeployment()] },
    "/models": { value: [armModel({ kind: "OpenAI" }), armModel({ name: "gpt-5.2", version: "1" }), armModel()] },
    "/usages": { value: [armUsage(1000, 250)] },
    "/deletedAccounts": { value: [] },
    "/checkDomainAvailability": { isSubdomainAvailable: true, subdomainName: "aucert-test" },
    "/workspaces/test-logs": { name: "test-logs", properties: { provisioningState: "Succeeded" } },
    "/permissions": { value: [{ actions: ["*"], notActions: [] }] },
    ...changed,
  };
}
