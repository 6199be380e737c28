import { sections, type SectionSettings } from "./sections";

/**
 * Resource providers that a subscription must have registered for the resources of the Foundry stack: those of the
 * sections in use.
 */
export function resourceProviders(settings: Partial<SectionSettings>): string[] {
  const inUse = sections.filter(([name]) => name !== "adopt" && settings[name] !== undefined);
  return ["Microsoft.CognitiveServices", ...inUse.flatMap(([, section]) => section.resourceProviders ?? [])];
}
