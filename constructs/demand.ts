/** Rules of the configuration as preconditions of constructs: whoever calls a construct is a program, so they throw. */
import { Token } from "cdktf";
import type { Fault, Rule } from "../config/rule";

/**
 * A token is let through: nobody knows its value yet.
 * @param key that the value stands at in the props
 * @throws Error with the rule's own sentence
 */
export function demand<Value>(rule: Rule<Value>, value: Value, key: string): void {
  if (!Token.isUnresolved(value)) refuse(rule.fault(value, key));
}

/** @throws Error when something is wrong */
export function refuse(fault: Fault | undefined): void {
  if (fault !== undefined) throw new Error(`${fault.message}: ${fault.help}`);
}
