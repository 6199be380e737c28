/** Entry point of `npm run preflight`. */
import { main } from "../process";
import { preflightCommand } from "../preflight";

void main(preflightCommand);
