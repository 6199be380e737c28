/** Every check on a configuration, in one place. */
import type { Catalog } from "./catalog";
import { checkAccount, knownLocation } from "./checks/account";
import { checkAcross } from "./checks/across";
import type { CheckContext } from "./checks/check";
import { checkModels } from "./checks/models";
import { checkRouting } from "./checks/routing";
import type { Diagnostic } from "./diagnostic";
import type { EnvironmentFiles } from "./read";

/** Judges environments as far as they could be read. */
export function validate(environments: readonly EnvironmentFiles[], catalog: Catalog, today: string): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const context: CheckContext = { today, catalog, report: (finding) => findings.push(finding) };
  for (const { account, models, llm } of environments) {
    if (account !== undefined) checkAccount(account, context);
    if (models !== undefined) checkModels(models, knownLocation(account, context), context);
    if (llm !== undefined) checkRouting(llm, models, localAuthOf(account), context);
  }
  checkAcross(environments, context);
  return findings;
}

function localAuthOf(account: EnvironmentFiles["account"]): boolean | undefined {
  const settings = account?.asRead.account;
  return settings === undefined ? undefined : "localAuth" in settings ? settings.localAuth : false;
}
