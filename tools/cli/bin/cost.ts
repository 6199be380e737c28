/** Entry point of `npm run cost`. */
import { main } from "../process";
import { costCommand } from "../cost";

void main(costCommand);
