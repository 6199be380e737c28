import { countBySeverity, type Diagnostic } from "../../../config/findings/diagnostic";
import { SEVERITIES } from "../../../config/findings/severity";
import { PROGRAM } from "../../../config/text";
import type { OverviewFacts } from "../facts";
import { type Markup, markup } from "../markup";
import { code, foreign, section } from "./parts";

/** What needs attention: the findings with their fix, the worst first. */
export function attentionSection({ findings }: OverviewFacts): Markup {
  const sorted = SEVERITIES.flatMap((severity) => findings.filter((one) => one.severity === severity));
  const takeaway =
    findings.length === 0
      ? markup`The checks find nothing.`
      : markup`The checks find ${countBySeverity(findings)}; each says below what to do about it.`;
  return section("attention", "What needs attention", takeaway, ...sorted.map(findingMarkup));
}

function findingMarkup({ severity, code: word, message, help, file, line }: Diagnostic): Markup {
  return markup`
<div class="finding ${severity}">
<p><strong>${severity}</strong>: ${foreign(message)}</p>
${help === undefined ? undefined : markup`<p>What to do: ${foreign(help)}</p>`}
<p class="small">${code(`${file}:${line}`)}; ${code(`${PROGRAM} explain ${word}`)} says more</p>
</div>`;
}
