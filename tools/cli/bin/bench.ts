/** Entry point of `npm run bench`. */
import { main } from "../process";
import { benchCommand } from "../bench";

void main(benchCommand);
