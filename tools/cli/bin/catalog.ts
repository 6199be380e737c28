/** Entry point of `aucert-foundry catalog`. */
import { catalogCommand } from "../catalog-command";
import { main } from "../process";

void main(catalogCommand);
