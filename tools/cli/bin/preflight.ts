/** Entry point of `npm run preflight`. */
import { preflightCommand } from "../preflight-command";
import { main } from "../process";

void main(preflightCommand);
