/** Where an edit changes the text: what is put in, taken out or replaced, so that it looks like its neighbours. */
import { isCollection, isMap, isScalar, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { Lines, type Span, startOfNode } from "./lines";
import { isNode } from "./parse";
import { blockText, type Examples, flowText, inlineText, isBlock, type Value } from "./yaml-value";

/** A part of the text, and what stands there afterwards. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What stands in the way of an edit. */
export class Obstacle extends Error {
  constructor(
    message: string,
    /** Where in the text. */
    readonly offset: number,
  ) {
    super(message);
  }
}

export type Container = YAMLMap<unknown, unknown> | YAMLSeq<unknown>;

export class Splicer {
  private readonly lines: Lines;

  constructor(private readonly text: string) {
    this.lines = new Lines(text);
  }

  /** Whether a value is left out, or is a pair of brackets with nothing in it. */
  isEmpty(node: unknown): boolean {
    if (isNothing(node)) return true;
    return (
      isCollection(node) && /^(\[\s*\]|\{\s*\})$/.test(this.text.slice(startOfNode(node), this.lines.endOfNode(node)))
    );
  }

  /** Puts a text in front of what is at an index of a list or mapping that is not empty, or behind its last entry. */
  insertion(container: Container, index: number, text: string): Splice[] {
    const spans = this.lines.spansIn(container);
    const [previous, next] = [spans[index - 1], spans[index]];
    if (container.flow) return this.flowInsertion(startOfNode(container) + 1, previous, next, text);
    const column = this.lines.column(spans[0]?.start ?? 0);
    const block = this.indented(`\n${text}`, column);
    const gap = this.areSpaced(spans) ? this.lines.feed : "";
    if (previous !== undefined) return [insert(this.lines.ownEnd(previous), gap + block)];
    const start = this.ownLine(next?.start ?? 0);
    return [insert(start, block.slice(this.lines.feed.length) + gap + this.lines.feed)];
  }

  private flowInsertion(start: number, previous: Span | undefined, next: Span | undefined, text: string): Splice[] {
    if (next !== undefined) return [insert(next.start, `${text},${this.isAlone(next) ? this.newLine(next) : " "}`)];
    if (previous === undefined) return [insert(start, text)];
    if (!this.isAlone(previous)) return [insert(previous.end, `, ${text}`)];
    const hasComma = this.commaBehind(previous) !== undefined;
    const below = insert(this.lines.endOf(previous.end), `${this.newLine(previous)}${text}${hasComma ? "," : ""}`);
    return hasComma ? [below] : [insert(previous.end, ","), below];
  }

  /**
   * Takes out what is at an index of a list or mapping.
   * @param pair what the list or mapping is the value of; where it is one, its last entry leaves empty brackets
   */
  removal(container: Container, index: number, pair: Pair<unknown, unknown> | undefined): Splice[] {
    const spans = this.lines.spansIn(container);
    const span = spans[index] ?? { start: 0, end: 0 };
    if (container.flow) return [this.flowRemoval(container, spans, index)];
    const start = this.ownLine(span.start);
    const isOnly = spans.length === 1;
    if (isOnly && pair === undefined) throw new Obstacle("nothing would be left of the file or the item", span.start);
    const above = index === 0 ? this.lines.endAbove(start) : this.lines.endOfTextAbove(start);
    const end = index === 0 && !isOnly ? this.lines.endOfBlanks(this.lines.ownEnd(span)) : this.lines.ownEnd(span);
    const lines = above === undefined ? { from: start, to: this.lines.below(end) ?? end } : { from: above, to: end };
    const emptied =
      pair !== undefined && isOnly ? [insert(this.behindColon(pair), isMap(container) ? " {}" : " []")] : [];
    return [...emptied, { ...lines, text: "" }];
  }

  private flowRemoval(container: Container, spans: readonly Span[], index: number): Splice {
    const [previous, span, next] = [spans[index - 1], spans[index] ?? { start: 0, end: 0 }, spans[index + 1]];
    if (spans.length === 1)
      return { from: startOfNode(container) + 1, to: this.lines.endOfNode(container) - 1, text: "" };
    const above = this.isAlone(span) ? this.lines.endAbove(span.start) : undefined;
    if (above === undefined) {
      if (next !== undefined) return { from: span.start, to: next.start, text: "" };
      return { from: previous?.end ?? span.start, to: span.end, text: "" };
    }
    const comma = next === undefined && this.commaBehind(span) === undefined ? this.commaBehind(previous) : undefined;
    const kept = comma === undefined ? "" : this.text.slice(comma + 1, above);
    return { from: comma ?? above, to: this.lines.endOf(span.end), text: kept };
  }

  /**
   * Writes a value where another is.
   * @param pair the key of both, where they have one
   */
  replacement(
    container: Container,
    pair: Pair<unknown, unknown> | undefined,
    node: unknown,
    value: Value,
    examples: Examples,
  ) {
    const from = isNode(node) ? startOfNode(node) : this.lines.endOfNode(pair?.key);
    const to = isNode(node) ? this.lines.endOfNode(node) : from;
    const inline = (text: string): Splice[] => [
      { from, to, text: isNothing(node) ? this.spaced(from, text, isNode(node)) : text },
    ];
    if (container.flow) return inline(flowText(value, examples));
    const column = this.lines.column(startOfNode(pair?.key ?? node));
    if (!isBlock(value, examples)) {
      return inline(this.indented(inlineText(value, examples, this.lines.column(from) - column), column));
    }
    const text = blockText(value, examples);
    if (isCollection(node) && !node.flow) return [{ from, to, text: this.indented(text, this.lines.column(from)) }];
    if (pair === undefined) return inline(flowText(value, examples));
    const below = insert(this.lines.endOfDeeper(to, column + 2), this.indented(`\n${text}`, column + 2));
    return isNothing(node) ? [below] : [{ from: this.behindColon(pair), to, text: "" }, below];
  }

  /** Puts blanks around what is written where nothing was. */
  private spaced(at: number, text: string, hasColon: boolean): string {
    const before = !hasColon ? ": " : /\s/.test(this.text[at - 1] ?? " ") ? "" : " ";
    return `${before}${text}${this.text[at] === "#" ? " " : ""}`;
  }

  private behindColon({ key }: Pair<unknown, unknown>): number {
    return this.text.indexOf(":", this.lines.endOfNode(key)) + 1;
  }

  private commaBehind(span: Span | undefined): number | undefined {
    const end = span?.end ?? 0;
    const [blanks] = /^\s*(?=,)/.exec(this.text.slice(end, this.lines.endOf(end))) ?? [];
    return blanks === undefined ? undefined : end + blanks.length;
  }

  /** Whether nothing but a comma or a comment stands beside it on its line. */
  private isAlone({ start, end }: Span): boolean {
    return this.lines.beginsLine(start) && /^\s*,?\s*(#.*)?$/.test(this.text.slice(end, this.lines.endOf(end)));
  }

  private newLine({ start }: Span): string {
    return this.indented("\n", this.lines.column(start));
  }

  /** Whether blank lines stand between the last two. */
  private areSpaced(spans: readonly Span[]): boolean {
    const [previous, last] = spans.slice(-2);
    return last !== undefined && previous !== undefined && this.lines.hasBlank(previous, last);
  }

  /** Where the lines begin that are an entry's own. */
  private ownLine(start: number): number {
    if (this.lines.beginsLine(start)) return this.lines.ownStart(start);
    throw new Obstacle("this shares its line with what stands before it", start);
  }

  /** The lines of a text but the first as far in as a column, with the file's own ends of lines. */
  private indented(text: string, column: number): string {
    return text.replaceAll("\n", this.lines.feed + " ".repeat(column));
  }
}

function insert(at: number, text: string): Splice {
  return { from: at, to: at, text };
}

/** Whether a value is left out: `key:`. */
export function isNothing(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && node.value === null && (node.source ?? "") === "");
}
