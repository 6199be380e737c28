/** Checks on who may call the account and what it may fetch, against what the section `network` says. */
import { EVERYBODY, NETWORK_BYPASS, type NetworkSettings } from "../../../config/sections/network/rules";
import { plural } from "../../../config/text";
import type { NetworkRules } from "../../azure/facts";
import { defineAccountCheck } from "../preflight-check";
import { notSaved, pass, type Verdict, warning } from "../outcome";

export const network = defineAccountCheck("network", (existing, { environment }) => {
  if (existing.network === undefined) return [notSaved("its network rules")];
  const { allowedIps, outboundHosts } = environment.network ?? {};
  return [
    judgeCallers(allowedIps, existing.network.rules),
    ...judgeOutbound(outboundHosts, existing.network.outboundHosts),
  ];
});

export function judgeCallers(wanted: NetworkSettings["allowedIps"], rules: NetworkRules | undefined): Verdict {
  if (wanted === undefined) {
    return rules === undefined ? pass("everybody may call, with a token: no network rules") : judgeUnsaid(rules);
  }
  const isOpen = rules?.defaultAction !== "Deny";
  if (wanted === EVERYBODY) return isOpen ? judgeOpen(rules) : judgeOpening(rules);
  return isOpen ? judgeClosing(wanted) : judgeList(wanted, rules);
}

/** Terraform leaves out what the configuration does not say, and Azure then keeps what it has. */
function judgeUnsaid(rules: NetworkRules): Verdict {
  const isClosed = rules.defaultAction === "Deny";
  const who = isClosed
    ? `Azure lets only ${callersOf(rules)} call`
    : "Azure has a network rule that lets everybody call";
  const open = `allowedIps: ${EVERYBODY}`;
  const keep =
    rules.ips.length > 0 ? `allowedIps: [${rules.ips.join(", ")}]` : "allowedIps with the addresses that may call";
  const help = isClosed
    ? `write ${keep} below network to keep it so, or ${open} to let everybody call with a token`
    : `write ${open} below network`;
  return warning(`${who}, and account.yaml has no network.allowedIps: every plan will say 1 to change`, help);
}

function judgeOpen(rules: NetworkRules | undefined): Verdict {
  const isWritten = rules?.bypass === NETWORK_BYPASS && rules.ips.length === 0 && rules.subnets === 0;
  return pass(`everybody may call, with a token${isWritten ? "" : "; the next apply writes that out (1 to change)"}`);
}

function judgeOpening(rules: NetworkRules): Verdict {
  const message = `only ${callersOf(rules)} may call in Azure, and apply lets everybody call, with a token`;
  return warning(message, "make sure that this is wanted; else list the addresses in network.allowedIps");
}

function judgeClosing(wanted: readonly string[]): Verdict {
  const message = `everybody may call in Azure, and apply lets only ${wanted.join(", ")} call`;
  return warning(message, "make sure that these are the addresses of every caller: all others will be refused");
}

function judgeList(wanted: readonly string[], { ips, subnets, bypass }: NetworkRules): Verdict {
  const differing = [
    ...ips.filter((ip) => !wanted.includes(ip)).map((ip) => `${ip} in Azure only`),
    ...wanted.filter((ip) => !ips.includes(ip)).map((ip) => `${ip} here only`),
    ...(subnets > 0 ? [`${plural(subnets, "subnet")} in Azure only`] : []),
    ...(bypass === NETWORK_BYPASS ? [] : [`Azure's own trusted services here only`]),
  ];
  if (differing.length === 0) return pass(`only ${wanted.join(", ")} may call, as configured`);
  const message = `who may call differs (${differing.join("; ")}): the plan changes it in place`;
  return warning(
    message,
    "apply refuses what is in Azure only: what still calls from there goes into network.allowedIps",
  );
}

function callersOf({ ips, subnets }: NetworkRules): string {
  return [...ips, ...(subnets > 0 ? [plural(subnets, "subnet")] : [])].join(", ") || "Azure's own services";
}

/** Undefined hosts: every host. */
function judgeOutbound(wanted: readonly string[] | undefined, actual: readonly string[] | undefined): Verdict[] {
  const textOf = (hosts: readonly string[] | undefined) =>
    hosts === undefined ? "everywhere" : hosts.join(", ") || "nowhere";
  if (textOf(wanted) === textOf(actual)) return [];
  const message = `the account may fetch from ${textOf(actual)} in Azure, and from ${textOf(wanted)} after apply`;
  return [warning(message, "to keep what Azure has, write it in restrictOutbound and outboundHosts below network")];
}

export const publicAccess = defineAccountCheck("public-access", (existing) => [
  judgePublicAccess(existing.publicAccess),
]);

function judgePublicAccess(isOn: boolean | undefined): Verdict {
  if (isOn === undefined) return notSaved("the settings of its endpoint");
  if (isOn) return pass("the endpoint can be reached from the internet, as always here");
  const help =
    "make sure that this is wanted: this project has no private endpoint; network.allowedIps limits who may call";
  return warning("the endpoint is closed to the internet in Azure, and apply opens it", help);
}
