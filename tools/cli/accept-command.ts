/** `npm run accept`: for those who change the configuration. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { foundryStackName, llmConfigStackName } from "../../config/addresses";
import { catalogDay, loadCatalog } from "../../config/catalog/catalog";
import { loadPrices } from "../../config/cost/prices";
import type { Environment } from "../../config/environment";
import { type ConfigSource, configSource, inProject } from "../../config/files/source";
import { writeFiles } from "../../config/files/write-files";
import { type Diagnostic, withoutDatedErrors } from "../../config/findings/diagnostic";
import { loadConfiguration } from "../../config/load";
import { USAGE_FILE } from "../../config/read";
import { DEPLOYED_SCHEMA, deployedSchema } from "../../config/schemas/json-schema";
import { columns, compareText, jsonText } from "../../config/text";
import { costReport } from "../cost/cost-report";
import { renderCost } from "../cost/render-cost";
import { type ChangedFile, patchOf } from "../change/patch";
import type { Command } from "./command";
import { overviewCommand } from "./overview-command";
import type { Io } from "./io";
import { run } from "./run-command";
import { runSynth } from "./run-synth";

/** What the committed configuration comes to, as its reviewers have accepted it. */
const ACCEPTED = "__tests__/accepted";
/** Pictures that the documentation shows, made by `overview`; one that is not there yet is not added. */
const PICTURES = "docs/pictures";

export const acceptCommand: Command = {
  name: "accept",
  summary: "bring what the configuration comes to up to date in __tests__/accepted, and show the difference",
  options: { check: { type: "boolean", help: "only show the difference; exit 1 when there is one" } },
  async run({ check }, io) {
    const root = path.resolve(io.cwd, inProject(".", io));
    const now = new Map([...(await outcomeOf(io)), ...(await picturesOf(root, io))]);
    const names = [...new Set([...filesIn(root, ACCEPTED), ...now.keys()])].sort(compareText);
    const changed = names
      .map((name): ChangedFile => ({ path: name, before: textIn(path.join(root, name)), after: now.get(name) }))
      .filter(({ before, after }) => before !== after);
    io.stdout(differenceOf(changed));
    if (check === true) {
      if (changed.length > 0) io.stderr("this is not what was accepted: npm run accept brings it up to date\n");
      return changed.length > 0 ? 1 : 0;
    }
    const written = changed.flatMap(({ path: name, after }) =>
      after === undefined ? [] : [{ path: name, text: after }],
    );
    writeFiles(written, root);
    for (const { path: name, after } of changed) if (after === undefined) rmSync(path.join(root, name));
    io.stderr(changed.length === 0 ? "up to date\n" : "read the difference, then commit these files with the change\n");
    return 0;
  },
};

/** A patch; of pictures, in which one change moves every line, only which they are. */
function differenceOf(changed: readonly ChangedFile[]): string {
  const isPicture = ({ path: name }: ChangedFile): boolean => name.endsWith(".svg");
  const pictures = changed.filter(isPicture).map(({ path: name }) => `${name}: the picture changes\n`);
  return [patchOf(changed.filter((one) => !isPicture(one))), ...pictures].join("");
}

/** Texts by path: the names of the models for editors, the Terraform JSON of each stack, and what each environment means, costs and is warned of. */
async function outcomeOf(io: Io): Promise<Map<string, string>> {
  // Time that passes changes nothing: the catalogue's own day counts, and nothing that was measured.
  const [today, catalog, prices] = [catalogDay(), loadCatalog(), loadPrices()];
  const source = configSource(io);
  const planned: ConfigSource = {
    ...source,
    read: (environment, file) => (file === USAGE_FILE ? { kind: "missing" } : source.read(environment, file)),
  };
  const loaded = loadConfiguration(planned, { catalog, today, adjust: withoutDatedErrors });
  const outcome = await synthesised(io);
  for (const environment of loaded.environments) {
    const cost = renderCost([costReport(environment, prices, catalog, { today, reroutes: [], scale: 1 })], "text");
    const files = source.display(environment.name);
    const findings = loaded.findings.filter(({ file }) => file.startsWith(`${files}/`));
    outcome.set(`${ACCEPTED}/${environment.name}.txt`, meaningOf(environment, findings, cost));
  }
  const deployed = loaded.environments.flatMap(({ deployments }) => deployments.map(({ name }) => name));
  const schema = deployedSchema([...new Set(deployed)].sort(compareText));
  return outcome.set(`config/schemas/${DEPLOYED_SCHEMA}`, jsonText(schema));
}

/** @throws ToolError when synth refuses, with what it says */
function synthesised(io: Io): Promise<Map<string, string>> {
  const names = configSource(io).environments();
  const stacks = names.flatMap((name) => [foundryStackName(name), llmConfigStackName(name)]);
  return runSynth(
    io,
    names,
    "synth has to be fine first:",
    (written) =>
      new Map(stacks.map((name) => [`${ACCEPTED}/${name}.tf.json`, written(`stacks/${name}/cdk.tf.json`) ?? ""])),
  );
}

function meaningOf({ deployments, llm }: Environment, findings: readonly Diagnostic[], cost: string): string {
  const models = deployments.map(({ name, format, version, capacity }) => [
    name,
    `${format} ${version}`,
    `${capacity.tokensPerMinute} tokens a minute`,
  ]);
  const layers = llm.layers.map(({ stage, layer, model, api, fallbacks }) => [
    stage,
    layer,
    model,
    api,
    fallbacks.join(", "),
  ]);
  const found = findings.map(({ severity, code, message }) => `${severity}[${code}]: ${message}`);
  return [["Deployments", ...columns(models)], ["Layers", ...columns(layers)], ["Findings", ...found], [cost.trimEnd()]]
    .map((lines) => lines.join("\n"))
    .join("\n\n")
    .concat("\n");
}

async function printed(command: Command, args: readonly string[], io: Io): Promise<string> {
  let text = "";
  await run(command, args, { ...io, isTerminal: false, stdout: (part) => void (text += part) });
  return text;
}

/** The documentation's pictures as they would be now. */
async function picturesOf(root: string, io: Io): Promise<[string, string][]> {
  const folder = mkdtempSync(path.join(tmpdir(), "foundry-accept-"));
  try {
    await printed(overviewCommand, ["--out", folder, "--pictures", folder, "--today", catalogDay()], io);
    return filesIn(root, PICTURES).flatMap((name): [string, string][] => {
      const drawn = textIn(path.join(folder, path.basename(name)));
      return drawn === undefined ? [] : [[name, drawn]];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What lies in a folder below the root, with its path. */
function filesIn(root: string, name: string): string[] {
  const folder = path.join(root, name);
  return existsSync(folder) ? readdirSync(folder).map((file) => `${name}/${file}`) : [];
}

function textIn(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
