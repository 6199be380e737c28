/** Every check on a configuration, in one place. */
import type { Catalog } from "./catalog";
import { checkAccess } from "./checks/access";
import { checkAccount, knownLocation } from "./checks/account";
import { checkAcross } from "./checks/across";
import { checkAdopt } from "./checks/adopt";
import type { CheckContext } from "./checks/check";
import { checkPublishedCosts, checkUsage } from "./checks/cost";
import { checkModels } from "./checks/models";
import { checkOperations } from "./checks/operations";
import { checkPolicySection } from "./checks/policy";
import { checkProtection } from "./checks/protection";
import { checkProviders } from "./checks/providers";
import { knownRaiPolicies } from "./checks/rai-policies";
import { checkRouting } from "./checks/routing";
import { checkSecrets } from "./checks/secrets";
import { applyWaivers } from "./checks/waivers";
import type { Diagnostic } from "./diagnostic";
import type { EnvironmentFiles } from "./read";

/** Judges environments as far as they could be read. */
export function validate(environments: readonly EnvironmentFiles[], catalog: Catalog, today: string): Diagnostic[] {
  const across: Diagnostic[] = [];
  checkAcross(environments, { today, catalog, report: (finding) => across.push(finding) });
  return [...environments.flatMap((environment) => validateOne(environment, catalog, today)), ...across];
}

function validateOne({ account, models, llm }: EnvironmentFiles, catalog: Catalog, today: string): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const context: CheckContext = { today, catalog, report: (finding) => findings.push(finding) };
  const raiPolicies = knownRaiPolicies(account);
  if (account !== undefined) {
    checkAccount(account, context);
    checkAccess(account, context);
    checkProtection(account, context);
    checkAdopt(account, models, context);
    checkPolicySection(account, context);
    checkPublishedCosts(account, context);
    checkOperations(account, models, context);
  }
  if (models !== undefined) checkModels(models, knownLocation(account, context), { ...context, raiPolicies });
  if (llm !== undefined) {
    checkRouting(llm, models, context);
    checkProviders(llm, localAuthOf(account), context);
    checkUsage(llm, context);
  }
  for (const checked of [account, models, llm]) {
    if (checked !== undefined) checkSecrets(checked.file, context);
  }
  if (account === undefined) return findings;
  const onWaivers: Diagnostic[] = [];
  const left = applyWaivers(findings, account, models, { ...context, report: (finding) => onWaivers.push(finding) });
  return [...left, ...onWaivers];
}

function localAuthOf(account: EnvironmentFiles["account"]): boolean | undefined {
  const settings = account?.asRead.account;
  return settings === undefined ? undefined : "localAuth" in settings ? settings.localAuth : false;
}
