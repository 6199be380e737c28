/** Entry point of `aucert-foundry explain`. */
import { explainCommand } from "../explain-command";
import { main } from "../process";

void main(explainCommand);
