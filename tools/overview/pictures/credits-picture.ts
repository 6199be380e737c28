/** Credits as falling lines: to the month of their end at the high estimate, and at the low one. */
import type { Runway } from "../../../config/cost/outlook";
import { markup, type Markup } from "../markup";
import { dollars, monthName, runwayWords } from "../money";
import { line, type Paper, type Picture, px, SMALL, STRONG, text } from "./picture";
import { textWidth } from "./text-width";

const TOP = 10;
const HEIGHT = 150;

/** A runway that has an end. */
export type Ending = Extract<Runway, { readonly kind: "known" | "at-most" }>;

export function creditsPicture(credits: number, runway: Ending, today: string, paper: Paper): Picture {
  const { least, most } = runway.months;
  const open = most === null;
  const months = Math.max(1, most ?? least * 1.6);
  const left = Math.max(textWidth(dollars(credits), SMALL), textWidth("$0", SMALL)) + 10;
  const right = paper.width - 8;
  const x = (month: number): number => left + (Math.min(month, months) / months) * (right - left);
  const bottom = TOP + HEIGHT;
  const label = (value: string, y: number): Markup =>
    text(left - 6, y + 4, { text: value, style: SMALL, isMuted: true }, "end");
  const end = open ? ([right, TOP] as const) : ([x(most), bottom] as const);
  const band = `${px(left)},${TOP} ${px(end[0])},${px(end[1])} ${open ? `${px(right)},${bottom} ` : ""}${px(x(least))},${bottom}`;
  const body = markup`<polygon points="${band}" class="band"/>
${line([left, bottom], [right, bottom], "axis")}${line([left, TOP], [left, bottom], "axis")}
${line([left, TOP], [x(least), bottom], "fall")}${line([left, TOP], end, "fall dashed")}
${label(dollars(credits), TOP)}${label("$0", bottom)}${text(left, bottom + 17, { text: "today", style: SMALL, isMuted: true })}
${ends(runway, { x, bottom, left, right })}${names({ x, least, end, left })}`;
  return {
    width: paper.width,
    height: bottom + 24,
    body,
    alternative: `Credits of ${dollars(credits)} on ${today}: they last ${runwayWords(runway)}.`,
  };
}

interface Place {
  readonly x: (month: number) => number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The months in which they end, where they have room. */
function ends({ months: { least, most }, ends: { first, last } }: Ending, { x, bottom, left, right }: Place): Markup {
  const taken: [number, number][] = [[left, left + textWidth("today", SMALL) + 8]];
  const all = [
    [last, most],
    [first, least],
  ] as const;
  return markup`${all.map(([month, at]) => {
    if (month === null || at === null) return undefined;
    const name = monthName(month);
    const width = textWidth(name, STRONG);
    const middle = Math.min(Math.max(x(at), left + width / 2), right - width / 2);
    const range: [number, number] = [middle - width / 2, middle + width / 2];
    const dot = markup`<circle cx="${px(x(at))}" cy="${bottom}" r="4" class="dot"/>`;
    if (taken.some(([from, to]) => range[0] < to && range[1] > from)) return dot;
    taken.push(range);
    return markup`${dot}${text(middle, bottom + 18, { text: name, style: STRONG }, "middle")}`;
  })}`;
}

/** Which line is which, beside it where it has room. */
function names({
  x,
  least,
  end,
  left,
}: {
  x: Place["x"];
  least: number;
  end: readonly [number, number];
  left: number;
}): Markup {
  const [high, low] = ["high estimate", "low estimate"];
  const below = left + (x(least) - left) * 0.8 - 10;
  const isBelow = below - textWidth(high, SMALL) > left + 4;
  const [start, y] = [left + (end[0] - left) * 0.4 + 8, TOP + (end[1] - TOP) * 0.4 - 5];
  const isAbove = end[0] - x(least) > 40;
  return markup`${isBelow ? text(below, TOP + HEIGHT * 0.8 + 10, { text: high, style: SMALL }, "end") : undefined}${isAbove ? text(start, y, { text: low, style: SMALL }) : undefined}`;
}
