/** Formats whose models an account does not serve by OpenAI's API, so that no layer can use them. Facts, with their source. */

interface OtherApi {
  /** What a caller speaks in its place. */
  readonly speaks: string;
  readonly source: string;
  /** Day on which the source was read, YYYY-MM-DD. */
  readonly asOf: string;
}

export const OTHER_APIS: ReadonlyMap<string, OtherApi> = new Map([
  [
    "Anthropic",
    {
      speaks: "Anthropic's Messages API at /anthropic/v1/messages",
      source: "https://learn.microsoft.com/azure/foundry/foundry-models/how-to/use-foundry-models-claude",
      asOf: "2026-11-28",
    },
  ],
]);
