/** Entry point of `npm run validate`. */
import { main } from "../process";
import { validateCommand } from "../validate-command";

void main(validateCommand);
