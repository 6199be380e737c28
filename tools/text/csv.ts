/** Comma-separated values, as spreadsheets read them. @see https://www.rfc-editor.org/rfc/rfc4180 */

/** Rows as lines, each ended by a line feed. No field is taken for a formula by a spreadsheet. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(field).join(",")}\n`).join("");
}

function field(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const plain = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
