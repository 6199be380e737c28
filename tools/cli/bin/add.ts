/** Entry point of `aucert-foundry add`. */
import { main } from "../process";
import { addCommand } from "../add-command";

void main(addCommand);
