/** The program as one calls it in the checkout. */
export const PROGRAM = "npx aucert-foundry";
