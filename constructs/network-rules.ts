/** The account's arguments on who may call it and what it may fetch. */
import type { CognitiveAccountConfig } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { ipFault, isHost } from "../config/model-network";
import type { NetworkSettings } from "../config/model-network";

type Arguments = Pick<CognitiveAccountConfig, "networkAcls" | "outboundNetworkAccessRestricted" | "fqdns">;

/**
 * An allow-list of addresses never closes the endpoint, and Azure's own trusted services pass it.
 * @throws Error when the list is empty, or holds what Azure does not take
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account#network_acls
 */
export function networkRules({ allowedIps, outboundHosts }: NetworkSettings = {}): Arguments {
  const badIp = allowedIps?.find((ip) => ipFault(ip) !== undefined);
  if (badIp !== undefined) {
    throw new Error(`allowed address ${JSON.stringify(badIp)}: use public IPv4 addresses, or ranges of at least 4`);
  }
  if (allowedIps?.length === 0) throw new Error("allowedIps is empty: nobody could call the account");
  const badHost = outboundHosts?.find((host) => !isHost(host));
  if (badHost !== undefined) throw new Error(`outbound host ${JSON.stringify(badHost)}: use a full host name`);
  return {
    ...(allowedIps && {
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices", ipRules: [...allowedIps] },
    }),
    ...(outboundHosts && { outboundNetworkAccessRestricted: true, fqdns: [...outboundHosts] }),
  };
}
