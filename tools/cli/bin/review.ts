/** Entry point of `npm run review`. */
import { main } from "../process";
import { reviewCommand } from "../review-command";

void main(reviewCommand);
