import type * as z from "zod/mini";
import { roleAssignmentName } from "../role-assignment-name";
import type { Base } from "../section";
import type { PodIdentitySettings } from "./rules";
import type { shape } from "./shape";

export function resolve(
  given: z.output<typeof shape> | undefined,
  { account, aks: { serviceAccount, namespaces } }: Base,
): PodIdentitySettings | undefined {
  if (given === undefined) return undefined;
  const { roleAssignment, ...rest } = given;
  return {
    ...rest,
    serviceAccount,
    namespaces,
    roleAssignment: roleAssignment?.toLowerCase() ?? roleAssignmentName(account.subdomain, "pods"),
  };
}
