/** YAML text to data that remembers where everything stands. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from "yaml";
import type { CodeOf } from "../findings/codes";
import { error, type Place, type Report } from "../findings/report";
import { grouped } from "../text";
import { ParsedTexts, soundDocument } from "./syntax";

/** Keys and list positions from the top of a file to a value. */
export type Path = readonly (string | number)[];

/** Aliases a file may use, and values that may be reached through them: enough for people, too few for a bomb. */
const MAX_ALIASES = 50;
const MAX_ALIASED_VALUES = 10_000;

/** Keys that mean something to JavaScript itself; no configuration needs them. */
const FORBIDDEN_KEYS = new Set(["__proto__"]);

export interface Comment {
  readonly text: string;
  readonly place: (from: number, to: number) => Place;
}

/** A file whose YAML could be read. */
export interface YamlFile {
  /** As diagnostics show it. */
  readonly path: string;
  /** Plain data: mappings as objects without prototype. A number where text is meant is its text as written. */
  readonly value: unknown;
  /** The comments, each with its text and the place of a part of it. */
  readonly comments: readonly Comment[];
  /** The place of a value, or of its key; of the nearest thing around it when there is no such value. */
  place(path: Path, part?: "key" | "value"): Place;
  /** Whether YAML reads a plain scalar as a number that prints otherwise than it is written, as `0125` or `1.10`. */
  isRewritten(path: Path): boolean;
}

/**
 * Parses one YAML document. Reports the first syntax error, or every duplicate or forbidden key and alias trouble.
 * @param isText whether the value at a path is text even when YAML reads it as a number
 * @param texts what has been parsed before
 * @returns undefined when there is a syntax error or an alias that cannot be followed
 */
export function parseYaml(
  path: string,
  text: string,
  isText: (path: Path) => boolean,
  report: Report,
  texts = new ParsedTexts(),
): YamlFile | undefined {
  const parsed = texts.of(text);
  const place = placesIn(path, text, parsed.lines);
  const document = soundDocument(parsed, text, place, report);
  if (document === undefined) return undefined;
  const reader = new ValueReader(document, isText, (code, message, node, help) =>
    report(place(node.range?.[0] ?? 0, node.range?.[1] ?? 0), error(code, message, help)),
  );
  const value = reader.read(document.contents, []);
  if (reader.failed || reader.isPartial) return undefined;
  const pairOf = pairsByKey();
  return {
    path,
    value,
    comments: commentsIn(text, place),
    place: (at, part = "value") => {
      const [from, to] = rangeOf(document, at, part, pairOf);
      return place(from, to);
    },
    isRewritten: (at) => {
      const node = at.reduce<unknown>((parent, step) => inside(parent, step, pairOf).node, document.contents);
      return isScalar(node) && typeof node.value === "number" && node.source !== String(node.value);
    },
  };
}

const MERGE_HELP = "write the keys out; what all models share belongs into defaults of models.yaml";

type Complain = (code: CodeOf<"error">, message: string, node: Node, help?: string) => void;

/** Turns nodes into plain data. */
class ValueReader {
  failed = false;
  /** Whether values are missing that another part of the file was to give. */
  isPartial = false;
  private aliases = 0;
  private aliasedValues = 0;
  private readonly following: Node[] = [];

  constructor(
    private readonly document: Document,
    private readonly isText: (path: Path) => boolean,
    private readonly complain: Complain,
  ) {}

  read(node: unknown, path: Path): unknown {
    if (this.failed) return undefined;
    if (this.following.length > 0) this.aliasedValues += 1;
    if (isAlias(node)) return this.followAlias(node, path);
    if (isMap(node)) return this.readMap(node, path);
    if (isSeq(node)) return node.items.map((item, index) => this.read(item, [...path, index]));
    if (!isScalar(node)) return null;
    return typeof node.value === "number" && this.isText(path) ? (node.source ?? String(node.value)) : node.value;
  }

  private readMap(map: YAMLMap, path: Path): Record<string, unknown> {
    const result = Object.create(null) as Record<string, unknown>;
    for (const pair of map.items as Pair<unknown, unknown>[]) {
      const key = keyText(pair);
      const at = isNode(pair.key) ? pair.key : map;
      if (key === undefined) this.complain("wrong-type", "a key must be text", at);
      else if (key === "<<") {
        this.isPartial = true;
        this.complain("unknown-key", "YAML merge keys (<<) are not supported", at, MERGE_HELP);
      } else if (FORBIDDEN_KEYS.has(key)) this.complain("unknown-key", `${key} is not a key here`, at, "remove it");
      else if (key in result)
        this.complain("duplicate-key", `${key} is given twice in one mapping`, at, "keep one of them");
      else result[key] = this.read(pair.value, [...path, key]);
    }
    return result;
  }

