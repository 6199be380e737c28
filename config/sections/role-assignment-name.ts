/** Names of role assignments in Azure. */
import { createHash } from "node:crypto";

/** Namespace of the names below; it must never change, or every role assignment would be replaced. */
const NAMESPACE = "a1f66f2e-3c1b-4f0c-9f7e-6d3f5b0e8c24";

/**
 * A role assignment's name in Azure is a UUID. This one follows from what it is for, so that it can be found again. The
 * subdomain is unique in all of Azure; the name need only be unique in the tenant.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
 */
export function roleAssignmentName(subdomain: string, ...parts: string[]): string {
  const text = [subdomain.toLowerCase(), ...parts].join("|");
  const hash = createHash("sha1")
    .update(Buffer.from(NAMESPACE.replace(/-/g, ""), "hex"))
    .update(text)
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
