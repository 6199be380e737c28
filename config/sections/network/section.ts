import type { Section } from "../section";
import { check } from "./checks";
import { resolve } from "./resolve";
import type { NetworkSettings } from "./rules";
import { shape } from "./shape";

/** Undefined: every address may call, with a token. */
export const network: Section<typeof shape, NetworkSettings | undefined> = {
  shape,
  check,
  resolve,
  /** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account#argument-reference */
  onAccount: {
    actions: { allowedIps: "update", outboundHosts: "update" },
    fields: (settings) => ({
      allowedIps: [settings?.allowedIps ?? []].flat().join(", ") || null,
      outboundHosts: settings?.outboundHosts === undefined ? null : settings.outboundHosts.join(", ") || "none",
    }),
  },
};