  private followAlias(alias: Alias, path: Path): unknown {
    const target = alias.resolve(this.document);
    this.aliases += 1;
    if (target === undefined || this.following.includes(target)) {
      return this.fail(
        "alias",
        `the alias *${alias.source} leads nowhere or back to itself`,
        alias,
        "write the value out",
      );
    }
    if (this.aliases > MAX_ALIASES || this.aliasedValues > MAX_ALIASED_VALUES) {
      const limit = `more than ${MAX_ALIASES} aliases, or more than ${grouped(MAX_ALIASED_VALUES)} values behind them`;
      return this.fail("alias", limit, alias, "write the values out, or use defaults");
    }
    this.following.push(target);
    const value = this.read(target, path);
    this.following.pop();
    return value;
  }

  private fail(code: CodeOf<"error">, message: string, node: Node, help: string): undefined {
    this.failed = true;
    this.complain(code, message, node, help);
    return undefined;
  }
}

/** What stands behind a `#` to the end of its line. In a quoted text that is no comment, but no harm either. */
function commentsIn(text: string, place: (from: number, to: number) => Place): Comment[] {
  return [...text.matchAll(/(?<=^|\s)#.*/gm)].map(({ index, 0: comment }) => ({
    text: comment,
    place: (from, to) => place(index + from, index + to),
  }));
}

/** Walks as far down the path as the document goes. */
function rangeOf(document: Document, path: Path, part: "key" | "value", pairOf: PairOf): readonly [number, number] {
  let node: unknown = document.contents;
  let key: unknown;
  for (const [depth, step] of path.entries()) {
    const { pair, node: next } = inside(node, step, pairOf);
    if (next === undefined && pair === undefined) {
      // What is missing is shown where it would belong: at the key of the mapping, or at a list item's first key.
      return depth > 0 && isNode(key) ? span(key) : span(firstKey(node));
    }
    key = pair?.key;
    node = next;
  }
  const isEmpty = !isNode(node) || (isScalar(node) && node.value === null && (node.source ?? "") === "");
  return (part === "key" || isEmpty) && isNode(key)
    ? span(key)
    : span(isMap(node) || isSeq(node) ? firstKey(node) : node);
}

/** The first key of a mapping, which is where a reader looks; else the node itself. */
function firstKey(node: unknown): unknown {
  const pair = isMap(node) ? (node.items as Pair<unknown, unknown>[])[0] : undefined;
  return isNode(pair?.key) && !(isMap(node) && node.flow) ? pair.key : node;
}

function span(node: unknown): readonly [number, number] {
  if (!isNode(node) || !node.range) return [0, 0];
  const isBlock = isSeq(node) || isMap(node);
  return isBlock ? [node.range[0], node.range[0] + 1] : [node.range[0], node.range[1]];
}

type PairOf = (map: YAMLMap, key: string | number) => Pair<unknown, unknown> | undefined;

/** Finds the first pair with a key, without going through all of a mapping for each. */
function pairsByKey(): PairOf {
  const known = new Map<YAMLMap, ReadonlyMap<string | undefined, Pair<unknown, unknown>>>();
  return (map, key) => {
    const pairs =
      known.get(map) ??
      new Map([...(map.items as Pair<unknown, unknown>[])].reverse().map((pair) => [keyText(pair), pair]));
    known.set(map, pairs);
    return pairs.get(String(key));
  };
}

/** What is directly in a list or mapping. */
function inside(node: unknown, step: string | number, pairOf: PairOf) {
  const pair = isMap(node) ? pairOf(node, step) : undefined;
  return { pair, node: isSeq(node) ? node.items[Number(step)] : pair?.value };
}

/** A key as text: `1:` and `true:` are the texts they are written as. */
export function keyText(pair: Pair<unknown, unknown>): string | undefined {
  if (!isScalar(pair.key)) return undefined;
  const { value, source } = pair.key as Scalar;
  return typeof value === "string" ? value : value === null ? undefined : (source ?? String(value));
}

export function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

/** Makes places, each on one line and never past the end of the text. */
export function placesIn(file: string, text: string, lines: LineCounter): (from: number, to: number) => Place {
  const last = text.trimEnd().length;
  return (from, to) => {
    const start = Math.min(from, last);
    const { line, col } = lines.linePos(start);
    const lineEnd = (lines.lineStarts[line] ?? text.length + 1) - 1;
    const end = Math.min(to, lineEnd);
    return { file, line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, end - start) };
  };
}
