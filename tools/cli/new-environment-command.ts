/** `aucert-foundry new-environment` */
import path from "node:path";
import { isSameCluster } from "../../config/account/across";
import { inProject } from "../../config/files/source";
import { FILE_NAMES } from "../../config/read";
import { environmentSteps } from "../change/next";
import { planEnvironment } from "../change/new-environment";
import { writeFolder } from "../change/write";
import { type OptionSpec, type OptionValues, TODAY_OPTION, wordsOf } from "./args";
import { carryOut, DRY_RUN_OPTION, editedFile, refusing, YES_OPTION } from "./change";
import type { Command } from "./command";
import type { Io } from "./io";
import { survey } from "./survey";

const own = (value: string, help: string): OptionSpec => ({ type: "string", value, help });

export const newEnvironmentCommand: Command = {
  name: "new-environment",
  summary: "make an environment from one that there is, with names of its own",
  options: {
    from: own("NAME", "the environment that it is made from; needed when there are several"),
    account: own("NAME", "name of its account (default: that of the other and its own name)"),
    "resource-group": own("NAME", "its resource group (default: the same, or a new one where the project makes it)"),
    region: own("NAME", "its region (default: the same)"),
    cluster: own("NAME", "its AKS cluster (default: the same)"),
    context: own("NAME", "its kubeconfig context (default: that of the other and its own name)"),
    "dry-run": DRY_RUN_OPTION,
    yes: YES_OPTION,
    today: TODAY_OPTION,
  },
  positionals: ["name"],
  run: (values, io, positionals) =>
    refusing(io, async () => {
      const [name] = wordsOf("new-environment", positionals, ["NAME"]);
      const surveyed = survey(values, io, "from");
      const { source } = surveyed;
      const text = (option: string): string | undefined => textOf(values, option);
      const wanted = {
        ...{ name, account: text("account"), resourceGroup: text("resource-group"), region: text("region") },
        ...{ cluster: text("cluster"), context: text("context") },
      };
      const plan = planEnvironment(surveyed, wanted, source.environments());
      const changed = FILE_NAMES.map((file) => {
        const edits = plan.edits.flatMap((one) => (one.file === file ? one.edits : []));
        const after = withSchema(editedFile(surveyed, file, edits).after, source.display(name), io);
        return { name: file, path: source.display(name, file), before: undefined, after };
      });
      const texts = new Map(changed.map((one) => [one.name, one.after]));
      const write = (): void => writeFolder(source.display(name), texts, io.cwd);
      const { aks, cost } = surveyed.files.account?.asRead ?? {};
      const next = environmentSteps({
        name,
        from: surveyed.files.name,
        sharedCluster: isSameCluster(wanted.cluster ?? aks?.cluster, aks?.cluster) ? aks?.cluster : undefined,
        hasCost: cost?.creditsUsd !== undefined || cost?.monthlyEstimateUsd !== undefined,
      });
      return carryOut({ ...plan, changed, write, next }, { ...surveyed, environment: name }, values, io);
    }),
};

/** The path to the schema, for editors, as it is from the new folder: the other may have been copied from elsewhere. */
function withSchema(text: string, folder: string, io: Io): string {
  const from = path.resolve(io.cwd, folder);
  const schemas = path.relative(from, path.resolve(io.cwd, inProject("config/schemas", io)));
  return text.replace(
    /^(\ufeff?# yaml-language-server: \$schema=)\S*config\/schemas(?=\/)/,
    (_, head: string) => head + schemas.split(path.sep).join("/"),
  );
}

function textOf(values: OptionValues, option: string): string | undefined {
  const value = values[option];
  return typeof value === "string" ? value : undefined;
}
