/** Entry point of `aucert-foundry bench`. */
import { benchCommand } from "../bench-command";
import { main } from "../process";

void main(benchCommand);
