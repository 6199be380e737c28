/** Every check on a configuration, in one place. */
import { checkAcross } from "./account/across";
import { checkAccount } from "./account/checks";
import type { Catalog } from "./catalog/catalog";
import type { Diagnostic } from "./findings/diagnostic";
import { type Report, reportTo } from "./findings/report";
import { checkLayers } from "./llm/check-layers";
import { checkProviders } from "./llm/check-providers";
import { checkModels } from "./models/checks";
import { checkSharedQuota } from "./models/check-shared-quota";
import type { EnvironmentFiles } from "./read";
import { knownRaiPolicies } from "./sections/rai-policies/known";
import { sections } from "./sections/sections";
import { applyWaivers } from "./sections/waivers/apply";
import { adoptionTargets } from "./sections/adoption-targets";

/** Judges environments as far as they could be read. */
export function validate(environments: readonly EnvironmentFiles[], catalog: Catalog, today: string): Diagnostic[] {
  const across: Diagnostic[] = [];
  checkAcross(environments, reportTo(across));
  checkSharedQuota(environments, catalog, reportTo(across));
  return [...environments.flatMap((environment) => validateOne(environment, catalog, today)), ...across];
}

function validateOne({ account, models, llm }: EnvironmentFiles, catalog: Catalog, today: string): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const context = { today, catalog, report: reportTo(findings) };
  const { account: settings } = account?.asRead ?? {};
  if (account !== undefined) checkAccountFile(account, models, context);
  if (models !== undefined) {
    const isRegion = settings?.location !== undefined && catalog.isRegion(settings.location);
    const location = isRegion ? settings.location : undefined;
    checkModels(models, { ...context, location, raiPolicies: account && knownRaiPolicies(account.asRead) });
  }
  if (llm !== undefined) {
    checkLayers(llm, models, context);
    const localAuth = settings && ("localAuth" in settings ? settings.localAuth : false);
    checkProviders(llm, localAuth, context.report);
  }
  if (account === undefined) return findings;
  const onWaivers: Diagnostic[] = [];
  const { file, asRead } = account;
  const waiving = { file, today, report: reportTo(onWaivers), models: models?.asRead };
  return [...applyWaivers(findings, asRead.waivers ?? [], waiving), ...onWaivers];
}

function checkAccountFile(
  { file, asRead }: NonNullable<EnvironmentFiles["account"]>,
  models: EnvironmentFiles["models"],
  context: { readonly today: string; readonly catalog: Catalog; readonly report: Report },
): void {
  checkAccount(asRead, { ...context, file });
  const names = (models?.asRead.models ?? []).flatMap((entry) => entry?.name ?? []);
  const targets = adoptionTargets(asRead, names);
  for (const [name, { check }] of sections) {
    check?.(asRead[name] as never, { ...context, file, base: asRead, models: models?.asRead, targets });
  }
}
