/** What preflight asks Azure, and the answers as it keeps them: only what a check reads, no token, no subscription id. */
import * as z from "zod/mini";

const text = z.string();
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** Addresses that may call; without rules everybody may, with a token. */
const networkRules = z.strictObject({
  /** `Allow` or `Deny`, for whoever no rule names. */
  defaultAction: z.optional(text),
  /** `AzureServices` lets Azure's own trusted services pass. */
  bypass: z.optional(text),
  ips: z.array(text),
  /** How many; their ids hold a subscription. */
  subnets: z.number(),
});

/** What an older snapshot lacks is optional, and unknown when it is missing. */
const account = z.strictObject({
  name: text,
  kind: z.optional(text),
  location: z.optional(text),
  /** Absent while the account has none. */
  subdomain: z.optional(text),
  localAuth: z.boolean(),
  projectManagement: z.boolean(),
  /** `Succeeded`, or what Azure is doing to it. */
  state: z.optional(text),
  network: z.optional(
    z.strictObject({
      /** Absent when the account has none. */
      rules: z.optional(networkRules),
      /** Hosts that the account may fetch from; absent when it may from everywhere. */
      outboundHosts: z.optional(z.array(text)),
    }),
  ),
  /** Whether the endpoint can be reached from the internet at all. */
  publicAccess: z.optional(z.boolean()),
  /** Ids in them are masked. */
  tags: z.optional(z.record(text, text)),
});

/** An account that was deleted and keeps its name and subdomain until it is purged. */
const deletedAccount = z.strictObject({
  name: text,
  resourceGroup: text,
  location: text,
  subdomain: z.optional(text),
  purgedOn: z.optional(day),
});

const deployedModel = z.strictObject({
  name: text,
  format: z.optional(text),
  model: z.optional(text),
  version: z.optional(text),
  sku: z.optional(text),
  /** Thousands of tokens a minute. */
  capacity: z.optional(z.number()),
  raiPolicy: z.optional(text),
  versionUpgradeOption: z.optional(text),
  /** `Succeeded`, what Azure is doing to it, or how that ended. An older snapshot lacks it. */
  state: z.optional(text),
});

const offeredSku = z.strictObject({
  name: text,
  /** Key of the SKU's row in the usages. */
  usageName: z.optional(text),
  /** Day from which calls to this SKU fail. */
  retirement: z.optional(day),
  minimum: z.optional(z.number()),
  maximum: z.optional(z.number()),
  step: z.optional(z.number()),
  allowed: z.optional(z.array(z.number())),
  /** Ids of the meters that bill it, in the price list; Azure gives them for few models. */
  meters: z.optional(z.array(text)),
});

const offeredModel = z.strictObject({
  name: text,
  format: text,
  version: text,
  /** Stage in ARM's words. */
  lifecycle: z.optional(text),
  /** Day from which calls fail. */
  retirement: z.optional(day),
  /** `Planned` or `Tentative`. */
  retirementStatus: z.optional(text),
  /** Name, and version where Azure gives it, of the model that takes over. */
  replacement: z.optional(text),
  /** What it does in ARM's words, which are not the documentation's: `chatCompletion`, `embeddings`, … */
  capabilities: z.optional(z.array(text)),
  skus: z.array(offeredSku),
});

/**
 * Quota of one usage name, in units of capacity.
 * @see https://learn.microsoft.com/dotnet/api/azure.resourcemanager.cognitiveservices.models.serviceaccountusage (read 2026-11-28)
 */
const usage = z.strictObject({
  name: text,
  limit: z.number(),
  current: z.number(),
  /** `Global` for one pool of the subscription, `DataZone` for one of the zone, `Region`; absent: not asked. */
  scopeType: z.optional(text),
});

/** The shape of each answer, by question. */
export const FACTS = {
  subscription: z.strictObject({ state: text }),
  providers: z.array(z.strictObject({ namespace: text, state: text })),
  resourceGroup: z.strictObject({ location: text, state: text }),
  /** Whether the signed-in identity may create resource groups; asked only when the group is missing. */
  mayCreateResourceGroup: z.boolean(),
  account,
  /** Those that hold the account's name or subdomain; asked only when there is no account. */
  deletedAccounts: z.array(deletedAccount),
  /** Asked only when the account does not hold the subdomain. */
  subdomain: z.strictObject({ isFree: z.boolean() }),
  /** Asked only when there is an account. */
  deployments: z.array(deployedModel),
  models: z.array(offeredModel),
  usages: z.array(usage),
  /** The workspace that the logs go to, its id masked; asked only when `monitoring.logs` names one. */
  workspace: z.strictObject({ id: text, exists: z.boolean(), state: z.optional(text) }),
} as const;

export type Question = keyof typeof FACTS;
export const QUESTIONS = Object.keys(FACTS) as Question[];
/** Asked only by later versions: an older snapshot lacks the answer. */
export const LATER_QUESTIONS: readonly Question[] = ["workspace"];

/** State of a subscription that the sign-in does not see, and of one that it may not read. */
export const NOT_FOUND = "NotFound";
export const FORBIDDEN = "Forbidden";

export type Facts = { readonly [Q in Question]: z.output<(typeof FACTS)[Q]> };
export type AccountFacts = Facts["account"];
export type DeployedModel = Facts["deployments"][number];
export type OfferedModel = Facts["models"][number];
export type OfferedSku = OfferedModel["skus"][number];
export type NetworkRules = z.output<typeof networkRules>;
export type UsageFacts = Facts["usages"][number];

/** What came back: the facts, "there is none" (or nothing to ask), or why they could not be read. */
export type Answer<T> = { readonly kind: "known"; readonly value: T } | { readonly kind: "absent" } | Unread;

export interface Unread {
  readonly kind: "unread";
  readonly reason: string;
  /** For want of a right. */
  readonly isDenied: boolean;
  /** Why asking again gives nothing else: Azure's answer cannot be used, or the snapshot is older than the question. */
  readonly fault?: Fault;
}

export const FAULTS = ["unusable", "not-saved"] as const;
export type Fault = (typeof FAULTS)[number];

export const ABSENT = { kind: "absent" } as const;

export function known<T>(value: T): Answer<T> {
  return { kind: "known", value };
}

/** Whoever answers: Azure itself, or a snapshot. */
export interface Source {
  /**
   * Asks once; the same question again gives the same answer.
   * @throws ToolError when nothing more can be asked: sign-in refused, stopped by the user
   */
  ask<Q extends Question>(question: Q): Promise<Answer<Facts[Q]>>;
}

/** Where the facts are looked for; a snapshot of another place answers nothing. */
export interface Place {
  readonly name: string;
  readonly subdomain: string;
  readonly resourceGroup: string;
  readonly location: string;
}

/** Whether two names are one in Azure, which does not regard case. */
export function isSameName(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}
