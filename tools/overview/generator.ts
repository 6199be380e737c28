/** Pages and pictures say by this who wrote them: what another program wrote is never replaced. */
export const GENERATOR = "aucert-foundry overview";
