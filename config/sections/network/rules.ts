/** Who may call the endpoint, and what the account itself may fetch from. A leaf: imports only leaves. */
import { filledRule, quoted, rule, textRule } from "../../rule";

/** The account's firewall. The endpoint stays public HTTPS: without rules, and with them for the addresses allowed. */
export interface NetworkSettings {
  /** Public IPv4 addresses and ranges that may call, sorted. Undefined: every address, with a token. */
  readonly allowedIps?: readonly string[];
  /** Hosts that the account may fetch from, sorted; empty: none. Undefined: no restriction. */
  readonly outboundHosts?: readonly string[];
}

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
].map(parsedRange);

interface Range {
  /** The address as a number, host bits and all. */
  readonly address: number;
  /** Bits of the network: 0 to 32. */
  readonly prefix: number;
}

/** An address or a range that may call, as Azure takes it. */
export const ALLOWED_IP = rule<string>({
  code: "ip-range",
  fault: (text) => {
    const range = parseRange(text);
    if (range === undefined) {
      const help = "write 20.42.7.9 or 20.42.8.0/24; Azure takes no IPv6 here";
      return { message: `${quoted(text)} is not an IPv4 address or range`, help };
    }
    const { address, prefix } = range;
    const network = networkOf(range);
    if (text.includes("/") && prefix >= 31) {
      const addresses = (prefix === 32 ? [address] : [network, network + 1]).map(dotted).join(" and ");
      return { message: `Azure takes no range as small as ${text}`, help: `write ${addresses}, without a prefix` };
    }
    if (network !== address) {
      const help = `write ${dotted(network)}/${prefix} for the range, or the address alone`;
      return { message: `the range ${text} has bits set beyond its prefix`, help };
    }
    return NOT_PUBLIC.some((other) => overlap(range, other))
      ? { message: `${text} holds addresses that nobody calls from over the internet`, help: CLUSTER_ADDRESSES }
      : undefined;
  },
});
const CLUSTER_ADDRESSES =
  "list public addresses: az aks show prints the cluster's in networkProfile.loadBalancerProfile.effectiveOutboundIPs";

/** An address is a range of one. */
function parseRange(text: string): Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text);
  if (match === null) return undefined;
  const [octets, prefix] = [match.slice(1, 5), match[5] ?? "32"];
  const isPlain = [...octets, prefix].every((part) => part === String(Number(part)));
  if (!isPlain || octets.some((octet) => Number(octet) > 255) || Number(prefix) > 32) return undefined;
  return { address: octets.reduce((sum, octet) => sum * 256 + Number(octet), 0), prefix: Number(prefix) };
}

function parsedRange(text: string): Range {
  const range = parseRange(text);
  if (range === undefined) throw new Error(`${text} is not a range`);
  return range;
}

function networkOf({ address, prefix }: Range): number {
  const size = 2 ** (32 - prefix);
  return Math.floor(address / size) * size;
}

function overlap(a: Range, b: Range): boolean {
  const prefix = Math.min(a.prefix, b.prefix);
  return networkOf({ ...a, prefix }) === networkOf({ ...b, prefix });
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
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
  "list addresses, or remove the key to let everybody call",
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
