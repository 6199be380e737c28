/** Checks on the section `network`. */
import { ipFault, isHost, MAX_OUTBOUND_HOSTS } from "../model-network";
import type { IpFault } from "../model-network";
import type { AccountFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { grouped } from "../text";
import { quoted } from "./check";
import type { CheckContext } from "./check";
import { Complaints } from "./complain";

/** What people may look for here, and why this project has none of it. */
const PRIVATE_ENDPOINT = {
  message:
    "no private endpoint: Foundry is not in the virtual network, and pods call the public HTTPS endpoint with Entra ID",
  help: "remove it; to let only the cluster call list its egress addresses in allowedIps",
};
const SUBNETS = {
  message: "no subnets: they would tie the account to the virtual network, which Foundry is not in",
  help: "remove them; list the cluster's egress addresses in allowedIps instead",
};
const REFUSED = {
  privateEndpoint: PRIVATE_ENDPOINT,
  privateEndpoints: PRIVATE_ENDPOINT,
  subnet: SUBNETS,
  subnets: SUBNETS,
};

export function checkNetwork({ file, asRead }: CheckedFile<AccountFile>, context: CheckContext): void {
  const { network } = asRead;
  if (network === undefined) return;
  const complaints = new Complaints(file, context);
  for (const [key, { message, help }] of Object.entries(REFUSED)) {
    if (key in network) complaints.error(["network", key], "private-network", message, help, "key");
  }
  const { allowedIps, outboundHosts } = network;
  const nobody = "an empty allow-list would refuse every caller";
  complaints.filled(
    ["network", "allowedIps"],
    allowedIps,
    nobody,
    "list addresses, or remove the key to let everybody call",
  );
  complaints.texts(["network", "allowedIps"], "ip-range", allowedIps ?? [], ipComplaint);
  complaints.texts(["network", "outboundHosts"], "outbound-host", outboundHosts ?? [], hostComplaint);
  checkOutbound(network, complaints);
}

function checkOutbound(network: AsRead<NonNullable<AccountFile["network"]>>, complaints: Complaints): void {
  const { restrictOutbound, outboundHosts = [] } = network;
  const isOff = restrictOutbound === false || !("restrictOutbound" in network);
  if (outboundHosts.length > 0 && isOff) {
    const message = "outboundHosts has no effect: the account may fetch from everywhere";
    complaints.error(["network", "outboundHosts"], "outbound-host", message, "add restrictOutbound: true", "key");
  }
  if (outboundHosts.length > MAX_OUTBOUND_HOSTS) {
    const message = `${grouped(outboundHosts.length)} hosts, but Azure takes ${grouped(MAX_OUTBOUND_HOSTS)}`;
    complaints.error(["network", "outboundHosts"], "outbound-host", message, "remove some", "key");
  }
}

function ipComplaint(text: string): readonly [string, string] | undefined {
  const fault = ipFault(text);
  return fault && complaintOn(text, fault);
}

function complaintOn(text: string, fault: IpFault): readonly [string, string] {
  switch (fault.kind) {
    case "invalid":
      return [
        `${quoted(text)} is not an IPv4 address or range`,
        "write 20.42.7.9 or 20.42.8.0/24; Azure takes no IPv6 here",
      ];
    case "host-bits":
      return [
        `the range ${text} has bits set beyond its prefix`,
        `write ${fault.instead} for the range, or the address alone`,
      ];
    case "too-small":
      return [`Azure takes no range as small as ${text}`, `write ${fault.instead}, without a prefix`];
    case "not-public":
      return [
        `${text} holds addresses that nobody calls from over the internet`,
        "list public addresses: az aks show prints the cluster's in networkProfile.loadBalancerProfile.effectiveOutboundIPs",
      ];
  }
}

function hostComplaint(host: string): readonly [string, string] | undefined {
  if (isHost(host)) return undefined;
  return [`${quoted(host)} is not a host name`, "write it in full and lower case, without scheme, port or wildcard"];
}
