/** Configurations for tests, as texts in memory. */
import { Catalog, type CatalogModel, loadCatalog } from "../../config/catalog/catalog";
import type { Diagnostic } from "../../config/findings/diagnostic";
import { type Configuration, loadConfiguration } from "../../config/load";
import type { ConfigSource, Entry } from "../../config/files/source";

/** The day that tests judge by. */
export const TODAY = "2026-11-22";

export type Files = Readonly<Record<string, string | Uint8Array | Entry>>;

/** An account file without anything optional. */
export const ACCOUNT = `version: 1
account:
  name: aucert-test
  resourceGroup: test-rg
  location: westus
aks:
  cluster: test-aks
  namespaces: [default]
  serviceAccount: llm-client
`;

/** A list of one model that no check has anything to say about. */
export const MODELS = `version: 1
defaults: { capacity: 250 }
models:
  - name: gpt-5.4
    version: "2026-03-05"
`;

export const LLM_CONFIG = `version: 1
provider: foundry
layers:
  decision: { stage: L4, model: gpt-5.4 }
`;

/** A sound environment, one or more of its files replaced. */
export function filesWith(changed: Files = {}): Files {
  return { "account.yaml": ACCOUNT, "models.yaml": MODELS, "llm-config.yaml": LLM_CONFIG, ...changed };
}

/** A configuration folder in memory. */
export function memorySource(environments: Readonly<Record<string, Files>>): ConfigSource {
  return {
    root: "config",
    environments: () => Object.keys(environments).sort(),
    list: (name) => Object.keys(environments[name] ?? {}).sort(),
    read: (name, file) => toEntry(environments[name]?.[file]),
    display: (name, file) => ["config", name, ...(file === undefined ? [] : [file])].join("/"),
  };
}

function toEntry(content: string | Uint8Array | Entry | undefined): Entry {
  if (content === undefined) return { kind: "missing" };
  if (typeof content === "string") return { kind: "file", bytes: new TextEncoder().encode(content) };
  return content instanceof Uint8Array ? { kind: "file", bytes: content } : content;
}

const catalog = loadCatalog();

/** Loads one environment called `dev`. */
export function load(files: Files, options: { today?: string; catalog?: Catalog } = {}): Configuration {
  return loadConfiguration(memorySource({ dev: files }), { catalog, today: TODAY, ...options });
}

/** The findings on a sound environment in which these files are replaced. */
export function findingsWith(changed: Files, options?: { today?: string; catalog?: Catalog }): readonly Diagnostic[] {
  return load(filesWith(changed), options).findings;
}

/** `models.yaml:5:11 error unknown-model` for each finding. */
export function brief(findings: readonly Diagnostic[]): string[] {
  return findings.map(
    ({ file, line, column, severity, code }) => `${file.split("/").pop()}:${line}:${column} ${severity} ${code}`,
  );
}

/** A catalogue of these models, in two regions, with a default quota for the first. */
export function catalogOf(...models: CatalogModel[]): Catalog {
  return new Catalog({
    models,
    regions: [
      { name: "westus", displayName: "West US" },
      { name: "eastus", displayName: "East US" },
    ],
    quotas: models.slice(0, 1).map(({ name }) => ({ model: name, tier1: 100 })),
    deploymentsPerAccount: { value: 32 },
  });
}
