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
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

/** The example that has every section. */
export function completeEnvironment(): Environment {
  const source = folderSource("docs/examples/complete", ROOT);
  return loadConfiguration(source, { catalog: loadCatalog(), today: TODAY }).environments[0]!;
}

/** Makes copies to change of a stack of an environment. */
export function stackOf(environment: Environment, name: string): () => Loose {
  const text = jsonText(synthesised(buildApp([environment], temporaryFolder()).node.findChild(name) as never));
  return () => JSON.parse(text) as Loose;
}

/** Each violation as `rule address: cause`. */
export function violationsOf(environment: Environment | undefined, name: string, json: Loose, own = OWN_CONSTRUCTS) {
  const { violations } = judge([{ name, json, environment }], RULES, own);
  return violations.flatMap(({ rule, address, causes }) => causes.map((cause) => `${rule} ${address}: ${cause}`));
}
