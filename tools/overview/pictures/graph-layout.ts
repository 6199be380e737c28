/** Where Graphviz puts boxes, frames and arrows. It is given sizes and gives places; drawing is ours. */
import type { Point, Rectangle } from "./picture";

export interface GraphBox {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A frame around boxes and further frames. */
export interface GraphFrame {
  readonly id: string;
  /** Size of its heading. */
  readonly heading: { readonly width: number; readonly height: number };
  readonly boxes: readonly GraphBox[];
  readonly frames?: readonly GraphFrame[];
  /** Whether its boxes stand side by side, across the direction of the arrows. */
  readonly isOneRank?: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Size of its label. */
  readonly label?: { readonly width: number; readonly height: number };
}

export interface GraphInput {
  readonly direction: "TB" | "LR";
  readonly boxes: readonly GraphBox[];
  readonly frames: readonly GraphFrame[];
  readonly edges: readonly GraphEdge[];
  /** Boxes that stand in this order, across the direction of the arrows. */
  readonly order?: readonly string[];
  /** Whether arrows leave on the right and arrive on the left; else wherever it is nearest. */
  readonly isSideways?: boolean;
  /** Pixels between ranks, and between neighbours of a rank. */
  readonly gap: { readonly rank: number; readonly node: number };
}

/** Places, with y from the top. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Rectangle>;
  /** In the order of the input. */
  readonly edges: readonly LaidEdge[];
}

/** Points of a Bézier spline, its tip, and the middle of its label. */
export interface LaidEdge {
  readonly curve: readonly Point[];
  readonly tip: Point;
  readonly label?: Point;
}

/** Graphviz, ready to be asked. */
export interface LayoutEngine {
  renderJSON(graph: object): object;
}

/** Graphviz's inch. Its points are our pixels. */
const INCH = 72;

interface Laid {
  readonly bb: string;
  readonly objects?: readonly {
    readonly _gvid: number;
    readonly name: string;
    readonly pos?: string;
    readonly bb?: string;
  }[];
  readonly edges?: readonly {
    readonly tail: number;
    readonly head: number;
    readonly pos: string;
    readonly lp?: string;
  }[];
}

const FRAME = "cluster_";

export function layOut(engine: LayoutEngine, input: GraphInput): GraphLayout {
  const { bb, objects = [], edges = [] } = engine.renderJSON(graphOf(input)) as Laid;
  const [, , width = 0, height = 0] = numbers(bb);
  const sizes = new Map([...input.boxes, ...input.frames.flatMap(boxesIn)].map((one) => [one.id, one]));
  const places = new Map<string, Rectangle>();
  for (const { name, pos = "", bb: frame } of objects) {
    const size = sizes.get(name);
    const [x = 0, y = 0] = numbers(pos);
    if (size !== undefined) places.set(name, { ...size, x: x - size.width / 2, y: height - y - size.height / 2 });
    if (frame === undefined || !name.startsWith(FRAME)) continue;
    const [left = 0, bottom = 0, right = 0, top = 0] = numbers(frame);
    places.set(name.slice(FRAME.length), { x: left, y: height - top, width: right - left, height: top - bottom });
  }
  const nameOf = new Map(objects.map(({ _gvid: id, name }) => [id, name]));
  const laid = new Map(edges.map((edge) => [`${nameOf.get(edge.tail)}\n${nameOf.get(edge.head)}`, edge]));
  return {
    width,
    height,
    places,
    edges: input.edges.map(({ from, to }) => {
      const edge = laid.get(`${from}\n${to}`);
      if (edge === undefined) throw new Error(`the layout has no arrow from ${from} to ${to}`);
      return laidEdge(edge, height);
    }),
  };
}

function laidEdge({ pos, lp }: { readonly pos: string; readonly lp?: string }, height: number): LaidEdge {
  const point = (pair: string): Point => {
    const [x = 0, y = 0] = numbers(pair);
    return [x, height - y];
  };
  const [tip = [0, 0], ...curve] = pos.replace(/^e,/, "").split(" ").map(point);
  return { curve, tip, ...(lp !== undefined && { label: point(lp) }) };
}

function graphOf({ direction, boxes, frames, edges, order = [], isSideways = false, gap }: GraphInput): object {
  const chain = order.slice(1).map((to, index) => ({
    tail: order[index],
    head: to,
    attributes: { style: "invis" },
  }));
  return {
    graphAttributes: { rankdir: direction, ranksep: gap.rank / INCH, nodesep: gap.node / INCH, pad: 0 },
    nodeAttributes: { shape: "box", fixedsize: true, label: "" },
    nodes: boxes.map(nodeOf),
    edges: edges.map(({ from, to, label }) => ({
      tail: from,
      head: to,
      attributes: {
        ...(label && { label: spacer(label) }),
        ...(isSideways && { tailport: "e", headport: "w" }),
      },
    })),
    subgraphs: [
      ...frames.map(subgraphOf),
      { graphAttributes: { rank: "same" }, nodes: order.map((name) => ({ name })), edges: chain },
    ],
  };
}

const nodeOf = ({ id, width, height }: GraphBox) => ({
  name: id,
  attributes: { width: width / INCH, height: height / INCH },
});

function subgraphOf({ id, heading, boxes, frames = [], isOneRank = false }: GraphFrame): object {
  const nodes = boxes.map(nodeOf);
  return {
    name: `cluster_${id}`,
    graphAttributes: { label: spacer(heading), margin: 10, labeljust: "l" },
    ...(isOneRank ? {} : { nodes }),
    subgraphs: [...(isOneRank ? [{ graphAttributes: { rank: "same" }, nodes }] : []), ...frames.map(subgraphOf)],
  };
}

/** Room for a text that is drawn by ourselves. */
function spacer({ width, height }: { readonly width: number; readonly height: number }) {
  const size = `fixedsize="true" width="${Math.ceil(width)}" height="${Math.ceil(height)}"`;
  return {
    html: `<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr><td ${size}></td></tr></table>`,
  };
}

function boxesIn({ boxes, frames = [] }: GraphFrame): readonly GraphBox[] {
  return [...boxes, ...frames.flatMap(boxesIn)];
}

function numbers(text: string): number[] {
  return text.split(",").map(Number);
}
