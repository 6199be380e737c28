/** Entry point of `aucert-foundry show-env`. */
import { main } from "../process";
import { showEnvCommand } from "../show-env-command";

void main(showEnvCommand);
