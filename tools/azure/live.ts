/** Azure itself as the source of answers. */
import { ACCOUNT_TYPE } from "../../config/account/rules";
import type { Environment } from "../../config/environment";
import { resourceProviders } from "../../config/sections/resource-providers";
import { ABSENT, type Answer, type Facts, FORBIDDEN, known, NOT_FOUND, type Question, type Source } from "./facts";
import { SCOPED_USAGES_API } from "./api-versions";
import { withoutIds } from "./masked-ids";
import {
  accountFacts,
  deletedFacts,
  deploymentFacts,
  factsOf,
  isAllowed,
  modelFacts,
  programmatic,
  type ScopedUsage,
  usageFacts,
} from "./arm-answers";
import { type Connection, isListOfObjects } from "./connection";
import { answered } from "./answered";
import { endingPages } from "./pages";
import { statusOf, UnusableAnswer, unreadBecause } from "./reason";

/** Versions of the routes that the client lacks. @see https://learn.microsoft.com/rest/api/resources */
const SUBSCRIPTIONS_API = "2022-12-01";
const RESOURCES_API = "2021-04-01";
const PERMISSIONS_API = "2022-04-01";
/** @see https://learn.microsoft.com/rest/api/loganalytics/workspaces/get */
const WORKSPACES_API = "2023-09-01";

const CREATE_GROUP = "Microsoft.Resources/subscriptions/resourceGroups/write";

/** What of an environment decides which questions make sense. */
type Asking = Pick<Environment, "account" | "identity" | "monitoring">;

type Readers = { readonly [Q in Question]: () => Promise<Answer<Facts[Q]>> };

export function liveSource(connection: Connection, environment: Asking): Source {
  const asked = new Map<Question, Promise<Answer<unknown>>>();
  const ask: Source["ask"] = (question) => {
    const answer = asked.get(question) ?? answered<unknown>(readers[question](), connection.signal);
    asked.set(question, answer);
    return answer as never;
  };
  const readers = readersOf(connection, environment, ask);
  return { ask };
}

function readersOf(connection: Connection, environment: Asking, ask: Source["ask"]): Readers {
  const { client, get, getById, signal } = connection;
  const place = environment.account;
  const { name, resourceGroup, subdomain, location } = place;
  const options = { abortSignal: signal };
  const group = `/resourcegroups/${encodeURIComponent(resourceGroup)}`;
  return {
    subscription: () => readSubscription(get),
    providers: async () =>
      known(await Promise.all(resourceProviders(environment).map((namespace) => readProvider(get, namespace)))),
    resourceGroup: () => orAbsent(async () => groupFacts(await get(group, RESOURCES_API))),
    mayCreateResourceGroup: async () => {
      if (!place.createResourceGroup || (await ask("resourceGroup")).kind !== "absent") return ABSENT;
      return known(await mayDo(CREATE_GROUP, get));
    },
    account: () => orAbsent(async () => accountFacts(await client.accounts.get(resourceGroup, name, options))),
    deletedAccounts: async () => {
      if ((await ask("account")).kind === "known") return ABSENT;
      return known(deletedFacts(await allPages((given) => client.deletedAccounts.list(given), signal), place));
    },
    subdomain: async () => {
      const account = await ask("account");
      if (account.kind === "known" && account.value.subdomain !== undefined) return ABSENT;
      const answer = await client.checkDomainAvailability(subdomain, ACCOUNT_TYPE, options);
      return known(factsOf("subdomain", { isFree: answer.isSubdomainAvailable }));
    },
    deployments: async () => {
      const account = await ask("account");
      if (account.kind !== "known") return account;
      return known(
        deploymentFacts(await allPages((given) => client.deployments.list(resourceGroup, name, given), signal)),
      );
    },
    models: async () => known(modelFacts(await allPages((given) => client.models.list(location, given), signal))),
    usages: async () => known(usageFacts(await readUsages(connection, location))),
    workspace: async () => {
      const id = environment.monitoring?.diagnostics?.workspaceId;
      return id === undefined ? ABSENT : readWorkspace(getById, id);
    },
  };
}

