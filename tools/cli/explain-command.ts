/** `aucert-foundry explain` */
import { named } from "../../config/findings/characters";
import { type Code, EXPLANATIONS, isCode } from "../../config/findings/codes";
import { ToolError } from "../../config/findings/diagnostic";
import { nearest, suggest } from "../../config/findings/nearest";
import { POLICY_RULES } from "../../config/sections/policy/rules";
import { type Format, FORMATS, renderExplanation } from "../explain/render-explanation";
import { formatOption } from "./args";
import type { Command } from "./command";
import { wantsColour } from "./io";

export const explainCommand: Command = {
  name: "explain",
  summary: "say what the code of a finding means and what to do about it; without a code, list all",
  options: { format: formatOption(...FORMATS) },
  positionals: ["CODE"],
  run(values, io, [word]) {
    const code = word === undefined ? undefined : codeOf(word);
    io.stdout(renderExplanation(code, (values.format ?? "text") as Format, wantsColour(io)));
    return 0;
  },
};

/**
 * @param given a code, also as it stands in a finding (`error[secret]`) or in a link (`…#secret`)
 * @throws ToolError with near names when no finding has this code
 */
function codeOf(given: string): Code {
  const word = /[[#]([a-z0-9-]+)\]?$/.exec(given)?.[1] ?? given.slice(0, MAX_SHOWN);
  if (isCode(word)) return word;
  if (POLICY_RULES.some((id) => id === word)) {
    throw new ToolError("arguments", `${word} is a policy, not a finding: docs/policies.md#${word} explains it`);
  }
  const help = suggest(nearCodes(word), "explain without a code lists all");
  throw new ToolError("arguments", `no finding has the code ${named(word) || '""'}; ${help}`);
}

/** As much of what is no code as a message shows. */
const MAX_SHOWN = 60;
/** As many near codes as a message lists. */
const MAX_NEAR = 5;

/** The code that is nearest, and those that have the word in them. */
function nearCodes(word: string): string | undefined {
  const codes = Object.keys(EXPLANATIONS);
  const guess = nearest(word, codes);
  const holding = word.length < 3 ? [] : codes.filter((code) => code.includes(word.toLowerCase()));
  const near = [...new Set([...(guess === undefined ? [] : [guess]), ...holding])];
  return near.length === 0 ? undefined : near.slice(0, MAX_NEAR).join(", ");
}
