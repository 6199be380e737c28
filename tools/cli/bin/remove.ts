/** Entry point of `aucert-foundry remove`. */
import { main } from "../process";
import { removeCommand } from "../remove-command";

void main(removeCommand);
