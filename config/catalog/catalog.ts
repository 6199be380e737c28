/** Facts on Foundry models, regions and limits, looked up by name. The data, dated and sourced, is in `catalog/`. */
import limitsFile from "./limits.yaml";
import modelsFile from "./models.yaml";
import regionsFile from "./regions.yaml";
import { compareText } from "../text";

/** One model in one version. Undefined means that no source says. */
export interface CatalogModel {
  readonly name: string;
  readonly format: string;
  readonly version: string;
  /** Stage as Microsoft documents it: GA, Preview, Legacy, Deprecated (closed to new subscriptions), Retired. */
  readonly lifecycle?: string;
  /** Day from which calls fail, YYYY-MM-DD. */
  readonly retirement?: string;
  /** The model Microsoft names as successor. */
  readonly replacement?: string;
  /** APIs the model speaks, `chat-completions` and `responses` among them. */
  readonly apis?: readonly string[];
  readonly contextTokens?: number;
  /** Longest answer in tokens. */
  readonly maxOutputTokens?: number;
  /** Regions that offer it as GlobalStandard. */
  readonly regions?: readonly string[];
}

/** What the catalogue's files hold, as far as the checks need it. */
export interface CatalogData {
  readonly models: readonly CatalogModel[];
  readonly regions: readonly { readonly name: string; readonly displayName: string }[];
  /** Default quota of quota tier 1 as GlobalStandard, in thousands of tokens a minute. */
  readonly quotas: readonly { readonly model: string; readonly tier1: number }[];
  readonly deploymentsPerAccount: { readonly value: number };
}

export class Catalog {
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
    for (const row of data.models) {
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

  /** A model's row: of the given version, else of the version that is pinned when none is given, the newest. */
  find(name: string, version?: string): CatalogModel | undefined {
    const versions = this.versionsOf(name);
    return version === undefined ? versions[0] : versions.find((row) => row.version === version);
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
  return new Catalog({ ...modelsFile, ...limitsFile, ...regionsFile } as CatalogData);
}

/** The day on which its facts on models were gathered, YYYY-MM-DD. */
export function catalogDay(): string {
  return (modelsFile as { readonly asOf: string }).asOf;
}

/** Dates as text sort by themselves; plain numbers sort as numbers. */
function newestFirst(a: CatalogModel, b: CatalogModel): number {
  return compareText(sortableVersion(b), sortableVersion(a));
}

/** The version with all its numbers of one length, so that 9 comes before 10. */
function sortableVersion({ version }: CatalogModel): string {
  return version.replace(/\d+/g, (digits) => digits.padStart(8, "0"));
}
