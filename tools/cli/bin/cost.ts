/** Entry point of `aucert-foundry cost`. */
import { costCommand } from "../cost-command";
import { main } from "../process";

void main(costCommand);
