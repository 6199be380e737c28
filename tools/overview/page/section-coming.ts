import { RETIRING_ERROR_DAYS, RETIRING_WARNING_DAYS } from "../../../config/models/life";
import { plural } from "../../../config/text";
import type { OverviewFacts } from "../facts";
import { type Life, livesOf, nextRetirement } from "../life";
import { type Markup, markup } from "../markup";
import { someOf } from "../summary";
import { timePicture } from "../pictures/time-picture";
import { type Cell, day, figure, foreign, folded, section, table } from "./parts";

/** What is coming: until when each version is there. */
export function comingSection(facts: OverviewFacts): Markup {
  const lives = livesOf(facts);
  const { today, catalogDay } = facts;
  return section(
    "coming",
    "What is coming",
    takeaway(lives),
    figure(
      (paper) => timePicture(lives, today, paper),
      markup`Each bar is a version, from today to the day on which calls to it fail. The marks in it are ${RETIRING_WARNING_DAYS} and ${RETIRING_ERROR_DAYS} days before: the checks warn from the first and fail from the second. A dashed bar: Microsoft has published no day. As known on ${day(catalogDay)}.`,
    ),
    folded(
      "Versions as a table",
      table({
        caption: "Versions in use, the next to retire first",
        head: ["Model and version", "Stage", "Retires", "Successor", "Layers", "Accepted"],
        rows: lives.map((life) => [
          markup`${foreign(life.model)} <span class="small">${life.version}</span>`,
          life.stage ?? "not known",
          retirementCell(life),
          foreign(life.successor ?? "none named"),
          foreign(life.layers.length > 0 ? life.layers.join(", ") : "none"),
          life.waivers.length === 0
            ? "no waiver"
            : markup`${life.waivers.map(({ code, until, reason }) => markup`${code} until ${until}: ${foreign(reason)} `)}`,
        ]),
      }),
    ),
  );
}

function retirementCell({ retirement, daysLeft = 0, urgency }: Life): Cell {
  if (retirement === undefined) return urgency === "retired" ? "retired already" : "not published";
  const when = urgency === "retired" ? "retired already" : `in ${plural(daysLeft, "day")}`;
  return markup`${day(retirement)}, ${daysLeft > 0 ? when : "has passed"}`;
}

function takeaway(lives: readonly Life[]): Markup {
  const soon = lives.filter(({ urgency }) => urgency !== "none" && urgency !== "unknown");
  const next = nextRetirement(lives);
  if (soon.length > 0) {
    return markup`<span class="alarm">${plural(soon.length, "version")}</span> ${soon.length === 1 ? "has" : "have"} retired or will within ${RETIRING_WARNING_DAYS} days: ${someOf(soon.map(({ model }) => model))}.`;
  }
  if (next === undefined) return markup`Microsoft has published no day for any version in use.`;
  return markup`Nothing retires within ${RETIRING_WARNING_DAYS} days; the first is ${next.model} on ${day(next.retirement ?? "")}.`;
}
