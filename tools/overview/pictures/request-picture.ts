/** One request as a sequence: a fixed layout, each step an arrow with its number, and its words below. */
import { markup, type Markup } from "../markup";
import { pathTitle, type RequestPath } from "../paths";
import { requestSteps, type Step } from "../request-steps";
import type { OverviewFacts } from "../facts";
import { arrow, box, extent, fitted, HEADING, line, paragraph, type Paper, type Picture, SMALL, text } from "./picture";
import { textWidth } from "./text-width";

const GAP = 8;
const ARROW = 26;

export function requestPicture(
  { environment }: Pick<OverviewFacts, "environment">,
  path: RequestPath,
  paper: Paper,
): Picture {
  const { participants, steps } = requestSteps(path, environment);
  const column = paper.width / participants.length;
  const center = (index: number): number => (index + 0.5) * column;
  const width = column - GAP;
  const heads = participants.map(({ name, note, owner }) => ({
    owner,
    lines: [...fitted(name, width - 8, HEADING), ...fitted(note, width - 8, SMALL, true)],
  }));
  const headHeight = Math.max(...heads.map(({ lines }) => extent(lines).height)) + 12;
  let y = headHeight + GAP;
  const drawn = steps.map((step, index) => {
    const one = drawStep(step, index + 1, { y, center, paper });
    y += one.height;
    return one.body;
  });
  const boxes = heads.map(({ owner, lines }, index) => {
    const place = { x: index * column + GAP / 2, y: 1, width, height: headHeight };
    return markup`${box(place, owner)}${paragraph(center(index), 7, lines, "middle")}`;
  });
  const lives = participants.map((_, index) => line([center(index), headHeight + 1], [center(index), y], "life"));
  return {
    width: paper.width,
    height: y + 2,
    body: markup`${lives}${boxes}${drawn}`,
    alternative: `${pathTitle(path)}: ${steps.map(({ text: words }, index) => `${index + 1}. ${words}`).join("; ")}.`,
  };
}

interface StepPlace {
  readonly y: number;
  readonly center: (participant: number) => number;
  readonly paper: Paper;
}

function drawStep({ from, to, text: words }: Step, number: number, { y, center, paper }: StepPlace) {
  const [start, end] = [center(from), center(to)];
  const left = Math.min(start, end);
  const isBack = end < start;
  const badge = numberAt(start, y + ARROW / 2, number);
  const drawn = from === to ? NO_ARROW : arrow([start + (isBack ? -10 : 10), y + ARROW / 2], [end, y + ARROW / 2]);
  // Beside the number where nothing leaves it; else below the arrow.
  const x = from === to ? start + 14 : left + 6;
  const room = paper.width - x - 6;
  const isTight = room < paper.width * 0.45 && textWidth(words, SMALL) > room;
  const place = isTight ? paper.width * 0.45 : room;
  const lines = fitted(words, place, SMALL);
  const size = extent(lines);
  const textX = isTight ? paper.width - 6 - size.width : x;
  const top = from === to && !isTight ? y + ARROW / 2 - extent(lines.slice(0, 1)).height / 2 : y + ARROW - 4;
  const ground = box({ x: textX - 3, y: top, width: size.width + 6, height: size.height + 1 }, "paper", 2);
  return {
    body: markup`<g>${ground}${drawn}${badge}${paragraph(textX, top, lines)}</g>`,
    height: Math.max(ARROW, top - y + size.height) + 5,
  };
}

const NO_ARROW: Markup = markup``;

function numberAt(x: number, y: number, number: number): Markup {
  return markup`<circle cx="${x}" cy="${y}" r="9" class="number"/>${text(x, y + 4, { text: String(number), style: SMALL }, "middle")}`;
}
