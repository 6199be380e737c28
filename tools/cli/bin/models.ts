/** Entry point of `aucert-foundry models`. */
import { modelsCommand } from "../models-command";
import { main } from "../process";

void main(modelsCommand);
