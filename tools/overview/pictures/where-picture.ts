/** What runs where: our side, our settings at Microsoft, and what Microsoft runs. */
import { plural } from "../../../config/text";
import { CONFIG_MAP, ACCOUNT, type Built, DEPLOYMENT } from "../built";
import type { OverviewFacts } from "../facts";
import { markup } from "../markup";
import { type GraphEdge, type GraphLayout, layOut, type LayoutEngine } from "./graph-layout";
import { extent, fitted, HEADING, type Paper, type Picture, SMALL } from "./picture";
import { drawFrame, drawStack, type Row, stackOf, type StackInput } from "./stack-of-rows";
import { curve } from "./curve";

/** Above so many deployments, and so many other resources, a picture shows groups. */
const MOST_DEPLOYMENTS = 12;
const MOST_OTHERS = 8;

/** The virtual network, which this project neither makes nor reads: a fixed label. */
const NETWORK = "Virtual network aucert-vnet, 10.0.0.0/16";

export function wherePicture(facts: OverviewFacts, paper: Paper, engine: LayoutEngine): Picture {
  const isNarrow = paper.name === "narrow";
  const stacks = new Map(Object.entries(stacksOf(facts, isNarrow)).map(([id, input]) => [id, stackOf(input)]));
  const box = (id: string) => ({ id, width: 0, height: 0, ...stacks.get(id) });
  const boxes = (...ids: string[]) => ids.filter((id) => stacks.has(id)).map(box);
  const network = fitted(`Ours: ${NETWORK}`, isNarrow ? 240 : 160, HEADING);
  const cluster = fitted(`Cluster ${facts.environment.aks.cluster}`, isNarrow ? 180 : 140, HEADING);
  const edges = edgesOf(facts, isNarrow).map((edge) => ({
    ...edge,
    label: fitted(edge.words, isNarrow ? 110 : 74, SMALL),
  }));
  const inside = { id: "cluster", heading: extent(cluster), boxes: boxes("map", "pods"), isOneRank: !isNarrow };
  const layout = layOut(engine, {
    direction: isNarrow ? "TB" : "LR",
    boxes: boxes("entra", "account", "models"),
    frames: [{ id: "network", heading: extent(network), boxes: [], frames: [inside] }],
    edges: edges.map(({ label, ...edge }) => ({ ...edge, label: padded(extent(label)) })),
    gap: { rank: isNarrow ? 20 : 18, node: isNarrow ? 10 : 30 },
  });
  const frames = [
    drawFrame("ours", network, placeOf("network", layout)),
    drawFrame("row", cluster, placeOf("cluster", layout)),
  ];
  const arrows = layout.edges.map((edge, index) => curve(edge, "edge", edges[index]?.label));
  const drawn = [...stacks].map(([id, stack]) => drawStack(stack, placeOf(id, layout)));
  return {
    width: layout.width + 2,
    height: layout.height + 2,
    // Room for half of the outer lines.
    body: markup`<g transform="translate(1 1)">${frames}${arrows}${drawn}</g>`,
    alternative: whereWords(facts),
  };
}

const padded = ({ width, height }: { width: number; height: number }) => ({ width: width + 8, height: height + 4 });

function placeOf(id: string, { places }: GraphLayout) {
  const place = places.get(id);
  if (place === undefined) throw new Error(`the layout has no ${id}`);
  return place;
}

interface Call extends GraphEdge {
  readonly words: string;
}

function edgesOf({ built }: OverviewFacts, isNarrow: boolean): Call[] {
  const { allowedAddresses: allowed } = built;
  return [
    { from: "map", to: "pods", words: isNarrow ? "which model for which layer" : "which model" },
    { from: "pods", to: "entra", words: "who am I?" },
    {
      from: "pods",
      to: "account",
      words:
        allowed === undefined ? "call over HTTPS" : `call over HTTPS, from ${plural(allowed, "listed range")} only`,
    },
    { from: "account", to: "models", words: "wherever there is room" },
  ];
}

function stacksOf({ environment, built }: OverviewFacts, isNarrow: boolean): Record<string, StackInput> {
  const { account, aks, deployments } = environment;
  const maps = built.cluster.filter(({ type }) => type === CONFIG_MAP);
  const made = built.foundry.filter(({ type }) => type === DEPLOYMENT);
  const others = built.foundry.filter(({ type }) => type !== DEPLOYMENT && type !== ACCOUNT);
  return {
    map: {
      owner: "ours",
      title: "ConfigMap",
      rows: maps.map(({ name }) => ({ title: name })),
      width: isNarrow ? 200 : 150,
    },
    pods: {
      owner: "ours",
      title: "Backend pods",
      notes: [`sign in as ${aks.serviceAccount}`],
      width: isNarrow ? 180 : 150,
    },
    entra: {
      owner: "microsoft",
      title: "Entra ID",
      notes: ["Microsoft's sign-in"],
      width: isNarrow ? 96 : 130,
    },
    account: {
      owner: "settings",
      title: `Account ${account.name}`,
      notes: [`our settings in Microsoft's service, ${account.location}`],
      rows: [
        ...deploymentRows(made, deployments),
        ...(others.length > 0 ? [{ title: "and around it", isHeading: true }, ...otherRows(others)] : []),
      ],
      width: isNarrow ? 192 : 184,
    },
    models: {
      owner: "microsoft",
      title: "Microsoft's machines",
      notes: ["in any region: GPUs, the models and their weights. Nothing of it is ours."],
      width: isNarrow ? 192 : 124,
    },
  };
}

function deploymentRows(made: readonly Built[], deployments: OverviewFacts["environment"]["deployments"]): Row[] {
  const of = (name: string) => deployments.find((one) => one.name === name);
  if (made.length <= MOST_DEPLOYMENTS) {
    return made.map(({ name }) => {
      const thousands = of(name)?.capacity.thousands;
      return { title: name, note: thousands === undefined ? undefined : `${thousands}k tokens a minute` };
    });
  }
  return grouped(made, ({ name }) => of(name)?.format ?? "others").map(([publisher, ones]) => ({
    title: publisher,
    note: plural(ones.length, "deployment"),
  }));
}

function otherRows(others: readonly Built[]): Row[] {
  if (others.length <= MOST_OTHERS) return others.map(({ kind, name }) => ({ title: kind, note: name }));
  return grouped(others, ({ kind }) => kind).map(([kind, ones]) => ({
    title: ones.length === 1 ? kind : `${kind}: ${ones.length}`,
    note: ones.length === 1 ? ones[0]?.name : undefined,
  }));
}

/** In the order in which they first appear. */
function grouped(built: readonly Built[], keyOf: (one: Built) => string): [string, Built[]][] {
  const groups = new Map<string, Built[]>();
  for (const one of built) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}

export function whereWords({ environment, built }: OverviewFacts): string {
  const { account, aks } = environment;
  const made = built.foundry.filter(({ type }) => type === DEPLOYMENT);
  return `Pods in our cluster ${aks.cluster} read the ConfigMap, sign in at Microsoft Entra ID and call the account ${account.name} over HTTPS. The account holds ${plural(made.length, "deployment")}, which are settings. The models run on Microsoft's machines in any region.`;
}
