/** Who may call the endpoint, and what the account itself may fetch from. A leaf: imports only leaves. */
import { IPv4 } from "ipaddr.js";
import { quotedName } from "../../findings/characters";
import { filledRule, rule, textRule } from "../../rule";

/** The account's firewall. The endpoint stays public HTTPS: without rules, and with them for the addresses allowed. */
export interface NetworkSettings {
  /**
   * Public IPv4 addresses and ranges that may call, sorted; or all of them, written as a rule set that says so. Undefined:
   * no rule set, so that every address may call where Azure has none either.
   */
  readonly allowedIps?: readonly string[] | typeof EVERYBODY;
  /** Hosts that the account may fetch from, sorted; empty: none. Undefined: no restriction. */
  readonly outboundHosts?: readonly string[];
}

/** What passes any list: Azure's own trusted services. */
export const NETWORK_BYPASS = "AzureServices";

/** In place of a list: every address may call. */
export const EVERYBODY = "all";

/**
 * Ranges nobody calls from over the internet; Azure refuses the private ones.
 * @see https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const NOT_PUBLIC = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
].map((range) => IPv4.parseCIDR(range));

/** An address or a range that may call, as Azure takes it. */
export const ALLOWED_IP = rule<string>({
  code: "ip-range",
  fault: (text) => {
    const range = parseRange(text);
    if (range === undefined) {
      const help = "write 20.42.7.9 or 20.42.8.0/24; Azure takes no IPv6 here";
      return { message: `${quotedName(text)} is not an IPv4 address or range`, help };
    }
    const [address, prefix] = range;
    const network = IPv4.networkAddressFromCIDR(`${address}/${prefix}`).toString();
    if (text.includes("/") && prefix >= 31) {
      const help = `write ${prefix === 32 ? address : bothOf(network)}, without a prefix`;
      return { message: `Azure takes no range as small as ${text}`, help };
    }
    if (network !== address.toString()) {
      const help = `write ${network}/${prefix} for the range, or the address alone`;
      return { message: `the range ${text} has bits set beyond its prefix`, help };
    }
    return NOT_PUBLIC.some(([other, bits]) => address.match(other, Math.min(prefix, bits)))
      ? { message: `${text} holds addresses that nobody calls from over the internet`, help: CLUSTER_ADDRESSES }
      : undefined;
  },
});
const CLUSTER_ADDRESSES =
  "list public addresses: az aks show prints the cluster's in networkProfile.loadBalancerProfile.effectiveOutboundIPs";

/** An address is a range of one. Written as people write them: four decimal numbers, no zero in front. */
function parseRange(text: string): [IPv4, number] | undefined {
  const [address = "", prefix = "32", more] = text.split("/");
  const isPlain = more === undefined && /^(\d|[12]\d|3[0-2])$/.test(prefix);
  return isPlain && IPv4.isValidFourPartDecimal(address) ? [IPv4.parse(address), Number(prefix)] : undefined;
}

/** Whether every address of a range lies in the other; both are sound. */
export function isWithin(range: string, other: string): boolean {
  const [one, whole] = [parseRange(range), parseRange(other)];
  return one !== undefined && whole !== undefined && one[1] >= whole[1] && one[0].match(...whole);
}

/** The two addresses of a range with prefix 31. */
function bothOf(network: string): string {
  const [a, b, c, last] = IPv4.parse(network).octets;
  return `${network} and ${[a, b, c, Number(last) + 1].join(".")}`;
}

/** A fully qualified host name in lower case: no scheme, no port, no wildcard, no address. */
export const OUTBOUND_HOST = textRule({
  code: "outbound-host",
  pattern: "^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$",
  fault: "is not a host name",
  help: "write it in full and lower case, without scheme, port or wildcard",
});

/** @see https://learn.microsoft.com/azure/ai-services/cognitive-services-data-loss-prevention */
export const MAX_OUTBOUND_HOSTS = 1000;

export const ALLOWED_IPS = filledRule(
  "an empty allow-list would refuse every caller",
  "list addresses, or write all to let everybody call",
);

/** What people may look for here, and why this project has none of it. */
export const NO_PRIVATE_ENDPOINT = refusal(
  "no private endpoint: Foundry is not in the virtual network, and pods call the public HTTPS endpoint with Entra ID",
  "remove it; to let only the cluster call list its egress addresses in allowedIps",
);
export const NO_SUBNETS = refusal(
  "no subnets: they would tie the account to the virtual network, which Foundry is not in",
  "remove them; list the cluster's egress addresses in allowedIps instead",
);

/** A key that is known so that its refusal can say why. */
function refusal(message: string, help: string) {
  return rule<unknown>({ code: "private-network", part: "key", fault: () => ({ message, help }) });
}
