import type * as z from "zod/mini";
import { compareText } from "../../text";
import { roleAssignmentName } from "../role-assignment-name";
import type { Base } from "../section";
import type { AccessGrant } from "./rules";
import type { shape } from "./shape";

/** Sorted by principal. */
export function resolve(given: z.output<typeof shape> | undefined, { account }: Base): readonly AccessGrant[] {
  return (given ?? [])
    .map(({ principalId, principalType, role, roleAssignment }) => ({
      principalId: principalId.toLowerCase(),
      principalType,
      role,
      roleAssignment:
        roleAssignment?.toLowerCase() ?? roleAssignmentName(account.subdomain, principalId.toLowerCase(), role),
    }))
    .sort((a, b) => compareText(a.principalId, b.principalId));
}
