/** Entry point of `npm run smoke`. */
import { main } from "../process";
import { smokeCommand } from "../smoke-command";

void main(smokeCommand);
