import type { Account, Aks } from "../model";
import { sortedTexts } from "../text";
import type { BaseFile } from "./shape";

export function resolveAccount({ customSubdomain, subscriptionId, tags, ...account }: BaseFile["account"]): Account {
  return {
    ...account,
    tags: { ...tags },
    subdomain: customSubdomain ?? account.name,
    ...(subscriptionId !== undefined && { subscriptionId }),
  };
}

export function resolveAks({ context, namespaces, ...aks }: BaseFile["aks"]): Aks {
  return { ...aks, context: context ?? aks.cluster, namespaces: sortedTexts(namespaces) };
}
