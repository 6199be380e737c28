/** A box with a heading and rows in it, each of them a thing of its own. */
import { type Markup, markup } from "../markup";
import {
  box,
  extent,
  fitted,
  HEADING,
  type Line,
  paragraph,
  type Rectangle,
  SMALL,
  STRONG,
  type Owner,
} from "./picture";

export interface Row {
  readonly title: string;
  readonly note?: string | undefined;
  /** Whether it only names the rows below it. */
  readonly isHeading?: boolean;
}

interface RowLines {
  readonly lines: readonly Line[];
  readonly isHeading: boolean;
}

/** A box before it has its place. */
export interface Stack {
  readonly owner: Owner;
  readonly heading: readonly Line[];
  readonly rows: readonly RowLines[];
  readonly width: number;
  readonly height: number;
}

const PADDING = 9;
const ROW_PADDING = 5;
const ROW_GAP = 4;

export interface StackInput {
  readonly owner: Owner;
  readonly title: string;
  readonly notes?: readonly string[];
  readonly rows?: readonly Row[];
  readonly width: number;
}

export function stackOf({ owner, title, notes = [], rows = [], width }: StackInput): Stack {
  const inner = width - 2 * PADDING;
  const heading = [...fitted(title, inner, HEADING), ...notes.flatMap((note) => fitted(note, inner, SMALL, true))];
  const lines = rows.map(({ title: name, note, isHeading = false }) => ({
    isHeading,
    lines: [
      ...fitted(name, inner - 2 * ROW_PADDING, STRONG),
      ...(note === undefined ? [] : fitted(note, inner - 2 * ROW_PADDING, SMALL, true)),
    ],
  }));
  const rowsHeight = lines.reduce((sum, one) => sum + rowHeight(one) + ROW_GAP, 0);
  const height = 2 * PADDING + extent(heading).height + (rows.length > 0 ? rowsHeight + 2 : 0);
  return { owner, heading, rows: lines, width, height };
}

const rowHeight = ({ lines }: RowLines): number => extent(lines).height + 2 * ROW_PADDING - 2;

export function drawStack({ owner, heading, rows }: Stack, place: Rectangle): Markup {
  const { x, y, width } = place;
  let top = y + PADDING + extent(heading).height + 6;
  const drawn = rows.map((row) => {
    const height = rowHeight(row);
    const indent = row.isHeading ? 0 : ROW_PADDING;
    const ground = row.isHeading
      ? undefined
      : box({ x: x + PADDING, y: top, width: width - 2 * PADDING, height }, "row", 4);
    const words = paragraph(x + PADDING + indent, top + ROW_PADDING - 1, row.lines);
    top += height + ROW_GAP;
    return markup`${ground}${words}`;
  });
  return markup`<g>${box(place, owner)}${paragraph(x + PADDING, y + PADDING, heading)}${drawn}</g>`;
}

/** A frame around other boxes. */
export function drawFrame(classes: string, heading: readonly Line[], place: Rectangle): Markup {
  return markup`<g>${box(place, classes, 8)}${paragraph(place.x + 10, place.y + 8, heading)}</g>`;
}
