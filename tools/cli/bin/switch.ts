/** Entry point of `aucert-foundry switch`. */
import { main } from "../process";
import { switchCommand } from "../switch-command";

void main(switchCommand);
