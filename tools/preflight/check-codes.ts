/** Groups and codes of the checks. Stable: `--only` and `--skip` take them, `docs/preflight.md` has an entry for each. */
export const CHECK_CODES = {
  access: ["subscription", "resource-provider", "resource-group"],
  account: ["account", "subdomain", "local-auth", "project-management", "network", "public-access", "tags"],
  models: ["model-offer", "model-lifecycle", "capacity"],
  quota: ["quota"],
  deployments: ["deployment"],
  monitoring: ["workspace"],
  snapshot: ["snapshot-age"],
} as const;

export type Group = keyof typeof CHECK_CODES;
export type CheckCode = (typeof CHECK_CODES)[Group][number];
