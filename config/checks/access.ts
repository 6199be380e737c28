/** Checks on who may call the account: the pods' identity and further principals. */
import {
  ACCESS_ROLES,
  isIdentityName,
  isIssuerUrl,
  MAX_FEDERATED_CREDENTIALS,
  PRINCIPAL_TYPES,
} from "../model-account";
import { isUuid } from "../model";
import type { Path } from "../parse";
import type { AccountFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { error, quoted, reportAt } from "./check";
import type { CheckContext, Problem } from "./check";
import { notOneOf } from "./offer";

type Complain = (path: Path, problem: Problem, part?: "key" | "value") => void;

export function checkAccess({ file, asRead }: CheckedFile<AccountFile>, { report }: CheckContext): void {
  const complain: Complain = (path, problem, part) => reportAt(report, file, path, problem, part);
  if (asRead.identity !== undefined) checkIdentity(asRead.identity, asRead.aks?.namespaces?.length ?? 0, complain);
  const seen = new Set<string>();
  for (const [index, grant] of (asRead.access ?? []).entries()) {
    if (grant !== undefined) checkGrant(grant, ["access", index], seen, complain);
  }
}

function checkIdentity(
  { name, oidcIssuerUrl, roleAssignment }: AsRead<NonNullable<AccountFile["identity"]>>,
  namespaces: number,
  complain: Complain,
): void {
  if (name !== undefined && !isIdentityName(name)) {
    const message = `${quoted(name)} cannot be the name of an identity`;
    const help = "use 3 to 128 letters, digits, hyphens and underscores, beginning with a letter or digit";
    complain(["identity", "name"], error("identity-name", message, help));
  }
  if (oidcIssuerUrl !== undefined && !isIssuerUrl(oidcIssuerUrl)) {
    const message = `${quoted(oidcIssuerUrl)} cannot be the issuer of a cluster's tokens`;
    const help =
      "write what az aks show --query oidcIssuerProfile.issuerUrl prints, to the letter: https, and the slash at its end";
    complain(["identity", "oidcIssuerUrl"], error("issuer-url", message, help));
  }
  checkRoleAssignment(roleAssignment, ["identity"], complain);
  if (namespaces > MAX_FEDERATED_CREDENTIALS) {
    const message = `${namespaces} namespaces need a credential each, but an identity takes ${MAX_FEDERATED_CREDENTIALS}`;
    complain(
      ["aks", "namespaces"],
      error("too-many-namespaces", message, "remove some, or make another environment"),
      "key",
    );
  }
}

function checkGrant(
  { principalId, principalType, role, roleAssignment }: AsRead<NonNullable<AccountFile["access"]>[number]>,
  path: Path,
  seen: Set<string>,
  complain: Complain,
): void {
  const principal = principalId?.toLowerCase();
  if (principalId !== undefined && !isUuid(principalId)) {
    const message = `${quoted(principalId)} is not the object id of a principal`;
    const help = "write the UUID that az ad user|group|sp show prints as id; an application id is another one";
    complain([...path, "principalId"], error("uuid", message, help));
  } else if (principal !== undefined && seen.has(principal)) {
    const message = `the principal ${principal} is listed twice, and both roles would meet at one Terraform address`;
    complain([...path, "principalId"], error("duplicate-access", message, "keep the entry with the wider role"));
  }
  if (principal !== undefined) seen.add(principal);
  if (principalType !== undefined && !isIn(PRINCIPAL_TYPES, principalType)) {
    complain(
      [...path, "principalType"],
      notOneOf("principal-type", "a type of principal", principalType, PRINCIPAL_TYPES),
    );
  }
  if (role !== undefined && !isIn(ACCESS_ROLES, role)) {
    complain([...path, "role"], notOneOf("unknown-role", "a role that can be given here", role, ACCESS_ROLES));
  }
  checkRoleAssignment(roleAssignment, path, complain);
}

function checkRoleAssignment(name: string | undefined, path: Path, complain: Complain): void {
  if (name === undefined || isUuid(name)) return;
  const message = `${quoted(name)} is not the name of a role assignment`;
  const help = "write the UUID that az role assignment list prints as name";
  complain([...path, "roleAssignment"], error("uuid", message, help));
}

function isIn(words: readonly string[], word: string): boolean {
  return words.includes(word);
}
