/** Changes as the rows that a reader sees: what has one cause, or is the same, is one row. */
import { listed } from "../../config/text";
import { changeText, switchText } from "./phrases";
import type { Change, EnvironmentReview } from "./review-model";
import { severityOf, worst } from "./risk";

export interface Row {
  readonly environment: string;
  /** What the row stands for; its name is that of the first. */
  readonly change: Change;
  /** Of what is the same everywhere, each name. */
  readonly names: readonly string[];
  /** What changes, a line each. */
  readonly lines: readonly string[];
}

export function rowsOf(environment: EnvironmentReview): Row[] {
  const { name, changes, standing } = environment;
  // All of it goes, which is a line of its own.
  if (standing === "removed") return [];
  const addresses = new Set(changes.map(({ address }) => address));
  // What a replaced parent takes along stands in its row.
  const own = changes.filter(({ because }) => because === undefined || !addresses.has(because));
  const isRouting = ({ kind, address }: Change): boolean =>
    kind === "configMap" || kind === "provider" || (kind === "layer" && address !== null);
  const rows = [
    ...alike(own.filter(({ kind }) => kind === "account" || kind === "deployment")),
    ...mapRows(own.filter(isRouting), environment),
    ...sectionRows(own.filter(({ kind, address }) => kind === "section" && address !== null)),
    ...alike(own.filter(({ kind, address }) => address === null && (kind === "section" || kind === "layer"))),
  ];
  return rows.map((row) => ({ environment: name, ...row }));
}

type Part = Omit<Row, "environment">;

function partOf(change: Change, lines = linesOf(change)): Part {
  return { change, names: [change.name], lines };
}

function linesOf(change: Change): string[] {
  const text = changeText(change);
  return text === "" ? [] : [text];
}

/** One row for all that differ in nothing but their name. */
function alike(changes: readonly Change[]): Part[] {
  const parts = new Map<string, Part>();
  for (const change of changes) {
    const key = JSON.stringify([change.kind, change.action, changeText(change), change.note]);
    const known = parts.get(key);
    const layers = [...new Set([...(known?.change.layers ?? []), ...change.layers])].sort();
    const names = [...(known?.names ?? []), change.name];
    parts.set(key, { change: { ...(known?.change ?? change), layers }, names, lines: linesOf(change) });
  }
  return [...parts.values()];
}

/** A section that makes several things is one row, with what the first of them has to say. */
function sectionRows(changes: readonly Change[]): Part[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const [section = ""] = change.name.split(" ");
    const key = `${section} ${change.action}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const isOne = group.length === 1;
    const name = isOne ? first.name : `${first.name.split(" ")[0]} (${group.length} resources)`;
    return [{ ...merged(first, group), names: [name], lines: linesOf(first) }];
  });
}

/** The first of several with the worst of all, and what each has to say once. */
function merged(first: Change, group: readonly Change[]): Part {
  const risk = worst(group.map((one) => one.risk));
  const notes = [...new Set(group.flatMap(({ note }) => (note === undefined ? [] : [note])))];
  const runbook = group.find((one) => one.runbook !== undefined)?.runbook;
  const severity = group.some((one) => one.severity === "error") ? "error" : severityOf(risk);
  const change: Change = {
    ...first,
    ...{ risk, severity, outage: group.some((one) => one.outage) },
    ...(notes.length > 0 && { note: notes.join("; ") }),
    ...(runbook !== undefined && { runbook }),
  };
  return partOf(change);
}

/** The ConfigMaps and the layers and providers that change in them: one row for each action on ConfigMaps. */
function mapRows(changes: readonly Change[], environment: EnvironmentReview): Part[] {
  const maps = changes.filter(({ kind }) => kind === "configMap");
  const routing = changes.filter(({ kind }) => kind !== "configMap");
  const actions = (["update", "create", "delete", "replace"] as const).filter((action) =>
    maps.some((one) => one.action === action),
  );
  if (actions.length === 0) return routing.map((one) => partOf(one));
  return actions.flatMap((action, index) => {
    const group = maps.filter((one) => one.action === action);
    const [first] = group;
    if (first === undefined) return [];
    const parts = index === 0 ? routing : [];
    const lines = parts.length > 0 ? routingLines(parts, environment) : linesOf(first);
    const saying = labelled(parts);
    return [
      { ...merged({ ...first, layers: [] }, [...group, ...saying]), names: group.map(({ name }) => name), lines },
    ];
  });
}

/** Notes of several layers say of which they are. */
function labelled(parts: readonly Change[]): Change[] {
  const layers = parts.filter(({ kind, note }) => kind === "layer" && note !== undefined);
  const isSeveral = layers.length > 1;
  const byNote = new Map<string, string[]>();
  for (const { note = "", name } of layers) byNote.set(note, [...(byNote.get(note) ?? []), name]);
  return parts.map((part) => {
    const names = part.kind === "layer" && part.note !== undefined ? (byNote.get(part.note) ?? []) : [];
    return isSeveral && names.length > 0 ? { ...part, note: `${listed(names)}: ${part.note}` } : part;
  });
}

function routingLines(parts: readonly Change[], { standing, summary }: EnvironmentReview): string[] {
  const isWhole = standing === "new" || standing === "removed";
  const moves = summary.layers.filter(({ provider }) => provider !== undefined);
  return parts.flatMap((part) => {
    const { kind, name, action, fields } = part;
    if (kind === "layer") {
      if (moves.length > 0 && action === "update") return [];
      const model = fields.find(({ field }) => field === "model");
      if (action === "create") return [`${name}: ${String(model?.after ?? "")}`];
      return action === "delete" ? (isWhole ? [] : [`${name}: gone`]) : [`${name}: ${changeText(part)}`];
    }
    if (isWhole) return [];
    if (moves.length > 0 && action === "update" && fields.some(({ field }) => field === "provider")) {
      return moves.map(switchText);
    }
    return [
      action === "create"
        ? `${name}: added`
        : action === "delete"
          ? `${name}: removed`
          : `${name}: ${changeText(part)}`,
    ];
  });
}
