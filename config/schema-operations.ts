/** The shape of the sections of account.yaml on running the account. Rules on values live in `checks/`. */
import * as z from "zod/mini";
import { RAI_POLICIES } from "./model";
import { HOST_PATTERN } from "./model-network";
import {
  BUDGET_BASES,
  BUDGET_ROLES,
  CONTENT_FILTERS,
  DEFAULT_THRESHOLDS,
  EMAIL_PATTERN,
  FILTER_SEVERITIES,
  FILTER_SOURCES,
  LOG_CATEGORIES,
  RAI_POLICY_MODES,
  RAI_POLICY_NAME_PATTERN,
  WORKSPACE_ID_PATTERN,
} from "./model-operations";
import type { ThresholdName } from "./model-operations";
import { flag, items, list, object, oneOf, optional, registry, text, withDefault } from "./schema-parts";

/** A key that is known so that its refusal can say why. Editors mark any value. */
const refused = (description: string) => optional(z.unknown()).register(registry, { description, not: {} });

const count = (name: ThresholdName, description: string) =>
  withDefault(z.number({ error: "a number" }), DEFAULT_THRESHOLDS[name]).register(registry, {
    description,
    type: "integer",
    minimum: 1,
  });

const email = text("E-mail address.", EMAIL_PATTERN);

const network = object("The account's firewall. The endpoint stays public HTTPS.", {
  allowedIps: optional(
    list(
      "Public IPv4 addresses and ranges that may call; everybody else is refused.",
      text("Address, or range such as 20.42.8.0/24."),
    ),
  ),
  restrictOutbound: withDefault(flag("Let the account itself fetch only from outboundHosts."), false),
  outboundHosts: optional(items("Hosts that the account may fetch from.", text("Host name.", HOST_PATTERN))),
  privateEndpoint: refused("Refused: the endpoint is public HTTPS."),
  privateEndpoints: refused("Refused: the endpoint is public HTTPS."),
  subnet: refused("Refused: Foundry is not in the virtual network."),
  subnets: refused("Refused: Foundry is not in the virtual network."),
});

const raiPolicies = items(
  "Content filter policies, for raiPolicy in models.yaml.",
  object("One policy.", {
    name: text("Name that models refer to.", RAI_POLICY_NAME_PATTERN),
    base: withDefault(oneOf("Built-in policy to start from.", RAI_POLICIES), "Microsoft.DefaultV2"),
    mode: withDefault(
      oneOf("Default holds an answer back while it is judged; Asynchronous_filter does not.", RAI_POLICY_MODES),
      "Default",
    ),
    filters: list(
      "What differs from the base.",
      object("One filter on one side.", {
        name: oneOf("Filter, as Azure spells it.", CONTENT_FILTERS),
        source: oneOf("What is looked at.", FILTER_SOURCES),
        severity: optional(oneOf("From which severity on; Low filters most.", FILTER_SEVERITIES)),
        enabled: withDefault(flag("Look at the content."), true),
        block: withDefault(flag("Refuse what is found; off: only mark it."), true),
      }),
    ),
  }),
);

const monitoring = object("Logs and alerts. Both cost money: see the README.", {
  logs: optional(
    object("Logs to a Log Analytics workspace that exists.", {
      workspaceId: text("Azure resource id of the workspace.", WORKSPACE_ID_PATTERN),
      categories: optional(list("Kinds of log.", oneOf("Kind of log.", LOG_CATEGORIES))),
    }),
  ),
  alerts: optional(
    object("Who is told of trouble, and from which values on.", {
      emails: list("Who is told.", email),
      throttledCalls: count("throttledCalls", "Answers with status 429 of one deployment in 5 minutes."),
      serverErrors: count("serverErrors", "Answers with one 5xx status of one deployment in 5 minutes."),
      tokensPerHour: count("tokensPerHour", "Tokens of all deployments in an hour, prompts and answers."),
    }),
  ),
});

const budget = object("Who is told what the account costs. Has no effect on sponsorship credits.", {
  amount: z
    .number({ error: "a number" })
    .register(registry, { description: "A month, in the currency of the bill.", minimum: 1 }),
  startMonth: text("First month, YYYY-MM.", "^20[0-9]{2}-(0[1-9]|1[0-2])$"),
  emails: optional(items("Who is told.", email)),
  roles: optional(items("Whoever has this role on the resource group is told.", oneOf("Role.", BUDGET_ROLES))),
  notices: optional(
    list(
      "When; at 50, 80 and 100 percent spent and 100 percent forecast unless given.",
      object("One notice.", {
        percent: z
          .number({ error: "a number" })
          .register(registry, { description: "Of the amount.", type: "integer", minimum: 1, maximum: 1000 }),
        basis: withDefault(oneOf("Money spent, or the forecast for the month.", BUDGET_BASES), "Actual"),
      }),
    ),
  ),
});

/** Every section may be left out; then nothing of it is built. */
export const operationsSections = {
  network: optional(network),
  raiPolicies: optional(raiPolicies),
  monitoring: optional(monitoring),
  budget: optional(budget),
};
