/** Entry point of `npm run smoke`. */
import { main } from "../process";
import { smokeCommand } from "../smoke";

void main(smokeCommand);
