/** Entry point of `aucert-foundry review`. */
import { main } from "../process";
import { reviewCommand } from "../review-command";

void main(reviewCommand);
