/** The rule that no key gets into a stack, its outputs or its state by way of the code. */
import type { Rule } from "./policy-rule";

/** Attributes of Azure resources that are keys or hold one. */
const KEY_NAMES =
  "(?:primary|secondary)_[a-z_]*(?:key|connection_string|sas)|access_key|account_key|api_key|admin_key|query_key|shared_key|" +
  "client_key|client_secret|admin_password|sas_token|connection_string|instrumentation_key|kube_(?:admin_)?config(?:_raw)?";
/** What follows a type is a name, not an attribute: a content filter may be called `api_key`. */
const KEY_ATTRIBUTE = new RegExp(`(?<!\\bazurerm_[a-z0-9_]+)[.["'](${KEY_NAMES})\\b`);
/** An account as a whole has its keys in it. */
const WHOLE_ACCOUNT = /\bazurerm_cognitive_account\.[A-Za-z0-9_-]+(?![A-Za-z0-9_.[-])/;
/** Arguments of providers and backends that hold a secret as text. */
const SECRET_ARGUMENT = new RegExp(
  `^(${KEY_NAMES}|password|token|client_certificate(_password)?|oidc_(request_)?token)$`,
);

export const noKeyReference: Rule = {
  id: "no-key-reference",
  title: "Nothing refers to a key.",
  reason:
    "what an expression reads is kept in Terraform state, and an output shows it to everybody who can read the state",
  fix: "take the reference out; callers sign in with Entra ID and need no key",
  related: [
    {
      id: "AZR-000279",
      differs: "the check looks at outputs of deployments only; here no expression at all may read a key",
    },
  ],
  check: ({ kind, block }) => {
    const causes = new Set<string>();
    visit(block, "", (text, key) => {
      if (/[$%]\{/.test(text)) {
        const attribute = KEY_ATTRIBUTE.exec(text)?.[1];
        if (attribute !== undefined) causes.add(`refers to the key attribute ${attribute}`);
        if (WHOLE_ACCOUNT.test(text)) causes.add("refers to the account as a whole, keys included");
      } else if ((kind === "provider" || kind === "terraform") && text !== "" && SECRET_ARGUMENT.test(key)) {
        causes.add(`holds a secret in ${key}`);
      }
    });
    return causes.size > 0 ? { causes: [...causes] } : "pass";
  },
};

/** Every text in a block, with the key it stands at; expressions in keys count too. */
function visit(value: unknown, key: string, look: (text: string, key: string) => void): void {
  if (typeof value === "string") look(value, key);
  if (typeof value !== "object" || value === null) return;
  for (const [name, child] of Object.entries(value)) {
    if (name === "//") continue;
    if (!Array.isArray(value)) look(name, "");
    visit(child, Array.isArray(value) ? key : name, look);
  }
}
