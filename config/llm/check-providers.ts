/** Settings of the providers: each complete, so that `LLM_PROVIDER` can be moved to it. */
import type { CheckedFile } from "../files/shape";
import { error, type Report } from "../findings/report";
import { apiOf } from "./check-layers";
import { PROVIDER, providers } from "./providers/providers";
import type { LlmConfigFile } from "./shape";

/** @param localAuth whether the account takes API keys, when that could be read */
export function checkProviders(
  { file, asRead }: CheckedFile<LlmConfigFile>,
  localAuth: boolean | undefined,
  report: Report,
): void {
  checkProviderInUse({ file, asRead }, report);
  const layers =
    asRead.layers && new Map(Object.entries(asRead.layers).map(([name, layer]) => [name, layer && apiOf(layer)]));
  for (const [name, kind] of providers) {
    const settings = asRead.providers?.[name];
    const context = { file, report, path: ["providers", name], layers, localAuth };
    if (settings !== undefined) kind.check?.(settings as never, context);
  }
}

function checkProviderInUse({ file, asRead }: CheckedFile<LlmConfigFile>, report: Report): void {
  const { provider, providers: settings = {} } = asRead;
  if (provider === undefined || !PROVIDER.accepts(provider) || provider in settings) return;
  const needsNone = providers.some(([name, { needsNoSettings }]) => name === provider && needsNoSettings === true);
  const isUnread = "providers" in asRead && asRead.providers === undefined;
  if (needsNone || isUnread) return;
  const message = `the provider in use is ${provider}, but providers has no settings for it`;
  const problem = error("provider-not-configured", message, `configure providers.${provider}, or use foundry`);
  report(file.place(["provider"]), problem);
}
