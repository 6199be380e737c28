/** The parts that every section of the page is made of. */
import { type Markup, markup } from "../markup";
import { inlineSvg } from "../pictures/svg";
import { NARROW, type Paper, type Picture, WIDE } from "../pictures/picture";

/** A chapter: its sentence says what to take from it. */
export function section(id: string, title: string, takeaway: Markup, ...content: readonly Markup[]): Markup {
  return markup`
<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="takeaway">${takeaway}</p>
${content}
</section>`;
}

/** A picture for a phone and for everything wider, of which one is shown. */
export function figure(draw: (paper: Paper) => Picture, caption: Markup): Markup {
  return markup`
<figure>
${inlineSvg(draw(NARROW), NARROW)}
${inlineSvg(draw(WIDE), WIDE)}
<figcaption>${caption}</figcaption>
</figure>`;
}

export type Cell = Markup | string;

export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Columns of numbers. */
  readonly right?: readonly number[];
}

/** On a phone each row is a block, and each cell has its column's name in front. */
export function table({ caption, head, rows, right = [] }: Table): Markup {
  const classOf = (column: number): Markup | undefined => (right.includes(column) ? markup` class="n"` : undefined);
  const body = rows.map((row) => {
    const [first = "", ...rest] = row;
    const cells = rest.map(
      (cell, index) => markup`<td${classOf(index + 1)} data-name="${head[index + 1]}">${shown(cell)}</td>`,
    );
    return markup`<tr><th scope="row">${shown(first)}</th>${cells}</tr>\n`;
  });
  return markup`
<table>
<caption>${caption}</caption>
<thead><tr>${head.map((name, column) => markup`<th scope="col"${classOf(column)}>${name}</th>`)}</tr></thead>
<tbody>
${body}</tbody>
</table>`;
}

function shown(cell: Cell): Markup {
  return typeof cell === "string" ? breakable(cell) : cell;
}

/** A table that opens. */
export function folded(summary: string, ...content: readonly Markup[]): Markup {
  return markup`
<details>
<summary>${summary}</summary>
${content}
</details>`;
}

export function code(text: string): Markup {
  return markup`<code>${breakable(text)}</code>`;
}

/**
 * Text that may go on in the next line behind a sign in it, so that a table needs to cut no word; one that is longer than
 * any word may be cut.
 */
function breakable(text: string): Markup {
  const parts = text.split(/(?<=[_/=])(?=\w)|(?<=\.)(?=[A-Za-z])|(?<=[A-Za-z0-9]{12})(?=[A-Za-z0-9]{5})/);
  return markup`${parts.map((part, index) => (index === 0 ? part : markup`<wbr>${part}`))}`;
}

/** A day that is never broken over two lines. */
export function day(text: string): Markup {
  return markup`<time datetime="${text}">${text}</time>`;
}

/** Text that somebody else wrote, in whichever direction they write. */
export function foreign(text: string): Markup {
  return markup`<bdi>${breakable(text)}</bdi>`;
}

export function list(items: readonly Cell[]): Markup {
  return markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
}
