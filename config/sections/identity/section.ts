import type { Section } from "../section";
import { adoptable } from "./adopt";
import { check } from "./checks";
import { resolve } from "./resolve";
import { resources } from "./resources";
import type { PodIdentitySettings } from "./rules";
import { shape } from "./shape";

/** Undefined: pods get their identity elsewhere. */
export const identity: Section<typeof shape, PodIdentitySettings | undefined> = {
  shape,
  check,
  resolve,
  adoptable,
  effect: {
    cost: "costs nothing",
    blocks: "blocks nothing",
    roles: "Managed Identity Contributor and Role Based Access Control Administrator",
    page: "docs/runbooks/pod-identity.md",
  },
  resourceProviders: ["Microsoft.ManagedIdentity"],
  resources,
};
