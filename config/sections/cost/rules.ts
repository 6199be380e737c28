/** Figures that the organisation has published; computed costs are held against them. A leaf: imports only leaves. */
import type { Estimate } from "../../model";

/** A figure and the document that has it. */
export type Published<Figure> = Figure & { readonly source: string };

export interface PublishedCosts {
  /** What all layers together are expected to cost. */
  readonly monthlyEstimateUsd?: Published<Estimate> | undefined;
  /** `since` is the day YYYY-MM-DD from which what was spent is taken off them. */
  readonly creditsUsd?: Published<{ readonly amount: number; readonly since?: string | undefined }> | undefined;
  /** Monthly cost above which self-hosting pays. */
  readonly selfHostingAboveUsdPerMonth?: Published<{ readonly amount: number }> | undefined;
  /** A node pool with GPUs, busy or idle. */
  readonly gpuNodePoolUsdPerHour?: Published<Estimate> | undefined;
}
