/** Entry point of `aucert-foundry new-environment`. */
import { newEnvironmentCommand } from "../new-environment-command";
import { main } from "../process";

void main(newEnvironmentCommand);
