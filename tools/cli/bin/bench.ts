/** Entry point of `npm run bench`. */
import { benchCommand } from "../bench-command";
import { main } from "../process";

void main(benchCommand);
