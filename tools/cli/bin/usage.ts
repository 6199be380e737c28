/** Entry point of `aucert-foundry usage`. */
import { usageCommand } from "../usage-command";
import { main } from "../process";

void main(usageCommand);
