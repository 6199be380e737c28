/** The account's arguments on who may call it and what it may fetch. */
import type { CognitiveAccountConfig } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { ALLOWED_IP, ALLOWED_IPS, type NetworkSettings, OUTBOUND_HOST } from "../config/sections/network/rules";
import { demand } from "./demand";

type Arguments = Pick<CognitiveAccountConfig, "networkAcls" | "outboundNetworkAccessRestricted" | "fqdns">;

/**
 * An allow-list of addresses never closes the endpoint, and Azure's own trusted services pass it.
 * @throws Error when the list is empty, or holds what Azure does not take
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account#network_acls
 */
export function networkRules({ allowedIps, outboundHosts }: NetworkSettings = {}): Arguments {
  if (allowedIps !== undefined) demand(ALLOWED_IPS, allowedIps, "allowedIps");
  for (const ip of allowedIps ?? []) demand(ALLOWED_IP, ip, "allowedIps");
  for (const host of outboundHosts ?? []) demand(OUTBOUND_HOST, host, "outboundHosts");
  return {
    ...(allowedIps && {
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices", ipRules: [...allowedIps] },
    }),
    ...(outboundHosts && { outboundNetworkAccessRestricted: true, fqdns: [...outboundHosts] }),
  };
}
