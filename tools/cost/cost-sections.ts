/** The report as titled tables and notes, which the text and markdown renderers print. */
import type { CostReport } from "./cost-report";
import type { Section } from "./cost-section";
import { creditsSection } from "./section-credits";
import { comparisonSection, measuredSection } from "./section-measured";
import { movesSection, pricesSection } from "./section-prices";
import { selfHostingSection } from "./section-self-hosting";
import { changesSection, layersSection, modelsSection } from "./section-volumes";

/** In the order of the questions: what it costs, how long credits last, when self-hosting pays, at what prices. */
export function sectionsOf(report: CostReport): Section[] {
  const sections = [
    measuredSection(report),
    comparisonSection(report),
    layersSection(report),
    report.changes && changesSection(report.changes),
    modelsSection(report),
    creditsSection(report),
    selfHostingSection(report),
    pricesSection(report),
    movesSection(report),
  ];
  return sections.filter((section) => section !== undefined);
}
