/** Entry point of `aucert-foundry lock`. */
import { lockCommand } from "../lock-command";
import { main } from "../process";

void main(lockCommand);
