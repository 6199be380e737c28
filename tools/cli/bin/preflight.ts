/** Entry point of `aucert-foundry preflight`. */
import { preflightCommand } from "../preflight-command";
import { main } from "../process";

void main(preflightCommand);
