/** The blocks of docs/llm-config.md, and the committed layers with the providers that it shows. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { llmEnv } from "../../config/llm/llm-env";
import type { Environment } from "../../config/environment";
import { type Files, load } from "./config";
import { ROOT } from "./workspace";

const PAGE = readFileSync(path.join(ROOT, "docs/llm-config.md"), "utf8");

/** The page's blocks in their order. */
export const BLOCKS: readonly { readonly language: string; readonly text: string }[] = [
  ...PAGE.matchAll(/^```(\w*)\n([^]*?)^```$/gm),
].map(([, language = "", text = ""]) => ({ language, text }));

/** The block of a language that begins so. */
export function block(language: string, start: string): string {
  const found = BLOCKS.filter((one) => one.language === language && one.text.startsWith(start));
  if (found.length !== 1) throw new Error(`${found.length} blocks of ${language} begin with ${start}`);
  return found[0]!.text;
}

/** The committed environment with other settings in its llm-config.yaml. */
export function committedFiles(settings: object): Files {
  const file = (name: string) => readFileSync(path.join(ROOT, "config/environments/dev", name), "utf8");
  const llm = stringify({ ...(parse(file("llm-config.yaml")) as object), ...settings });
  return { "account.yaml": file("account.yaml"), "models.yaml": file("models.yaml"), "llm-config.yaml": llm };
}

/** The page's block of providers. */
export const PROVIDERS_OF_THE_PAGE = parse(block("yaml", "providers:")) as object;

/** The committed environment with the providers that the page shows. */
export function committedWithProviders(): Environment {
  const { environments, findings } = load(committedFiles(PROVIDERS_OF_THE_PAGE));
  if (environments[0] === undefined) throw new Error(findings.map(({ message }) => message).join("\n"));
  return environments[0];
}

/** What its ConfigMap holds. */
export function committedPod(): Record<string, string> {
  return llmEnv(committedWithProviders().llm);
}
