/** Entry point of `aucert-foundry smoke`. */
import { main } from "../process";
import { smokeCommand } from "../smoke-command";

void main(smokeCommand);
