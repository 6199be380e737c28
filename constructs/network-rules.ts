/** The account's arguments on who may call it and what it may fetch. */
import type { CognitiveAccountConfig } from "@cdktf/provider-azurerm/lib/cognitive-account";
import {
  ALLOWED_IP,
  ALLOWED_IPS,
  EVERYBODY,
  NETWORK_BYPASS,
  type NetworkSettings,
  OUTBOUND_HOST,
} from "../config/sections/network/rules";
import { demand } from "./demand";

type Arguments = Pick<CognitiveAccountConfig, "networkAcls" | "outboundNetworkAccessRestricted" | "fqdns">;

/**
 * Nothing takes a rule set away again: the provider leaves it out of what it sends, and Azure keeps it. So an account is
 * opened by a rule set that lets everybody in.
 *
 * An allow-list of addresses never closes the endpoint, and Azure's own trusted services pass it.
 * @throws Error when the list is empty, or holds what Azure does not take
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account#network_acls
 */
export function networkRules({ allowedIps, outboundHosts }: NetworkSettings = {}): Arguments {
  const isOpen = allowedIps === EVERYBODY;
  const ips = isOpen ? [] : allowedIps;
  if (ips !== undefined && !isOpen) demand(ALLOWED_IPS, ips, "allowedIps");
  for (const ip of ips ?? []) demand(ALLOWED_IP, ip, "allowedIps");
  for (const host of outboundHosts ?? []) demand(OUTBOUND_HOST, host, "outboundHosts");
  return {
    ...(ips && {
      networkAcls: { defaultAction: isOpen ? "Allow" : "Deny", bypass: NETWORK_BYPASS, ipRules: [...ips] },
    }),
    ...(outboundHosts && { outboundNetworkAccessRestricted: true, fqdns: [...outboundHosts] }),
  };
}
