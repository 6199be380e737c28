/** Entry point of `aucert-foundry` alone, `help`, `--version`, and of what is no command. */
import { help } from "../help";
import { mainOf } from "../process";

void mainOf((args, io) => {
  io.stdout(help(args));
  return 0;
});
