/** Who answers what: layers on the left, models on the right, and what no layer calls below. */
import { compareText, plural } from "../../../config/text";
import type { OverviewFacts } from "../facts";
import { markup, type Markup } from "../markup";
import { curve } from "./curve";
import { type GraphBox, layOut, type LayoutEngine } from "./graph-layout";
import { box, extent, fitted, type Paper, paragraph, type Picture, SMALL, STRONG } from "./picture";
import { drawStack, stackOf } from "./stack-of-rows";

/** From so many layers on boxes are low, so that all of them stand on one sheet. */
const MANY = 12;
/** Above so many idle deployments, their publishers are shown. */
const MOST_IDLE = 12;

export function routingPicture(facts: OverviewFacts, paper: Paper, engine: LayoutEngine): Picture {
  const { llm, deployments } = facts.environment;
  const isDense = isCrowded(facts);
  // In the order of the pipeline; of many those that ask the same model together, or the arrows are a tangle.
  const layers = [...llm.layers].sort(
    (a, b) => (isDense ? compareText(a.model, b.model) : 0) || stageNumber(a.stage) - stageNumber(b.stage),
  );
  const called = [...new Set(layers.flatMap(({ model, fallbacks }) => [model, ...fallbacks]))];
  const idle = deployments.filter(({ name }) => !called.includes(name));
  const [left, right] = paper.name === "narrow" ? [122, 140] : [200, 220];
  const boxes: Drawn[] = [
    ...layers.map(({ layer, stage }) => nameBox(`layer ${layer}`, layer, isDense ? undefined : stage, left)),
    ...called.map((model) => nameBox(`model ${model}`, model, undefined, right)),
  ];
  const calls = layers.flatMap(({ layer, model, fallbacks }) =>
    [model, ...fallbacks].map((to, index) => ({ from: `layer ${layer}`, to: `model ${to}`, choice: index + 1 })),
  );
  const layout = layOut(engine, {
    direction: "LR",
    boxes,
    frames: [],
    edges: calls,
    isSideways: true,
    order: layers.map(({ layer }) => `layer ${layer}`),
    gap: { rank: paper.width - left - right - 4, node: isDense ? 5 : 10 },
  });
  const arrows = layout.edges.map((edge, index) => {
    const { choice } = calls[index] ?? { choice: 1 };
    return curve(edge, choice === 1 ? "edge" : "edge dashed");
  });
  const drawn = boxes.map((one) => drawBox(one, layout.places.get(one.id)));
  const rest = idleBox(idle, paper.width - 2);
  const restTop = layout.height + 14;
  const below = rest && drawStack(rest, { x: 0, y: restTop, width: rest.width, height: rest.height });
  return {
    width: paper.width,
    height: (rest === undefined ? layout.height : restTop + rest.height) + 2,
    body: markup`<g transform="translate(1 1)">${arrows}${drawn}${below}</g>`,
    alternative: wordsOf(layers, idle),
  };
}

/** Whether there are so many layers that those of one model stand together. */
export function isCrowded({ environment }: Pick<OverviewFacts, "environment">): boolean {
  return environment.llm.layers.length > MANY;
}

function stageNumber(stage: string): number {
  return Number(stage.slice(1));
}

interface Drawn extends GraphBox {
  readonly lines: ReturnType<typeof fitted>;
}

function nameBox(id: string, name: string, note: string | undefined, width: number): Drawn {
  const lines = [
    ...fitted(name, width - 14, STRONG),
    ...(note === undefined ? [] : fitted(note, width - 14, SMALL, true)),
  ];
  return { id, lines, width, height: extent(lines).height + 8 };
}

function drawBox({ id, lines }: Drawn, place: Parameters<typeof box>[0] | undefined): Markup {
  if (place === undefined) throw new Error(`the layout has no ${id}`);
  const owner = id.startsWith("layer ") ? "ours" : "settings";
  return markup`${box(place, owner)}${paragraph(place.x + 7, place.y + 3, lines)}`;
}

function idleBox(idle: OverviewFacts["environment"]["deployments"], width: number) {
  if (idle.length === 0) return undefined;
  const publishers = [...new Set(idle.map(({ format }) => format))];
  const rows =
    idle.length <= MOST_IDLE
      ? idle.map(({ name }) => ({ title: name }))
      : publishers.map((format) => ({
          title: format,
          note: plural(idle.filter((one) => one.format === format).length, "deployment"),
        }));
  return stackOf({ owner: "idle", title: "Called by no layer: $0", rows, width });
}

function wordsOf(
  layers: OverviewFacts["environment"]["llm"]["layers"],
  idle: readonly { readonly name: string }[],
): string {
  const routes = layers.map(({ layer, model, fallbacks }) =>
    fallbacks.length === 0 ? `${layer} asks ${model}` : `${layer} asks ${model}, then ${fallbacks.join(", then ")}`,
  );
  const rest = idle.length === 0 ? "" : ` No layer calls ${idle.map(({ name }) => name).join(", ")}.`;
  return `${routes.join("; ")}.${rest}`;
}
