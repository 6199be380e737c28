/** The list of all providers. */
import type * as z from "zod/mini";
import { optional } from "../../files/schema-parts";
import { wordRule } from "../../rule";
import { bedrock } from "./bedrock";
import { direct } from "./direct";
import { foundry } from "./foundry";
import type { ProviderKind } from "./provider";
import { vertex } from "./vertex";

const PROVIDERS = { foundry, bedrock, vertex, direct };

type Providers = typeof PROVIDERS;
export type ProviderName = keyof Providers;

/** Every provider with its name. */
export const providers = Object.entries(PROVIDERS) as [ProviderName, ProviderKind<z.ZodMiniType>][];

/** What `LLM_PROVIDER` may say. */
export const PROVIDER = wordRule("unknown-provider", "a provider", Object.keys(PROVIDERS) as ProviderName[]);

/** Their settings, each of which may be left out. */
export const providerShapes = Object.fromEntries(providers.map(([name, { shape }]) => [name, optional(shape)])) as {
  readonly [Name in ProviderName]: z.ZodMiniOptional<Providers[Name]["shape"]>;
};
