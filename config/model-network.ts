/** Who may call the endpoint, and what the account itself may fetch from. A leaf: imports only leaves. */
import { matcher } from "./matcher";

/** The account's firewall. The endpoint stays public HTTPS: without rules, and with them for the addresses allowed. */
export interface NetworkSettings {
  /** Public IPv4 addresses and ranges that may call, sorted. Undefined: every address, with a token. */
  readonly allowedIps?: readonly string[];
  /** Hosts that the account may fetch from, sorted; empty: none. Undefined: no restriction. */
  readonly outboundHosts?: readonly string[];
}

/** What is wrong with an entry of the allow-list. `invalid` has no form to suggest. */
export type IpFault =
  { readonly kind: "invalid" | "not-public" } | { readonly kind: "host-bits" | "too-small"; readonly instead: string };

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

/** Undefined when Azure takes the text as an address or a range that may call. */
export function ipFault(text: string): IpFault | undefined {
  const range = parseRange(text);
  if (range === undefined) return { kind: "invalid" };
  const { address, prefix } = range;
  const network = networkOf(range);
  if (text.includes("/") && prefix >= 31) {
    const addresses = prefix === 32 ? [address] : [network, network + 1];
    return { kind: "too-small", instead: addresses.map(dotted).join(" and ") };
  }
  if (network !== address) return { kind: "host-bits", instead: `${dotted(network)}/${prefix}` };
  return NOT_PUBLIC.some((other) => overlap(range, other)) ? { kind: "not-public" } : undefined;
}

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
export const HOST_PATTERN = "^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$";
export const isHost = matcher(HOST_PATTERN);

/** @see https://learn.microsoft.com/azure/ai-services/cognitive-services-data-loss-prevention */
export const MAX_OUTBOUND_HOSTS = 1000;
