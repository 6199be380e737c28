/** Who may do what, as it is switched on: one row for each guard. */
import type { Environment } from "../../config/environment";
import { POD_ROLE } from "../../config/sections/identity/rules";
import { EVERYBODY } from "../../config/sections/network/rules";
import { grouped, plural } from "../../config/text";

export interface Guard {
  readonly name: string;
  /** Whether the configuration switches it on. */
  readonly isOn: boolean;
  /** What that means. */
  readonly meaning: string;
}

export function guardsOf(environment: Environment): Guard[] {
  const { account, identity, lock } = environment;
  return [
    {
      name: "API keys",
      isOn: account.localAuth,
      meaning: account.localAuth
        ? "keys work beside the sign-in by Entra ID: whoever has a key may call"
        : "no key works: every caller signs in at Entra ID",
    },
    {
      name: "Identity of the pods",
      isOn: identity !== undefined,
      meaning:
        identity === undefined
          ? "none is made here: the pods' identity and its role must exist already"
          : `${identity.name}, for ${identity.serviceAccount} in ${identity.namespaces.join(", ")}, with the role ${POD_ROLE}`,
    },
    ...accessGuards(environment),
    ...networkGuards(environment),
    ...filterGuards(environment),
    {
      name: "Lock against deletion",
      isOn: lock !== undefined,
      meaning:
        lock === undefined
          ? "whoever has the right can delete the account in Azure"
          : "nothing on the account can be deleted in Azure while it is on",
    },
    {
      name: "Terraform refuses to destroy the account",
      isOn: account.preventDestroy,
      meaning: account.preventDestroy ? "a plan that would delete it stops" : "a plan may delete it",
    },
    ...watchGuards(environment),
  ];
}

function accessGuards({ access }: Environment): Guard[] {
  const grants = access.map(
    ({ principalType, role, principalId }) => `${principalType} ${principalId.slice(0, 8)}… is ${role}`,
  );
  return [
    {
      name: "Further people and programs",
      isOn: access.length > 0,
      meaning:
        access.length > 0
          ? grants.join("; ")
          : "none are given a role here; roles given elsewhere in Azure are not known",
    },
  ];
}

function networkGuards({ network }: Environment): Guard[] {
  const { allowedIps, outboundHosts } = network ?? {};
  const isOpen = allowedIps === undefined || allowedIps === EVERYBODY;
  return [
    {
      name: "Addresses that may call",
      isOn: !isOpen,
      meaning: isOpen
        ? "every address may call the public HTTPS endpoint; it still has to sign in"
        : `only ${allowedIps.join(", ")} and Azure's own trusted services`,
    },
    {
      name: "What the account itself may fetch",
      isOn: outboundHosts !== undefined,
      meaning:
        outboundHosts === undefined
          ? "not restricted"
          : outboundHosts.length === 0
            ? "nothing"
            : `only from ${outboundHosts.join(", ")}`,
    },
  ];
}

function filterGuards({ deployments, raiPolicies }: Environment): Guard[] {
  const names = [...new Set(deployments.map(({ raiPolicy }) => raiPolicy))].sort();
  const own = raiPolicies.map(({ name }) => name);
  return [
    {
      name: "Content filters",
      isOn: true,
      meaning: names
        .map((name) => {
          const count = deployments.filter(({ raiPolicy }) => raiPolicy === name).length;
          return `${name}${own.includes(name) ? " (our own)" : ""} on ${plural(count, "deployment")}`;
        })
        .join("; "),
    },
  ];
}

function watchGuards({ budget, monitoring, state }: Environment): Guard[] {
  const { diagnostics, alerts } = monitoring ?? {};
  return [
    {
      name: "Budget",
      isOn: budget !== undefined,
      meaning:
        budget === undefined
          ? "nobody is told when spending passes an amount"
          : `${grouped(budget.amount)} a month in the currency of the bill; notices at ${budget.notices.map(({ percent }) => `${percent} %`).join(", ")}; nothing is switched off`,
    },
    {
      name: "Logs",
      isOn: diagnostics !== undefined,
      meaning:
        diagnostics === undefined ? "none are kept" : `${diagnostics.logCategories.join(", ")} go to a workspace`,
    },
    {
      name: "Alerts",
      isOn: alerts !== undefined,
      meaning:
        alerts === undefined
          ? "nobody is told of throttling or server errors"
          : "somebody gets an e-mail on throttling, server errors and unusually many tokens",
    },
    {
      name: "Shared state",
      isOn: state.backend !== "local",
      meaning:
        state.backend === "local"
          ? "Terraform's state is a file on one machine"
          : "Terraform's state is shared, and locked while somebody deploys",
    },
  ];
}
