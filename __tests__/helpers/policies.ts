/** Sound stacks, changed, and what the policies say of them. */
import { loadCatalog } from "../../config/catalog/catalog";
import type { Environment } from "../../config/environment";
import { folderSource } from "../../config/files/source";
import { loadConfiguration } from "../../config/load";
import { jsonText } from "../../config/text";
import { judge } from "../../policies/judge";
import { OWN_CONSTRUCTS } from "../../policies/own-constructs";
import { RULES } from "../../policies/rules";
import { buildApp } from "../../stacks/app";
import { TODAY } from "./config";
import { ROOT, synthesised } from "./stack";
import { temporaryFolder } from "./workspace";

/** Terraform JSON that a test may change in any way. */
export type Tree = Record<string, unknown>;

/** What stands at a path. */
export function at(node: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, key) => (Object(inner) as Tree)[key], node);
}

/** Puts a value at a path, making what is missing on the way; undefined takes out what is there. */
export function put(json: Tree, path: readonly string[], value: unknown): void {
  const [key = "", ...rest] = path;
  if (rest.length > 0) put((json[key] ??= {}) as Tree, rest, value);
  else if (value === undefined) Reflect.deleteProperty(json, key);
  else json[key] = value;
}

/** The example that has every section. */
export function completeEnvironment(): Environment {
  const source = folderSource("docs/examples/complete", ROOT);
  return loadConfiguration(source, { catalog: loadCatalog(), today: TODAY }).environments[0]!;
}

/** Makes copies to change of a stack of an environment. */
export function stackOf(environment: Environment, name: string): () => Tree {
  const text = jsonText(synthesised(buildApp([environment], temporaryFolder()).node.findChild(name) as never));
  return () => JSON.parse(text) as Tree;
}

/** Each violation as `rule address: cause`. */
export function violationsOf(environment: Environment | undefined, name: string, json: unknown, own = OWN_CONSTRUCTS) {
  const { violations } = judge([{ name, json, environment }], RULES, own);
  return violations.flatMap(({ rule, address, causes }) => causes.map((cause) => `${rule} ${address}: ${cause}`));
}
