/** Entry point of `aucert-foundry swap`. */
import { main } from "../process";
import { swapCommand } from "../swap-command";

void main(swapCommand);
