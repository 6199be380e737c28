/** What renderers print: titled tables and notes. */
/** A titled part of the report. */
export interface Section {
  readonly title: string;
  readonly table?: Table;
  /** One sentence each. */
  readonly notes: readonly string[];
}

/** Cells as text, one list per row. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers. */
  readonly right: readonly number[];
}
