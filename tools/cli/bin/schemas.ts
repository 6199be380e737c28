/** Entry point of `aucert-foundry schemas`. */
import { main } from "../process";
import { schemasCommand } from "../schemas-command";

void main(schemasCommand);
