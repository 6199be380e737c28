/** Entry point of `npm run terraform:validate`. */
import path from "node:path";
import { check, terraform } from "../../terraform-validate";

process.exitCode = check(path.join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks"), terraform, {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
});