type Get = Connection["get"];

/** With their scope, where Azure knows the version that has it: there a usage that names none counts in its region. */
async function readUsages({ client, list, signal }: Connection, location: string): Promise<ScopedUsage[]> {
  try {
    const path = `/providers/Microsoft.CognitiveServices/locations/${location}/usages`;
    const usages: ScopedUsage[] = await list(path, SCOPED_USAGES_API);
    return usages.map((usage) => ({ ...usage, scopeType: usage.scopeType ?? "Region" }));
  } catch (error) {
    if (statusOf(error) !== 400 && statusOf(error) !== 404) throw error;
    return allPages((given) => client.usages.list(location, given), signal);
  }
}

async function readSubscription(get: Get): Promise<Answer<Facts["subscription"]>> {
  try {
    return known(factsOf("subscription", { state: fieldOf(await get("", SUBSCRIPTIONS_API), "state") }));
  } catch (error) {
    const status = statusOf(error);
    if (status !== 404 && status !== 403) throw error;
    return known({ state: status === 404 ? NOT_FOUND : FORBIDDEN });
  }
}

async function readProvider(get: Get, namespace: string) {
  const state = fieldOf(await get(`/providers/${namespace}`, RESOURCES_API), "registrationState");
  if (typeof state !== "string") throw new UnusableAnswer();
  return { namespace, state };
}

async function readWorkspace(getById: Connection["getById"], id: string): Promise<Answer<Facts["workspace"]>> {
  try {
    const answer = await orAbsent(() => getById(id, WORKSPACES_API));
    const state = fieldOf(fieldOf(answer.kind === "known" ? answer.value : {}, "properties"), "provisioningState");
    return known(factsOf("workspace", { id: withoutIds(id), exists: answer.kind === "known", state }));
  } catch (error) {
    // It may be in another tenant, for which the token, good everywhere else, is worth nothing.
    if (statusOf(error) === 401) return { ...unreadBecause(error), isDenied: true };
    throw error;
  }
}

function groupFacts(group: unknown): Facts["resourceGroup"] {
  const location = fieldOf(group, "location");
  const state = fieldOf(fieldOf(group, "properties"), "provisioningState");
  return factsOf("resourceGroup", {
    location: typeof location === "string" ? programmatic(location) : location,
    state,
  });
}

async function mayDo(action: string, get: Get): Promise<boolean> {
  const page = await get("/providers/Microsoft.Authorization/permissions", PERMISSIONS_API);
  const value = fieldOf(page, "value");
  if (!Array.isArray(value)) throw new UnusableAnswer();
  const isGranted = isAllowed(value, action);
  // Only a role on a later page could still grant it, so the answer would be a guess.
  if (!isGranted && fieldOf(page, "nextLink")) throw new UnusableAnswer("has more roles than are read");
  return isGranted;
}

/** A 404 means that there is none. */
async function orAbsent<T>(read: () => Promise<T>) {
  try {
    return known(await read());
  } catch (error) {
    if (statusOf(error) === 404) return ABSENT;
    throw error;
  }
}

interface PageOptions {
  readonly abortSignal: AbortSignal;
  readonly onResponse: (response: { readonly bodyAsText?: string | null }, _: unknown, error?: unknown) => void;
}

/** Every item of every page. The client takes a page without a list for an empty one; here it is no answer. */
async function allPages<T>(
  list: (options: PageOptions) => { byPage(): AsyncIterable<T[]> },
  abortSignal: AbortSignal,
): Promise<T[]> {
  const items: T[] = [];
  const onResponse: PageOptions["onResponse"] = ({ bodyAsText }, _, error) => {
    if (error !== undefined) return;
    if (!isListOfObjects(fieldOf(JSON.parse(bodyAsText ?? "null"), "value"))) throw new UnusableAnswer();
  };
  for await (const page of endingPages(list({ abortSignal, onResponse }).byPage())) items.push(...page);
  return items;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
