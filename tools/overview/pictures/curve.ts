/** An arrow as Graphviz has led it. */
import { markup, type Markup } from "../markup";
import type { LaidEdge } from "./graph-layout";
import { arrowHead, type Line, plate, type Point, px } from "./picture";

export function curve({ curve: points, tip, label }: LaidEdge, classes: string, words?: readonly Line[]): Markup {
  const [start = [0, 0], ...rest] = points;
  const pair = ([x, y]: Point): string => `${px(x)} ${px(y)}`;
  const path = `M${pair(start)}C${rest.map(pair).join(" ")}L${pair(tip)}`;
  const drawn = markup`<path d="${path}" class="${classes}"/>${arrowHead(tip, rest.at(-1) ?? start)}`;
  return label === undefined || words === undefined ? drawn : markup`${drawn}${plate(label, words)}`;
}
