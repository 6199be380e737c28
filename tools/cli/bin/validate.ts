/** Entry point of `aucert-foundry validate`. */
import { main } from "../process";
import { validateCommand } from "../validate-command";

void main(validateCommand);
