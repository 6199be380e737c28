import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { BUILT_IN_POLICY } from "./rules";
import type { shape } from "./shape";

/**
 * The content filters that a model may name: the built-in ones and those declared.
 * @returns undefined when the declared ones could not be read
 */
export function knownRaiPolicies(file: {
  readonly raiPolicies?: AsRead<z.output<typeof shape>> | undefined;
}): readonly string[] | undefined {
  if (!("raiPolicies" in file)) return BUILT_IN_POLICY.words;
  const names = file.raiPolicies?.map((policy) => policy?.name);
  return names?.every((name) => name !== undefined) ? [...BUILT_IN_POLICY.words, ...names] : undefined;
}
