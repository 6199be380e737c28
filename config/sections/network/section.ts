import type { Section } from "../section";
import { check } from "./checks";
import { resolve } from "./resolve";
import { EVERYBODY, NETWORK_BYPASS, type NetworkSettings } from "./rules";
import { shape } from "./shape";

/** Undefined: every address may call, with a token. */
export const network: Section<typeof shape, NetworkSettings | undefined> = {
  shape,
  check,
  resolve,
  /** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account#argument-reference */
  onAccount: {
    actions: { allowedIps: "update", restrictOutbound: "update", outboundHosts: "update" },
    fields: (settings) => ({
      allowedIps: [settings?.allowedIps ?? []].flat().join(", ") || null,
      restrictOutbound: settings?.outboundHosts === undefined ? null : true,
      outboundHosts: settings?.outboundHosts?.join(", ") || null,
    }),
    block: ({ allowedIps, outboundHosts } = {}) => ({
      ...(allowedIps !== undefined && {
        network_acls:
          allowedIps === EVERYBODY
            ? { default_action: "Allow", bypass: NETWORK_BYPASS, ip_rules: [] }
            : { default_action: "Deny", bypass: NETWORK_BYPASS, ip_rules: allowedIps },
      }),
      ...(outboundHosts !== undefined && { outbound_network_access_restricted: true, fqdns: outboundHosts }),
    }),
  },
};
