/** Entry point of `npm run cost`. */
import { costCommand } from "../cost-command";
import { main } from "../process";

void main(costCommand);
