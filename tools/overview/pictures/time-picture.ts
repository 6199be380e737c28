/** What is coming: each version from today to the day on which it retires. */
import { monthAfter } from "../../../config/cost/outlook";
import { daysBetween, DAYS_PER_MONTH } from "../../../config/days";
import { RETIRING_ERROR_DAYS, RETIRING_WARNING_DAYS } from "../../../config/models/life";
import type { Life } from "../life";
import { markup, type Markup } from "../markup";
import { monthName } from "../../text/figures";
import { box, fitted, line, lineHeight, type Paper, type Picture, PLAIN, SMALL, STRONG, text } from "./picture";
import { textWidth } from "./text-width";

/** What is later than this is drawn as an open end: nobody plans for it. */
const MOST_DAYS = 3 * 365;
const BAR = 9;
const BEFORE = 8;
/** From so many versions on rows are low, so that all of them stand on one sheet. */
const MANY = 12;

export function timePicture(lives: readonly Life[], today: string, paper: Paper): Picture {
  const known = lives.flatMap(({ daysLeft }) => (daysLeft === undefined ? [] : [daysLeft]));
  const span = Math.min(MOST_DAYS, Math.max(365, ...known) * 1.04);
  const right = paper.width - 6;
  const x = (days: number): number => BEFORE + (Math.min(Math.max(days, 0), span) / span) * (right - BEFORE);
  const rowHeight = lineHeight(STRONG) + BAR + (lives.length > MANY ? 4 : 14);
  const top = 26;
  const bottom = top + lives.length * rowHeight;
  const rows = lives.map((life, index) => drawLife(life, top + index * rowHeight, { x, right, paper }));
  const todayLine = line([x(0), top - 4], [x(0), bottom], "today");
  return {
    width: paper.width,
    height: bottom + 4,
    body: markup`${axis(today, span, x, { top, bottom, paper })}${todayLine}${text(2, 12, { text: `today, ${today}`, style: SMALL })}${rows}`,
    alternative: lives.map(lifeWords).join(" "),
  };
}

/** One sentence on a version. */
export function lifeWords({ model, version, retirement, successor, urgency, daysLeft = 1 }: Life): string {
  const next = successor === undefined ? "" : `; its successor is ${successor}`;
  if (urgency === "retired")
    return `${model} ${version} has retired${daysLeft <= 0 ? `, on ${retirement}` : ""}${next}.`;
  return retirement === undefined
    ? `${model} ${version}: no retirement is published${next}.`
    : `${model} ${version} retires on ${retirement}${next}.`;
}

interface Scale {
  readonly x: (days: number) => number;
  readonly right: number;
  readonly paper: Paper;
}

function drawLife(life: Life, y: number, { x, right, paper }: Scale): Markup {
  const { model, daysLeft, urgency } = life;
  const when = longestThatFits(endWords(life), right - BEFORE - 14 - textWidth(model, STRONG));
  const words = { text: when, style: PLAIN, isMuted: urgency === "none" || urgency === "unknown" };
  const nameRoom = right - BEFORE - textWidth(when, PLAIN) - 14;
  const [name] = fitted(cut(model, nameRoom), nameRoom, STRONG);
  const baseline = y + lineHeight(STRONG) - 4;
  const top = y + lineHeight(STRONG) + 1;
  const end = daysLeft === undefined ? right : x(daysLeft);
  const isSoon = urgency !== "none" && urgency !== "unknown";
  const bar = { x: BEFORE, y: top, width: Math.max(2, end - BEFORE), height: BAR };
  const classes = daysLeft === undefined ? "open" : isSoon ? "soon" : "bar";
  const marks = [RETIRING_WARNING_DAYS, RETIRING_ERROR_DAYS].flatMap((days) =>
    daysLeft !== undefined && daysLeft > days
      ? [line([x(daysLeft - days), top], [x(daysLeft - days), top + BAR], "mark")]
      : [],
  );
  return markup`<g>${name && text(BEFORE + 4, baseline, name)}${text(paper.width - 6, baseline, words, "end")}${box(bar, classes, 2)}${marks}</g>`;
}

/** What stands at the end of a row, the longest first. */
function endWords({ retirement, successor, waivers, urgency }: Life): string[] {
  if (retirement === undefined) return [urgency === "retired" ? "retired" : "no day published"];
  const day = urgency === "retired" ? `retired ${retirement}` : retirement;
  const next = successor === undefined ? day : `${day}, then ${successor}`;
  const [waiver] = waivers;
  return [...(waiver ? [`${next}; waived until ${waiver.until}`, `${day}; waived`] : []), next, day];
}

function longestThatFits(texts: readonly string[], room: number): string {
  return texts.find((one) => textWidth(one, PLAIN) <= room) ?? texts.at(-1) ?? "";
}

/** A name that is too long for its line is cut; the table below has all of it. */
function cut(name: string, room: number): string {
  if (textWidth(name, STRONG) <= room) return name;
  let length = name.length;
  while (length > 1 && textWidth(`${name.slice(0, length)}..`, STRONG) > room) length -= 1;
  return `${name.slice(0, length)}..`;
}

/** Every so many months a line, as many as have room for their names. */
function axis(
  today: string,
  span: number,
  x: Scale["x"],
  place: { top: number; bottom: number; paper: Paper },
): Markup {
  const { top, bottom, paper } = place;
  const first = textWidth(`today, ${today}`, SMALL) + 12;
  const months = Math.ceil(span / DAYS_PER_MONTH);
  const step = [1, 2, 3, 4, 6, 12].find((one) => (months / one) * 62 < paper.width) ?? 12;
  const ticks: Markup[] = [];
  for (let index = step; index <= months; index += step) {
    const start = monthAfter(today, index);
    if (start === null) break;
    const days = daysBetween(today, `${start}-01`);
    if (days > span) break;
    const name = shortMonth(start);
    const width = textWidth(name, SMALL);
    const at = x(days);
    const label = at - width / 2 > first && at + width / 2 < paper.width;
    ticks.push(
      markup`${line([at, top - 4], [at, bottom], "axis")}${label ? text(at, 12, { text: name, style: SMALL, isMuted: true }, "middle") : undefined}`,
    );
  }
  return markup`${ticks}`;
}

/** `Mar 2027` */
function shortMonth(month: string): string {
  const [name = "", year = ""] = monthName(month).split(" ");
  return `${name.slice(0, 3)} ${year}`;
}
