/**
 * Changes values of a YAML file and nothing else: every byte that an edit is not about stays, comments, quotes, blank lines,
 * ends of lines and a byte order mark too. (Printing the parsed document anew would lay out most lines of a file afresh.)
 *
 * Text in, text out; files are the caller's. What an edit writes looks like its neighbours: block or flow, quoted or not.
 * The comments right above an item or key in its own column, and those below it that are indented deeper, are its own: they
 * go when it goes. A list or mapping that loses its last entry stays, as `[]` or `{}`.
 *
 * Every result is read again and compared with what was asked for, so that a place written in a way that the editor does not
 * know is refused instead of spoilt.
 */
import { isDeepStrictEqual } from "node:util";
import { type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { type Place, startOf } from "../findings/report";
import { startOfNode } from "./lines";
import { isNode, keyText, type Path, placesIn } from "./parse";
import { type Container, isNothing, Obstacle, type Splice, Splicer } from "./splices";
import { ParsedTexts, soundDocument } from "./syntax";
import { flowPairText, flowText, itemText, pairText, type Value, valuesOf } from "./yaml-value";

/** One change. Its path is one of the text as the edits before it have left it. */
export type Edit = SetValue | InsertItem | RemoveEntry;

/** Gives the value at a path, where one is already or as a new key. Mappings that are missing on the way are made. */
export interface SetValue {
  readonly set: Path;
  readonly value: Value;
  /**
   * The usual order of the mapping's keys: a new key goes behind the last one that comes before it, else in front of the
   * first that comes after it.
   * @default - behind all
   */
  readonly order?: readonly string[];
}

/** Puts an item into the list at a path; where none is, a list is made. */
export interface InsertItem {
  readonly insert: Path;
  readonly value: Value;
  /** Position of the item that it goes in front of. @default - behind all items */
  readonly before?: number;
}

/** Takes out the item or key at a path. */
export interface RemoveEntry {
  readonly remove: Path;
}

/** The text with the edits in it; or what stands in their way. */
export type Edited = { readonly text: string } | { readonly refused: NotEditable };

export interface NotEditable {
  readonly place: Place;
  /** A sentence on its own, lower case, no full stop. */
  readonly message: string;
  readonly help: string;
}

/**
 * Makes all the edits, or none.
 * @param file for the place of what stands in the way
 * @param text all of the file; with its byte order mark, where it has one
 * @param edits one after the other
 */
export function editYaml(file: string, text: string, edits: readonly Edit[]): Edited {
  let [current, left] = [read(file, text), edits];
  while (left.length > 0) {
    if ("refused" in current) return current;
    const { document, place } = current;
    try {
      const draft = new Draft(current.text, document);
      const untaken = left.findIndex((edit) => !draft.take(edit));
      const next = read(file, draft.result());
      if ("refused" in next || !isDeepStrictEqual(meaning(next.document.contents), meaning(document.contents))) {
        throw new Obstacle("this is written in a way that the editor does not know", draft.firstChange);
      }
      [current, left] = [next, untaken === -1 ? [] : left.slice(untaken)];
    } catch (cause) {
      if (!(cause instanceof Obstacle)) throw cause;
      const { message, offset } = cause;
      return { refused: { place: place(offset, offset + 1), message, help: "make this change by hand" } };
    }
  }
  return current;
}

interface ReadText {
  readonly text: string;
  readonly document: Document;
  readonly place: (from: number, to: number) => Place;
}

function read(file: string, text: string): ReadText | { readonly refused: NotEditable } {
  const parsed = new ParsedTexts().of(text);
  const place = placesIn(file, text, parsed.lines);
  let refused: NotEditable = { place: startOf(file), message: "the file cannot be read", help: "mend it first" };
  const document = soundDocument(parsed, text, place, (at, { message, help = "mend it first" }) => {
    refused = { place: at, message, help };
  });
  return document === undefined ? { refused } : { text, document, place };
}

/** What a document says, without how it is written. */
function meaning(node: unknown): unknown {
  if (isAlias(node)) return { alias: node.source };
  if (isMap(node))
    return { anchor: node.anchor, map: node.items.map(({ key, value }) => [meaning(key), meaning(value)]) };
  if (isSeq(node)) return { anchor: node.anchor, list: node.items.map(meaning) };
  return isScalar(node) ? { anchor: node.anchor, value: node.value } : { anchor: undefined, value: node ?? null };
}

/** A place that a path leads to. */
interface Spot {
  /** The lists and mappings on the way, from the top. */
  readonly above: readonly unknown[];
  readonly isThere: boolean;
  readonly pair: Pair<unknown, unknown> | undefined;
  readonly node: unknown;
}

/** What an edit does. */
interface Change {
  readonly splices: readonly Splice[];
  /** Does the same to the document. */
  readonly apply: () => void;
  /** What is different then: what is in it has no known place before the result has been read. */
  readonly changes: unknown;
}

/** A text while edits are made in it: where to splice it, and a document that says what the result has to say. */
class Draft {
  private readonly splicer: Splicer;
  private readonly splices: Splice[] = [];
  private readonly changed = new Set<unknown>();
  /** Lists and mappings in which something has changed, however deep. */
  private readonly touched = new Set<unknown>();

  constructor(
    private readonly text: string,
    private readonly document: Document,
  ) {
    this.splicer = new Splicer(text);
  }

  /**
   * @returns false when the edit touches what an earlier one has changed, so that it needs a new reading of the result
   * @throws Obstacle
   */
  take(edit: Edit): boolean {
    const { above, node } = this.find("set" in edit ? edit.set : "insert" in edit ? edit.insert : edit.remove);
    if ([...above, node].some((one) => this.changed.has(one))) return false;
    // Where what stands in it ends is known only when the result has been read.
    if (this.touched.has("insert" in edit ? node : above.at(-1))) return false;
    const { splices, apply, changes } =
      "set" in edit ? this.set(edit) : "insert" in edit ? this.insert(edit) : this.remove(edit);
    if (splices.some((one) => this.splices.some((other) => one.from < other.to && other.from < one.to))) return false;
    this.splices.push(...splices);
    this.changed.add(changes);
    for (const one of above) this.touched.add(one);
    apply();
    return true;
  }

  result(): string {
    let [result, at] = ["", 0];
    for (const { from, to, text } of [...this.splices].sort((a, b) => a.from - b.from)) {
      result += this.text.slice(at, from) + text;
      at = Math.max(at, to);
    }
    return result + this.text.slice(at);
  }

  get firstChange(): number {
    return Math.min(...this.splices.map(({ from }) => from));
  }

  private find(path: Path): Spot {
    const top: Spot = { above: [], isThere: true, pair: undefined, node: this.document.contents };
    return path.reduce<Spot>((spot, step) => stepInto(spot, step), top);
  }

  private set({ set: path, value, order }: SetValue): Change {
    const { above, isThere, pair, node } = this.find(path);
    const container = above.at(-1);
    const key = String(path.at(-1));
    const examples = valuesOf(entriesOf(above.at(-2)), key);
    if (isSeq(container) && !isThere) throw new Obstacle(`there is no item ${key}`, startOfNode(container));
    if (isThere && isContainer(container)) return this.replace(container, path.at(-1), pair, node, value, examples);
    if (path.length === 0) throw new Obstacle("the file is empty", 0);
    if (!isMap(container) || this.splicer.isEmpty(container)) {
      return this.set({ set: path.slice(0, -1), value: { [key]: value } });
    }
    const index = placeInOrder(container.items.map(keyText), key, order);
    const text = container.flow ? flowPairText(key, value, examples) : pairText(key, value, examples);
    return {
      splices: this.splicer.insertion(container, index, text),
      apply: () => void container.items.splice(index, 0, this.document.createPair(key, this.created(value))),
      changes: container,
    };
  }

  private replace(
    container: Container,
    key: string | number | undefined,
    pair: Pair<unknown, unknown> | undefined,
    node: unknown,
    value: Value,
    examples: readonly unknown[],
  ): Change {
    refuseShared(node);
    if (isScalar(node) && node.value === value) return { splices: [], apply: () => undefined, changes: undefined };
    const splices = this.splicer.replacement(container, pair, node, value, [node, ...examples]);
    if (isScalar(node) && typeof value !== "object") {
      return { splices, apply: () => void (node.value = value), changes: node };
    }
    const apply = (): void => {
      if (pair !== undefined) pair.value = this.created(value);
      else (container.items as unknown[])[Number(key)] = this.created(value);
    };
    return { splices, apply, changes: container };
  }

  private insert({ insert: path, value, before }: InsertItem): Change {
    const { node: list } = this.find(path);
    if (this.splicer.isEmpty(list)) return this.set({ set: path, value: [value] });
    if (!isSeq(list)) throw new Obstacle("this is no list", startOfNode(list));
    refuseShared(list);
    const index = Math.min(before ?? list.items.length, list.items.length);
    const examples = [list.items[index - 1], ...list.items];
    return {
      splices: this.splicer.insertion(list, index, list.flow ? flowText(value, examples) : itemText(value, examples)),
      apply: () => void list.items.splice(index, 0, this.created(value)),
      changes: list,
    };
  }

  private remove({ remove: path }: RemoveEntry): Change {
    const { above, isThere, pair, node } = this.find(path);
    const container = above.at(-1);
    if (!isThere || !isContainer(container)) throw new Obstacle(`there is no ${path.at(-1)}`, startOfNode(container));
    refuseShared(node);
    const index = (container.items as unknown[]).indexOf(pair ?? node);
    return {
      splices: this.splicer.removal(container, index, this.find(path.slice(0, -1)).pair),
      apply: () => void container.items.splice(index, 1),
      changes: container,
    };
  }

  private created(value: Value): Node {
    return this.document.createNode(value, { aliasDuplicateObjects: false });
  }
}

function stepInto({ above, node: container }: Spot, step: string | number): Spot {
  if (isAlias(container))
    throw new Obstacle(
      `*${container.source} is used here: make the change where it is written`,
      startOfNode(container),
    );
  refuseShared(container);
  const missing: Spot = { above: [...above, container], isThere: false, pair: undefined, node: undefined };
  if (isSeq(container))
    return { ...missing, isThere: Number(step) in container.items, node: container.items[Number(step)] };
  if (isNothing(container)) return missing;
  if (!isMap(container)) throw new Obstacle(`${step} cannot be in this, which is no mapping`, startOfNode(container));
  const [pair, second] = container.items.filter((one) => keyText(one) === String(step));
  if (second !== undefined) throw new Obstacle(`${step} is given twice in one mapping`, startOfNode(second.key));
  return pair === undefined ? missing : { ...missing, isThere: true, pair, node: pair.value };
}

/** What is written once and used in several places changes in all of them. */
function refuseShared(node: unknown): void {
  if (!isNode(node) || isAlias(node) || node.anchor === undefined) return;
  throw new Obstacle(`&${node.anchor} is used in several places, and would change in all of them`, startOfNode(node));
}

/** Where a key goes among others. */
function placeInOrder(keys: readonly (string | undefined)[], key: string, order: readonly string[] = []): number {
  const rank = (one: string | undefined): number => (one === undefined ? -1 : order.indexOf(one));
  const last = keys.findLastIndex((one) => rank(one) >= 0 && rank(one) < rank(key));
  if (last !== -1 || rank(key) === -1) return last === -1 ? keys.length : last + 1;
  const first = keys.findIndex((one) => rank(one) > rank(key));
  return first === -1 ? keys.length : first;
}

function entriesOf(container: unknown): readonly unknown[] {
  return isMap(container) ? container.items.map(({ value }) => value) : isSeq(container) ? container.items : [];
}

function isContainer(node: unknown): node is Container {
  return isCollection(node);
}
