/** A configuration as it would be with other texts in it. */
import type { ConfigSource } from "../../config/files/source";

/** Texts of one environment's files, by name. */
export type Texts = ReadonlyMap<string, string>;

/** The configuration in which an environment, which may be a new one, has these texts. */
export function withTexts(source: ConfigSource, environment: string, texts: Texts): ConfigSource {
  const names = source.environments();
  const isNew = !names.includes(environment);
  return {
    ...source,
    environments: () => (isNew ? [...names, environment].sort() : names),
    list: (name) => (isNew && name === environment ? [...texts.keys()] : source.list(name)),
    read: (name, file) => {
      const text = name === environment ? texts.get(file) : undefined;
      return text === undefined ? source.read(name, file) : { kind: "file", bytes: new TextEncoder().encode(text) };
    },
  };
}

/** A file's text with its byte order mark; undefined when it is missing or is no text. */
export function wholeText(source: ConfigSource, environment: string, file: string): string | undefined {
  const entry = source.read(environment, file);
  if (entry.kind !== "file") return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(entry.bytes);
  } catch {
    return undefined;
  }
}
