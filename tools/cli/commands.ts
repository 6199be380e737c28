/** All commands of the program, in the order of its help. */
import { addCommand } from "./add-command";
import { benchCommand } from "./bench-command";
import { catalogCommand } from "./catalog-command";
import type { Command } from "./command";
import { costCommand } from "./cost-command";
import { explainCommand } from "./explain-command";
import { lockCommand } from "./lock-command";
import { modelsCommand } from "./models-command";
import { newEnvironmentCommand } from "./new-environment-command";
import { overviewCommand } from "./overview-command";
import { preflightCommand } from "./preflight-command";
import { removeCommand } from "./remove-command";
import { reviewCommand } from "./review-command";
import { schemasCommand } from "./schemas-command";
import { showEnvCommand } from "./show-env-command";
import { smokeCommand } from "./smoke-command";
import { swapCommand } from "./swap-command";
import { switchCommand } from "./switch-command";
import { SYNTH } from "./synth-command";
import { usageCommand } from "./usage-command";
import { validateCommand } from "./validate-command";

/** What the help shows of a command. */
export type CommandHelp = Omit<Command, "run">;

export const COMMAND_GROUPS: readonly { readonly title: string; readonly commands: readonly CommandHelp[] }[] = [
  {
    title: "Look at the configuration",
    commands: [validateCommand, explainCommand, reviewCommand, costCommand, showEnvCommand],
  },
  {
    title: "Change the configuration",
    commands: [modelsCommand, addCommand, switchCommand, removeCommand, swapCommand, newEnvironmentCommand],
  },
  { title: "Write the output", commands: [SYNTH, overviewCommand] },
  { title: "Ask Azure", commands: [preflightCommand, usageCommand, smokeCommand, catalogCommand] },
  { title: "Work on this project", commands: [lockCommand, schemasCommand, benchCommand] },
];
