/** Entry point of `npm run terraform:validate`. */
import { main } from "../process";
import { terraformValidateCommand } from "../terraform-validate-command";

void main(terraformValidateCommand);
