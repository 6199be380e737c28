import { plural } from "../../../config/text";
import type { OverviewFacts, PastChange } from "../facts";
import { type Markup, markup } from "../markup";
import { code, day, foreign, list, section } from "./parts";

/** What changed, from git. */
export function historySection({ history }: OverviewFacts): Markup {
  const title = "What changed";
  if (history.kind === "unknown") {
    return section("changes", title, markup`The past is not known here: ${history.reason}.`);
  }
  const { changes, isShallow } = history;
  const cut = isShallow
    ? [
        markup`<p class="small">This copy of the repository is shallow: older changes are not in it, so they are not shown.</p>`,
      ]
    : [];
  const [latest] = changes.filter((change) => change.day !== undefined);
  const takeaway =
    latest === undefined
      ? markup`No commit that changes the configuration is known here.`
      : markup`The configuration last changed on ${day(latest.day ?? "")}; ${plural(changes.length, "change")} ${changes.length === 1 ? "is" : "are"} shown, the latest first.`;
  return section("changes", title, takeaway, ...cut, markup`<ol class="changes">${changes.map(changeMarkup)}</ol>`);
}

function changeMarkup({ day: when, commit, subject, effects }: PastChange): Markup {
  const date = markup`<strong>${when === undefined ? "not committed yet" : day(when)}</strong>`;
  const name = commit === undefined ? undefined : markup` <span class="small">${code(commit)}</span>`;
  const what = effects.length > 0 ? effects.map(foreign) : ["nothing of what this environment builds"];
  return markup`<li>${date} ${foreign(subject)}${name}${list(what)}</li>\n`;
}
