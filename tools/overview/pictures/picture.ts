/** What every picture is made of: text, boxes and arrows in one hand. */
import { markup, type Markup } from "../markup";
import { linesOf, textWidth, type TextStyle } from "./text-width";

/** Who the thing is that a box stands for: drawn with a full, a dotted or a dashed line, so that no colour is needed. */
export type Owner = "ours" | "settings" | "microsoft" | "other" | "idle";

/** For whom a picture is laid out: a phone, or a screen and a sheet of A4. */
export interface Paper {
  readonly name: "narrow" | "wide";
  /** Pixels. */
  readonly width: number;
}

/** A phone of 360 pixels less the page's margins; A4 less its margins at 96 pixels an inch. */
export const NARROW: Paper = { name: "narrow", width: 328 };
export const WIDE: Paper = { name: "wide", width: 680 };

/** A drawing with what it says in words. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly body: Markup;
  /** What somebody who does not see it should know. */
  readonly alternative: string;
}

/** Sizes of text. Nothing is smaller than the last. */
export const HEADING: TextStyle = { size: 13, isBold: true };
export const STRONG: TextStyle = { size: 12, isBold: true };
export const PLAIN: TextStyle = { size: 12 };
export const SMALL: TextStyle = { size: 11.5 };

export const lineHeight = ({ size }: TextStyle): number => Math.ceil(size * 1.34);

export interface Line {
  readonly text: string;
  readonly style: TextStyle;
  readonly isMuted?: boolean;
}

/** A text as lines that fit. */
export function fitted(text: string, maximum: number, style: TextStyle = PLAIN, isMuted = false): Line[] {
  return linesOf(text, maximum, style).map((one) => ({ text: one, style, isMuted }));
}

/** Width of the widest and height of all. */
export function extent(lines: readonly Line[]): { readonly width: number; readonly height: number } {
  return {
    width: Math.ceil(Math.max(0, ...lines.map(({ text, style }) => textWidth(text, style)))),
    height: lines.reduce((sum, { style }) => sum + lineHeight(style), 0),
  };
}

export const px = (value: number): string => String(Math.round(value * 10) / 10);

export type Anchor = "start" | "middle" | "end";

/** One line of text. Its length is written, so that another font than that it was measured in still fits. */
export function text(
  x: number,
  baseline: number,
  { text: words, style, isMuted }: Line,
  anchor: Anchor = "start",
): Markup {
  const classes = ["t", ...(style.isBold ? ["b"] : []), ...(isMuted ? ["m"] : [])].join(" ");
  const width = px(textWidth(words, style));
  return markup`<text x="${px(x)}" y="${px(baseline)}" class="${classes}" font-size="${style.size}" text-anchor="${anchor}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${words}</text>`;
}

/** Lines below each other. @param top where the first begins */
export function paragraph(x: number, top: number, lines: readonly Line[], anchor: Anchor = "start"): Markup {
  let y = top;
  const all = lines.map((line) => {
    y += lineHeight(line.style);
    return text(x, y - Math.ceil(line.style.size * 0.34), line, anchor);
  });
  return markup`${all}`;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function box({ x, y, width, height }: Rectangle, classes: string, radius = 5): Markup {
  return markup`<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${radius}" class="${classes}"/>`;
}

export type Point = readonly [x: number, y: number];

export function line([x1, y1]: Point, [x2, y2]: Point, classes: string): Markup {
  return markup`<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" class="${classes}"/>`;
}

const HEAD = 7;

/** The head of an arrow at a point. @param from where the arrow comes from */
export function arrowHead([x, y]: Point, [fromX, fromY]: Point): Markup {
  const angle = Math.atan2(y - fromY, x - fromX);
  const corner = (turn: number): string =>
    `${px(x - HEAD * Math.cos(angle + turn))},${px(y - HEAD * Math.sin(angle + turn))}`;
  return markup`<polygon points="${px(x)},${px(y)} ${corner(0.42)} ${corner(-0.42)}" class="head"/>`;
}

/** A straight arrow. */
export function arrow(from: Point, to: Point, classes = "edge"): Markup {
  return markup`${line(from, to, classes)}${arrowHead(to, from)}`;
}

/** Text on a ground of its own, over whatever is behind it. */
export function plate(center: Point, lines: readonly Line[]): Markup {
  const { width, height } = extent(lines);
  const [x, y] = center;
  const ground = { x: x - width / 2 - 3, y: y - height / 2 - 1, width: width + 6, height: height + 2 };
  return markup`${box(ground, "paper", 2)}${paragraph(x, y - height / 2, lines, "middle")}`;
}
