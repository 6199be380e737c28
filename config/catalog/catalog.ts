/** Facts on Foundry models, regions and limits, looked up by name. The data, dated and sourced, is in `catalog/`. */
import limitsFile from "./limits.yaml";
import modelsFile from "./models.yaml";
import regionsFile from "./regions.yaml";
import { compareText } from "../text";
import { AZURE_MODELS, type AzureFacts, inForce, type QuotaScope, type SaidTwice } from "./azure-facts";

/**
 * One model in one version. Undefined means that no source says. The stage is in the words of the documentation: GA, Preview,
 * Legacy, Deprecated (closed to new subscriptions), Retired.
 */
export interface CatalogModel extends SaidTwice {
  readonly name: string;
  readonly format: string;
  readonly version: string;
  /** The model Microsoft names as successor. */
  readonly replacement?: string;
  /** APIs the model speaks, `chat-completions` and `responses` among them. */
  readonly apis?: readonly string[];
  readonly contextTokens?: number;
  /** Longest answer in tokens. */
  readonly maxOutputTokens?: number;
  /** Azure's own answers, which hold before what is documented. */
  readonly azure?: AzureFacts;
  /** What is documented, where Azure has answered; undefined when nobody has read any documentation. */
  readonly documented?: SaidTwice;
}

/** What the catalogue's files hold, as far as the checks need it. */
export interface CatalogData {
  readonly models: readonly CatalogModel[];
  readonly regions: readonly { readonly name: string; readonly displayName: string }[];
  /** Default quota of quota tier 1 as GlobalStandard, in thousands of tokens a minute. */
  readonly quotas: readonly { readonly model: string; readonly tier1: number }[];
  readonly deploymentsPerAccount: { readonly value: number };
  /** Day on which its facts on models were gathered or confirmed, YYYY-MM-DD. */
  readonly day?: string;
}

export class Catalog {
  /** Day on which its facts on models were gathered or confirmed, where it is known. */
  readonly day: string | undefined;
  /** Deployments that Azure documents as the most for one account. */
  readonly deploymentsPerAccount: number;
  /** Azure's regions by programmatic name. */
  readonly regions: readonly string[];
  /** Publishers as Azure spells them, sorted. */
  readonly formats: readonly string[];
  private readonly byName = new Map<string, CatalogModel[]>();
  private readonly spelling = new Map<string, string>();
  private readonly regionByWord = new Map<string, string>();
  private readonly quotas: ReadonlyMap<string, number>;

  constructor(data: CatalogData) {
    this.day = data.day;
    for (const row of data.models.map(withAzure)) {
      const versions = this.byName.get(row.name);
      if (versions === undefined) this.byName.set(row.name, [row]);
      else versions.push(row);
      this.spelling.set(row.name.toLowerCase(), row.name);
    }
    for (const versions of this.byName.values()) versions.sort(newestFirst);
    this.formats = [...new Set(data.models.map(({ format }) => format))].sort();
    this.regions = data.regions.map(({ name }) => name);
    for (const { name, displayName } of data.regions) {
      this.regionByWord.set(name, name);
      this.regionByWord.set(displayName.toLowerCase().replace(/ /g, ""), name);
    }
    this.quotas = new Map(data.quotas.map(({ model, tier1 }) => [model, tier1]));
    this.deploymentsPerAccount = data.deploymentsPerAccount.value;
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }

  /** Every known version of a model, newest first; none when the catalogue lacks it. */
  versionsOf(name: string): readonly CatalogModel[] {
    return this.byName.get(name) ?? [];
  }

  /** The name as the catalogue spells it, whatever its case. */
  spellingOf(name: string): string | undefined {
    return this.spelling.get(name.toLowerCase());
  }

  /** A model's row: of the given version, else of the version that is pinned when none is given, the newest documented. */
  find(name: string, version?: string): CatalogModel | undefined {
    const versions = this.versionsOf(name);
    if (version !== undefined) return versions.find((row) => row.version === version);
    return versions.find(isDocumented) ?? versions[0];
  }

  /** Whether documentation on a model was read, and so whether Azure sells it directly. */
  isDocumented(name: string): boolean {
    return this.versionsOf(name).some(isDocumented);
  }

  /** Whose quota a model counts against, where Azure has said it. */
  quotaScopeOf(name: string, version?: string): QuotaScope | undefined {
    return this.find(name, version)?.azure?.quotaScope;
  }

  isRegion(name: string): boolean {
    return this.regionByWord.get(name) === name;
  }

  /** The region that a display name such as `West US`, or a name in another case, stands for. */
  regionNamed(words: string): string | undefined {
    return this.regionByWord.get(words.toLowerCase().replace(/[ _-]/g, ""));
  }

  /** Default quota of a model in thousands of tokens a minute, if a source gives one. */
  quotaOf(name: string): number | undefined {
    return this.quotas.get(name);
  }
}

/** The project's own catalogue. */
export function loadCatalog(): Catalog {
  return new Catalog({ ...modelsFile, ...limitsFile, ...regionsFile, day: catalogDay() } as CatalogData);
}

/** The day on which its facts on models were gathered, or confirmed by Azure since, YYYY-MM-DD. */
export function catalogDay(file = modelsFile as ModelsDates): string {
  const { asOf, sources } = file;
  const refreshed = sources[AZURE_MODELS]?.date ?? asOf;
  return refreshed > asOf ? refreshed : asOf;
}

/** The dates in the file of models. */
export interface ModelsDates {
  readonly asOf: string;
  readonly sources: Readonly<Record<string, { readonly date?: string | undefined }>>;
}

/** The row with Azure's answers in force. */
function withAzure(row: CatalogModel): CatalogModel {
  if (row.azure === undefined) return row;
  const { lifecycle, retirement, regions, ...rest } = row;
  const documented: SaidTwice = {
    ...(lifecycle !== undefined && { lifecycle }),
    ...(retirement !== undefined && { retirement }),
    ...(regions !== undefined && { regions }),
  };
  return { ...rest, ...inForce(documented, row.azure), ...(lifecycle !== undefined && { documented }) };
}

function isDocumented({ azure, documented }: CatalogModel): boolean {
  return azure === undefined || documented !== undefined;
}

/** Dates as text sort by themselves; plain numbers sort as numbers. */
function newestFirst(a: CatalogModel, b: CatalogModel): number {
  return compareText(sortableVersion(b), sortableVersion(a));
}

/** The version with all its numbers of one length, so that 9 comes before 10. */
function sortableVersion({ version }: CatalogModel): string {
  return version.replace(/\d+/g, (digits) => digits.padStart(8, "0"));
}
