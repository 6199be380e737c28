/** Entry point of `aucert-foundry overview`. */
import { overviewCommand } from "../overview-command";
import { main } from "../process";

void main(overviewCommand);
