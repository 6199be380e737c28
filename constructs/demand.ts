/** Rules of the configuration as preconditions of constructs: whoever calls a construct is a program, so they throw. */
import { Token } from "cdktf";
import { TAG_NAME, TAG_VALUE, TAGS } from "../config/account/rules";
import { PLAIN_TEXT } from "../config/values";
import type { Fault, Rule } from "../config/rule";

/**
 * A token is let through: nobody knows its value yet.
 * @param key that the value stands at in the props
 * @throws Error with the rule's own sentence
 */
export function demand<Value>(rule: Rule<Value>, value: Value, key: string): void {
  if (!Token.isUnresolved(value)) refuse(rule.fault(value, key));
}

/** @throws Error when Azure would not take the tags, or Terraform would evaluate one */
export function demandTags(tags: Readonly<Record<string, string>> = {}): void {
  demand(TAGS, tags, "tags");
  for (const [name, value] of Object.entries(tags)) {
    demand(TAG_NAME, name, name);
    demand(TAG_VALUE, value, name);
    for (const text of [name, value]) demand(PLAIN_TEXT, text, name);
  }
}

/** @throws Error when something is wrong */
export function refuse(fault: Fault | undefined): void {
  if (fault !== undefined) throw new Error(`${fault.message}: ${fault.help}`);
}
