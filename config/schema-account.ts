/** The shape of the optional sections of account.yaml. Rules on values live in `checks/`. */
import { UUID_PATTERN } from "./model";
import {
  ACCESS_ROLES,
  ADDRESS_PATTERN,
  CONTAINER_PATTERN,
  IDENTITY_NAME_PATTERN,
  ISSUER_URL_PATTERN,
  LOCK_LEVELS,
  PRINCIPAL_TYPES,
  STATE_BACKENDS,
  STORAGE_ACCOUNT_PATTERN,
  WAIVABLE_RULES,
} from "./model-account";
import { operationsSections } from "./schema-operations";
import { items, object, oneOf, optional, text } from "./schema-parts";

const roleAssignment = optional(
  text(
    "Name (a UUID) of a role assignment that exists already and is adopted; made from the configuration unless given.",
    UUID_PATTERN,
  ),
);

/** Every section may be left out; then nothing of it is built. */
export const accountSections = {
  identity: optional(
    object("User-assigned identity that the pods sign in with, without a key.", {
      name: text("Name of the identity in Azure.", IDENTITY_NAME_PATTERN),
      oidcIssuerUrl: text("OIDC issuer of the AKS cluster, to the letter.", ISSUER_URL_PATTERN),
      roleAssignment,
    }),
  ),
  access: optional(
    items(
      "Further principals that may use the account.",
      object("One principal and its role on the account.", {
        principalId: text("Object id in Entra ID, a UUID; not the application id.", UUID_PATTERN),
        principalType: oneOf("What the principal is.", PRINCIPAL_TYPES),
        role: oneOf("Role at the scope of the account.", ACCESS_ROLES),
        roleAssignment,
      }),
    ),
  ),
  lock: optional(oneOf("Management lock on the account. While it is on no deployment can be deleted.", LOCK_LEVELS)),
  state: optional(
    object("Where Terraform keeps the state of this environment's stacks; in local files unless given.", {
      backend: oneOf("local, or azurerm: a container of a storage account that exists.", STATE_BACKENDS),
      storageAccount: optional(text("Storage account of the state, with backend azurerm.", STORAGE_ACCOUNT_PATTERN)),
      container: optional(text("Container of the state, with backend azurerm.", CONTAINER_PATTERN)),
    }),
  ),
  adopt: optional(
    items(
      "What exists already and is imported instead of created.",
      text("account, resource-group, identity, lock, llm-config, a model's name, or another name that validate lists."),
    ),
  ),
  policy: optional(
    object("What the policies hold the stacks against, beside their own rules.", {
      requiredTags: optional(items("Tags that everything with tags must carry.", text("Name of a tag."))),
      allowedRegions: optional(items("Azure regions that may be used.", text("Azure region, such as westus."))),
      waivers: optional(
        items(
          "Violations that somebody has answered for.",
          object("One violation and who answers for it.", {
            rule: oneOf("Rule that may be broken.", WAIVABLE_RULES),
            address: text("Terraform address of what may break it.", ADDRESS_PATTERN),
            reason: text("Why it is acceptable, for the next reader and for audits."),
            until: text("Last day of the waiver, YYYY-MM-DD."),
          }),
        ),
      ),
    }),
  ),
  ...operationsSections,
};
