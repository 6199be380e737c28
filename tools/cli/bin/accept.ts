/** Entry point of `npm run accept`. */
import { acceptCommand } from "../accept-command";
import { main } from "../process";

void main(acceptCommand);
