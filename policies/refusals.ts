/** What of an element is not allowed: everything that the configuration does not come to. */
import { looksLikeSecret } from "../config/findings/secrets";
import { GROUP_ID } from "../config/sections/budget/resources";
import type { PolicyRuleId } from "../config/sections/policy/rules";
import { isMapping, onlyOf } from "./elements";
import type { Block } from "./policy-rule";

/** One thing that is not allowed, and the rule whose name it bears. */
export interface Refusal {
  readonly rule: PolicyRuleId;
  /** Where in the element, such as `sku.name`; empty: the element itself. */
  readonly path: string;
  /** Completes a sentence that begins with the element's address. */
  readonly cause: string;
}

const KEYS = "no-key-reference";
/** What a reference may read: none of it holds a key. */
const READABLE = ["id", "name", "endpoint", "principal_id", "identity[0].principal_id", "client_id", "tenant_id"];
const REFERENCE = /^\$\{(\w+\.[\w-]+)\.([^{}]+)\}$/;
/** `$${` and `%%{` are text. */
const EXPRESSION = /(?<!\$)(\$|\${3,})\{|(?<!%)(%|%{3,})\{/;

/**
 * Expressions that are no plain reference, and what looks like a key.
 * @param addresses what may be referred to: the resources of the same stack
 */
export function unsafeTexts(block: unknown, addresses: ReadonlySet<string>, path = ""): Refusal[] {
  if (typeof block === "string") {
    if (looksLikeSecret(block)) return [{ rule: KEYS, path, cause: `holds what looks like a key in ${path}` }];
    if (!EXPRESSION.test(block) || block === GROUP_ID) return [];
    const [, to = "", attribute = ""] = REFERENCE.exec(block) ?? [];
    if (addresses.has(to) && READABLE.includes(attribute)) return [];
    const cause = `evaluates ${JSON.stringify(block)} in ${path}: only ${READABLE.join(", ")} of something in this stack may be read`;
    return [{ rule: KEYS, path, cause }];
  }
  if (Array.isArray(block)) return block.flatMap((one, index) => unsafeTexts(one, addresses, `${path}[${index}]`));
  return Object.entries(Object(block) as Block).flatMap(([name, inner]) => [
    ...unsafeTexts(name, addresses, join(path, name)),
    ...unsafeTexts(inner, addresses, join(path, name)),
  ]);
}

/** Where what was found is not what is allowed. A nested block may be a list of one; what is missing lacks all its arguments. */
export function differences(allowed: unknown, found: unknown, path = ""): Refusal[] {
  if (isMapping(allowed)) {
    const block = found === undefined ? {} : onlyOf(found);
    if (isMapping(block)) {
      const names = new Set([...Object.keys(allowed), ...Object.keys(block)]);
      return [...names].flatMap((name) => differences(own(allowed, name), own(block, name), join(path, name)));
    }
  } else if (Array.isArray(allowed) && Array.isArray(found) && allowed.length === found.length) {
    return allowed.flatMap((one, index) => differences(one, found[index], `${path}[${index}]`));
  } else if (allowed === found) return [];
  return [{ rule: "as-configured", path, cause: causeOf(allowed, found, path) }];
}

/** Shows no value where nobody expects one: it may be a secret. */
function causeOf(allowed: unknown, found: unknown, path: string): string {
  if (allowed === undefined) return `has ${path}, which the configuration does not come to`;
  return `has ${path} ${shown(found)}, not ${shown(allowed)}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return isMapping(value) ? "a block" : (JSON.stringify(value) ?? "not set");
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function own(block: Block, name: string): unknown {
  return Object.hasOwn(block, name) ? block[name] : undefined;
}
