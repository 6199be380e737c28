import type * as z from "zod/mini";
import { accessAddress, accessId } from "../../addresses";
import type { AsRead } from "../../files/shape";
import { type AdoptionTarget, type AzureIds, target } from "../adopt/rules";
import type { shape } from "./shape";

export function adoptable(given: AsRead<z.output<typeof shape>>, ids: AzureIds): AdoptionTarget[] {
  return given.flatMap((grant) => {
    const { principalId, role = "", roleAssignment } = grant ?? {};
    if (principalId === undefined) return [];
    const id = ids.roleAssignment(roleAssignment, principalId.toLowerCase(), role);
    return [target(accessId(principalId), accessAddress(principalId), id)];
  });
}
