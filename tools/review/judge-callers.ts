/** What a change takes from those who call, or lets pass: addresses, hosts to fetch from, and what pods sign in with. */
import { federatedCredentialAddress, POD_IDENTITY_ADDRESS } from "../../config/addresses";
import { EVERYBODY, isWithin, type NetworkSettings } from "../../config/sections/network/rules";
import { listed } from "../../config/text";
import { callsFoundry, type Context, sorted } from "./context";
import type { ResourceChange } from "./diff-resources";
import { careful, note, type Remark } from "./risk";

/** Of the account's firewall, and of what it may fetch itself. */
export function networkRemarks({ before, after }: Context): Remark[] {
  const [was, is] = [before?.environment.network, after?.environment.network];
  return [
    ...firewallRemarks(was?.allowedIps, is?.allowedIps),
    ...outboundRemarks(was?.outboundHosts, is?.outboundHosts),
  ];
}

/** The provider cannot take a rule set away: Azure keeps it, and every later plan says 1 to change. */
function firewallRemarks(was: NetworkSettings["allowedIps"], is: NetworkSettings["allowedIps"]): Remark[] {
  if (is === undefined) {
    const text = "Azure keeps its rule set, and every later plan shows a change";
    if (was === undefined) return [];
    if (was === EVERYBODY) return [careful(`${text}: leave allowedIps: ${EVERYBODY} where it is`)];
    const advice = `everybody else stays refused: write allowedIps: ${EVERYBODY} instead`;
    return [{ ...careful(`${text}; ${advice}`), isError: true }];
  }
  if (is === EVERYBODY) {
    // Without a list every address may call already, unless somebody has closed the account elsewhere.
    const text = "every address may call from now on, with a token";
    return was === EVERYBODY ? [] : [was === undefined ? note(text) : careful(text)];
  }
  if (was === undefined || was === EVERYBODY)
    return [careful(`Azure refuses all callers but ${listed(is)} and its own trusted services`)];
  const { gained, lost } = difference(was, is, isWithin);
  return [
    ...(lost.length > 0 ? [careful(`Azure refuses callers from ${listed(lost)} that no other entry holds`)] : []),
    ...(gained.length > 0 ? [careful(`more may call: ${listed(gained)}`)] : []),
  ];
}

function outboundRemarks(was: NetworkSettings["outboundHosts"], is: NetworkSettings["outboundHosts"]): Remark[] {
  if (is === undefined) return was === undefined ? [] : [careful("the account itself may fetch from every host")];
  if (was === undefined) {
    return [careful(`the account itself may fetch from ${is.length > 0 ? `${listed(is)} only` : "no host"}`)];
  }
  const { gained, lost } = difference(was, is, (one, other) => one === other);
  return [
    ...(lost.length > 0 ? [careful(`the account itself may no longer fetch from ${listed(lost)}`)] : []),
    ...(gained.length > 0 ? [careful(`the account itself may fetch from ${listed(gained)}, too`)] : []),
  ];
}

/** @param isHeld whether the second entry lets through all that the first does */
function difference(
  was: readonly string[],
  is: readonly string[],
  isHeld: (one: string, other: string) => boolean,
): { gained: string[]; lost: string[] } {
  const without = (some: readonly string[], others: readonly string[]): string[] =>
    some.filter((one) => !others.some((other) => isHeld(one, other)));
  return { gained: without(is, was), lost: without(was, is) };
}

/**
 * An issuer and a subject may stand together only once in an identity, so the second one has to go before the deploy.
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
 */
const ONE_CREDENTIAL = careful(
  "a namespace has one credential, so pods that sign in as before fail once their token ends: " +
    "to let both sign in, make a second one by hand, move the pods, and delete it right before this deploy",
);

/** Of what pods sign in with. */
export function signInRemarks(change: ResourceChange, context: Context): Remark[] {
  const { address, action, before, after, fields } = change;
  const side = context.after;
  if (!callsFoundry(context)) return [];
  if (address === POD_IDENTITY_ADDRESS && action === "delete") {
    return [careful("pods that sign in with it fail unless they have another identity")];
  }
  if (address === POD_IDENTITY_ADDRESS && action === "replace") {
    return [
      careful("pods get another client id: they fail until their service account has it and they have restarted"),
    ];
  }
  // Without the identity itself there is nothing more to say of each namespace.
  const isCredential = (after ?? before)?.type === "azurerm_federated_identity_credential";
  if (!isCredential || side?.environment.identity === undefined) return [];
  if (action === "delete") return [careful(`pods no longer sign in as ${String(before?.fields.subject)}`)];
  if (action !== "update") return [];
  const remarks = fields.flatMap(({ field, before: was, after: is }) => {
    if (field === "subject") return [careful(`pods sign in as ${String(is)}, and no longer as ${String(was)}`)];
    return field === "oidcIssuerUrl"
      ? [careful(`pods sign in only from the cluster with the issuer ${String(is)}`)]
      : [];
  });
  return address === firstUpdatedCredential(context) ? [...remarks, ONE_CREDENTIAL] : remarks;
}

/** What all namespaces that stay have in common changes, so that it is said of the first. */
function firstUpdatedCredential({ before, after }: Context): string | undefined {
  const [old, now] = [before, after].map((side) => side?.environment.identity?.namespaces ?? []);
  const [first] = sorted((now ?? []).filter((one) => old?.includes(one)));
  return first === undefined ? undefined : federatedCredentialAddress(first);
}
