/** Twenty-odd changes as people make them, each on the fixture's environment. */
import { readFileSync } from "node:fs";
import { FILE_NAMES, type FileName } from "../../../config/read";
import type { Environments } from "../../helpers/review";
import { budget, grants, IDENTITY, PRINCIPAL } from "../../helpers/sections";

export type Dev = Readonly<Record<FileName, string>>;

const FIXTURE = "__tests__/fixtures/environments/dev";
export const dev = Object.fromEntries(
  FILE_NAMES.map((name) => [name, readFileSync(`${FIXTURE}/${name}`, "utf8")]),
) as Dev;

/** The fixture with one text of a file replaced. */
export function edited(file: FileName, from: string | RegExp, to: string, files: Dev = dev): Dev {
  const text = files[file].replace(from, to);
  if (text === files[file]) throw new Error(`${file} does not hold ${String(from)}`);
  return { ...files, [file]: text };
}

/** The fixture with text at the end of a file. */
export function longer(file: FileName, text: string, files: Dev = dev): Dev {
  return { ...files, [file]: `${files[file]}\n${text}` };
}

const MINI = '  - name: gpt-5.4-mini\n    version: "2026-03-17"\n';
const LLAMA = '  - name: Llama-3.3-70B-Instruct\n    version: "5"\n';
const GPT_5_4 = /\n {2}- name: gpt-5\.4 [^\n]*\n[^\n]*\n/;
const withoutGpt = edited("models.yaml", GPT_5_4, "\n");
const DIRECT = `providers:
  direct:
    models: { generation: gpt-5.4, analysis: gpt-5.4, decision: gpt-5.4, decision-code: gpt-5.4, reporting: gpt-5.4 }
`;
const onGpt = edited(
  "llm-config.yaml",
  /model: (Kimi-K2\.6|DeepSeek-V3\.2|gpt-5\.3-codex, api: responses)/g,
  "model: gpt-5.4",
);
const withDirect = edited("llm-config.yaml", /providers: \{\}.*\n/, DIRECT, onGpt);
const prod = edited("account.yaml", "name: aucert-ai", "name: aucert-prod");

/** What is changed: the base is the fixture's unless given. */
export const CHANGES: Readonly<Record<string, { readonly base?: Environments; readonly head: Environments }>> = {
  "capacity-lower": { head: { dev: edited("models.yaml", "capacity: 300", "capacity: 200") } },
  "capacity-below-answer": { head: { dev: edited("models.yaml", "capacity: 300", "capacity: 30") } },
  version: {
    base: { dev: longer("models.yaml", LLAMA) },
    head: { dev: longer("models.yaml", LLAMA.replace('"5"', '"9"')) },
  },
  "layer-switch": { head: { dev: edited("llm-config.yaml", "model: DeepSeek-V3.2", "model: gpt-5.4") } },
  "layer-switch-api": {
    head: { dev: edited("llm-config.yaml", "model: gpt-5.4 }", "model: gpt-5.3-codex, api: responses }") },
  },
  "provider-flip": {
    base: { dev: withDirect },
    head: { dev: edited("llm-config.yaml", "provider: foundry", "provider: direct", withDirect) },
  },
  cluster: { head: { dev: edited("account.yaml", "cluster: aucert-aks", "cluster: aucert-aks-2") } },
  rename: { head: { prod: dev } },
  misspelt: { head: { dev: edited("models.yaml", "name: Kimi-K2.6", "name: kimi-k2.6") } },
  "new-environment": { head: { dev, prod } },
  "new-environment-with-mistake": {
    head: { dev, prod: { ...prod, "models.yaml": "version: 1\nmodels: [\n" } },
  },
  region: { head: { dev: edited("account.yaml", "location: westus", "location: eastus") } },
  "account-name": { head: { dev: edited("account.yaml", "name: aucert-ai", "name: aucert-ai2") } },
  "lock-on": { head: { dev: longer("account.yaml", "lock: CanNotDelete\n") } },
  "identity-on": { head: { dev: longer("account.yaml", IDENTITY) } },
  "budget-on": { head: { dev: longer("account.yaml", budget()) } },
  "access-on": { head: { dev: longer("account.yaml", grants(PRINCIPAL)) } },
  "model-added": { head: { dev: longer("models.yaml", MINI) } },
  "model-removed": { head: { dev: withoutGpt } },
  "swap-at-once": {
    head: {
      dev: {
        ...longer("models.yaml", MINI, withoutGpt),
        "llm-config.yaml": edited("llm-config.yaml", "model: gpt-5.4 }", "model: gpt-5.4-mini }")["llm-config.yaml"],
      },
    },
  },
  unprotected: { head: { dev: edited("account.yaml", "preventDestroy: true", "preventDestroy: false") } },
  "environment-removed": { base: { dev, prod }, head: { dev } },
  "comment-only": { head: { dev: { ...dev, "models.yaml": `# a comment\n${dev["models.yaml"]}` } } },
};
