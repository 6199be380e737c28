/** Where prices come from. A leaf: imports nothing. */

/** Kinds of sources, best first. Of the last one no price is ever used: it is the organisation's own approximate list. */
export const PRICE_SOURCE_KINDS = ["azure-meters", "microsoft-page", "copy", "third-party", "guide"] as const;
/** How near a source is to what Azure bills. */
export type PriceSourceKind = (typeof PRICE_SOURCE_KINDS)[number];
