/** The lines of a YAML text, and which of them belong to an entry of a list or mapping. */
import { isCollection, isMap, isScalar, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { isNode } from "./parse";

/** An entry from its hyphen or key to the end of what it says, as offsets into the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class Lines {
  /** What ends a line. */
  readonly feed: string;
  /** Where the first line begins: behind a byte order mark. */
  private readonly first: number;

  constructor(private readonly text: string) {
    this.feed = /\r?\n/.exec(text)?.[0] ?? "\n";
    this.first = text.startsWith("\ufeff") ? 1 : 0;
  }

  /** Where the line ends that an offset is on, before what ends it. */
  endOf(offset: number): number {
    const feed = this.text.indexOf("\n", offset);
    const end = feed === -1 ? this.text.length : feed;
    return end > offset && this.text[end - 1] === "\r" ? end - 1 : end;
  }

  /** Where the line above ends; undefined on the first line. */
  endAbove(offset: number): number | undefined {
    const start = this.startOf(offset);
    return start === this.first ? undefined : this.endOf(this.startOf(start - 1));
  }

  /** Where the nearest line above ends that is not blank. */
  endOfTextAbove(offset: number): number | undefined {
    let above = this.endAbove(offset);
    while (above !== undefined && this.kindOf(this.startOf(above)) === "blank") above = this.endAbove(above);
    return above;
  }

  /** Where the line below begins; undefined on the last line. */
  below(offset: number): number | undefined {
    const feed = this.text.indexOf("\n", offset);
    return feed === -1 ? undefined : feed + 1;
  }

  /** Where the line ends that an offset is on, or the last of the blank lines below it. */
  endOfBlanks(offset: number): number {
    let end = this.endOf(offset);
    for (let line = this.below(end); line !== undefined; line = this.below(line)) {
      if (this.kindOf(line) !== "blank" || line === this.text.length) break;
      end = this.endOf(line);
    }
    return end;
  }

  column(offset: number): number {
    return offset - this.startOf(offset);
  }

  /** Whether nothing but blanks stands before an offset on its line. */
  beginsLine(offset: number): boolean {
    return this.text.slice(this.startOf(offset), offset).trim() === "";
  }

  /** Where an entry's own lines begin: with the comments right above it in its column. */
  ownStart(start: number): number {
    let own = this.startOf(start);
    for (let above = this.endAbove(own); above !== undefined; above = this.endAbove(own)) {
      const line = this.startOf(above);
      if (this.kindOf(line) !== "comment" || this.indentOf(line) !== this.column(start)) break;
      own = line;
    }
    return own;
  }

  /** Where an entry's own lines end: with the comments below it that are indented deeper. */
  ownEnd({ start, end }: Span): number {
    return this.endOfDeeper(end, this.column(start));
  }

  /** Where the line of an offset ends, or the last comment below it that is indented deeper than a column. */
  endOfDeeper(offset: number, column: number): number {
    let own = this.endOf(offset);
    for (let line = this.below(own); line !== undefined; line = this.below(line)) {
      const kind = this.kindOf(line);
      if (kind === "content" || (kind === "comment" && this.indentOf(line) <= column)) break;
      if (kind === "comment") own = this.endOf(line);
    }
    return own;
  }

  /** Whether a blank line stands between two entries. */
  hasBlank(previous: Span, next: Span): boolean {
    return /\n[ \t]*\r?\n/.test(this.text.slice(this.ownEnd(previous), next.start));
  }

  spansIn(container: YAMLMap<unknown, unknown> | YAMLSeq<unknown>): Span[] {
    return isMap(container)
      ? container.items.map(({ key, value }) => ({ start: startOfNode(key), end: this.endOfNode(value ?? key) }))
      : container.items.map((item) => ({ start: this.startOfItem(container, item), end: this.endOfNode(item) }));
  }

  /** Where what a node says ends, without the blanks and comments behind it. */
  endOfNode(node: unknown): number {
    if (isMap(node) && !node.flow) {
      const last = node.items.at(-1);
      return this.endOfNode(last?.value ?? last?.key);
    }
    if (isCollection(node) && !node.flow) return this.endOfNode(node.items.at(-1));
    const end = isNode(node) ? (node.range?.[1] ?? 0) : 0;
    const isBlock = isScalar(node) && (node.type === Scalar.BLOCK_FOLDED || node.type === Scalar.BLOCK_LITERAL);
    return isBlock ? this.text.slice(0, end).trimEnd().length : end;
  }

  /** All hyphens of a block list are in one column. */
  private startOfItem(list: YAMLSeq<unknown>, item: unknown): number {
    if (list.flow) return startOfNode(item);
    const column = this.column(startOfNode(list));
    let line = this.startOf(startOfNode(item));
    while (this.text[line + column] !== "-" && line > startOfNode(list)) line = this.startOf(line - 1);
    return line + column;
  }

  private startOf(offset: number): number {
    return Math.max(this.first, this.text.lastIndexOf("\n", offset - 1) + 1);
  }

  private kindOf(line: number): "blank" | "comment" | "content" {
    const first = this.text[line + this.indentOf(line)] ?? "\n";
    return first === "#" ? "comment" : first === "\n" || first === "\r" ? "blank" : "content";
  }

  private indentOf(line: number): number {
    return /^[ \t]*/.exec(this.text.slice(line, this.endOf(line)))?.[0].length ?? 0;
  }
}

/** Where a node begins. */
export function startOfNode(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
