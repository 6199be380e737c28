/** `npm run terraform:validate`: for those who change this project. */
import path from "node:path";
import { outputDirectory } from "../../config/files/source";
import { terraformOf } from "../terraform/terraform";
import { check } from "../terraform/validate";
import type { Command } from "./command";

export const terraformValidateCommand: Command = {
  name: "terraform:validate",
  summary: "ask Terraform itself whether what synth wrote is valid",
  options: {},
  run: (_, io) => check(path.join(outputDirectory(io), "stacks"), terraformOf(io.env), io),
};
