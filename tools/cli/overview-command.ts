/** `aucert-foundry overview` */
import { spawn } from "node:child_process";
import path from "node:path";
import { catalogDay, loadCatalog } from "../../config/catalog/catalog";
import { loadPrices } from "../../config/cost/prices";
import { configSource, outputDirectory } from "../../config/files/source";
import { withoutDatedErrors } from "../../config/findings/diagnostic";
import { about, readConfiguration } from "../../config/load";
import { factsOf } from "../../config/models/facts";
import type { EnvironmentFiles } from "../../config/read";
import { resolveEnvironment } from "../../config/resolve";
import { costReport } from "../cost/cost-report";
import { builtEnvironment } from "../overview/built";
import { documentPictures } from "../overview/document-pictures";
import { layoutEngine } from "../overview/engine";
import type { OverviewFacts } from "../overview/facts";
import type { LayoutEngine } from "../overview/pictures/graph-layout";
import { environmentPage, indexPage } from "../overview/page/page";
import { writePages } from "../overview/write-pages";
import { ENV_OPTION, environmentOf, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import type { Command } from "./command";
import { refuseErrors } from "./environment";
import type { Io } from "./io";
import { historiesOf } from "./overview-history";
import { runSynth } from "./run-synth";

export const overviewCommand: Command = {
  name: "overview",
  summary: "write a page that everybody can read: what runs where, who answers what, what it costs, what is coming",
  options: {
    env: { ...ENV_OPTION, help: "only this environment's page (default: all, and a list of them)" },
    out: { type: "string", value: "FOLDER", help: "where to write (default: overview in the output folder)" },
    pictures: { type: "string", value: "FOLDER", help: "write the pictures of documentation there as well, as SVG" },
    open: { type: "boolean", help: "open it in the browser" },
    today: TODAY_OPTION,
  },
  async run(values, io) {
    const { out, env } = values;
    const { all, engine } = await gather(values, io);
    const pages = all.map((facts) => ({
      name: `${facts.environment.name}.html`,
      text: environmentPage(facts, engine),
    }));
    if (env === undefined) pages.push({ name: "index.html", text: indexPage(all) });
    const folder = typeof out === "string" ? out : path.join(outputDirectory(io), "overview");
    writePages(path.resolve(io.cwd, folder), pages, env === undefined);
    const { pictures } = values;
    if (typeof pictures === "string") {
      const drawn = all.flatMap((facts) => documentPictures(facts, engine));
      writePages(path.resolve(io.cwd, pictures), drawn, false);
      for (const { name } of drawn) io.stdout(`${path.join(pictures, name)}\n`);
    }
    for (const { name } of pages) io.stdout(`${path.join(folder, name)}\n`);
    const [first] = pages;
    if (values.open && first) open(path.resolve(io.cwd, folder, all.length > 1 ? "index.html" : first.name), io);
    return 0;
  },
};

/** @throws ToolError when the configuration has errors that time alone has not made, or synth refuses it */
async function gather(values: OptionValues, io: Io): Promise<{ all: OverviewFacts[]; engine: LayoutEngine }> {
  const today = todayOf(values, io);
  const source = configSource(io);
  const only = environmentOf(values, source.environments());
  const [catalog, prices] = [loadCatalog(), loadPrices()];
  const read = readConfiguration(source, { catalog, today });
  const { files, findings } = only === undefined ? read : about([only], read);
  refuseErrors(withoutDatedErrors(findings), read.textOf);
  const names = files.map(({ name }) => name);
  // All at once: the first waits for a process, the others keep this one busy.
  const synth = runSynth(
    io,
    names,
    "synth refuses this configuration, so there is no page",
    (written) => new Map(names.map((name) => [name, builtEnvironment(name, written)])),
  );
  const histories = historiesOf(names, io, { catalog, prices, today });
  const [built, engine] = await Promise.all([synth, layoutEngine()]);
  const all = files.map((one): OverviewFacts => {
    const environment = resolveEnvironment(one, catalog);
    const [resources, history] = [built.get(one.name), histories.get(one.name)];
    if (!environment || !resources || !history) throw new Error(`${one.name}: sound files came to nothing`);
    return {
      environment,
      models: modelFacts(one, catalog),
      built: resources,
      costs: costReport(environment, prices, catalog, { today, reroutes: [], scale: 1 }),
      pricesDay: prices.asOf,
      today,
      catalogDay: catalogDay(),
      findings: about([one.name], read).findings,
      history,
    };
  });
  return { all, engine };
}

function modelFacts({ models }: EnvironmentFiles, catalog: Parameters<typeof factsOf>[1]): OverviewFacts["models"] {
  return new Map(models?.complete?.models.map((entry) => [entry.name, factsOf(entry, catalog)]));
}

/** What opens a file in the browser, by platform. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

function open(file: string, { env, stderr }: Io): void {
  const [program = "", ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(program, [...args, file], { env, stdio: "ignore", detached: true });
  child.on("error", () => stderr(`no program opens it here: open ${file} in a browser\n`));
  child.unref();
}
