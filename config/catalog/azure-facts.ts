/** What Azure itself answered on a model, as `catalog refresh` keeps it beside what is documented. A leaf: imports nothing. */

/** In place of a day: Azure says that there is none. */
export const NO_RETIREMENT = "none";

/** Id, in the table of sources, of Azure's list of models. */
export const AZURE_MODELS = "azure-models";

/** Whose quota a deployment counts against: one pool a region, a data zone or a subscription. */
export const QUOTA_SCOPES = ["region", "data-zone", "subscription"] as const;
export type QuotaScope = (typeof QUOTA_SCOPES)[number];

/** What of a model both the documentation and Azure say. */
export interface SaidTwice {
  /** Stage in the documentation's words. */
  readonly lifecycle?: string;
  /** Day from which calls fail, YYYY-MM-DD. */
  readonly retirement?: string;
  /** Regions that offer it as GlobalStandard. */
  readonly regions?: readonly string[];
}

/** Facts of Azure's answers, each only where the documentation says otherwise, or nothing. `retirement` may be `none`. */
export interface AzureFacts extends SaidTwice {
  /** Day of the answer that changed any of it, YYYY-MM-DD. */
  readonly asOf: string;
  /** Regions whose list of models once had it, and has it no more. */
  readonly goneFrom?: readonly string[];
  /** Capacities that the SKU takes, in thousands of tokens a minute. */
  readonly capacity?: {
    readonly minimum?: number;
    readonly maximum?: number;
    readonly step?: number;
    readonly allowed?: readonly number[];
  };
  readonly quotaScope?: QuotaScope;
}

/** What holds: Azure's word where there is one, else the documentation's. */
export function inForce(documented: SaidTwice, azure: AzureFacts | undefined): SaidTwice {
  if (azure === undefined) return documented;
  const lifecycle = azure.lifecycle ?? documented.lifecycle;
  const retirement = azure.retirement ?? documented.retirement;
  const regions = (azure.regions ?? documented.regions)?.filter((region) => !azure.goneFrom?.includes(region));
  return {
    ...(lifecycle !== undefined && { lifecycle }),
    ...(retirement !== undefined && retirement !== NO_RETIREMENT && { retirement }),
    ...(regions !== undefined && { regions }),
  };
}
