/** Variables as a `.env` file, a line each. */

/** What no reader of such files, nor a shell, takes for more than it is. */
const PLAIN = /^[\w./:@%+,=-]*$/;

export function renderDotEnv(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join("");
}

/** Plain where it can be, since `docker --env-file` takes quotes for part of the value; else as a shell reads it. */
function quoted(value: string): string {
  if (PLAIN.test(value)) return value;
  return value.includes("'") ? `"${value.replace(/["$\\`]/g, "\\$&")}"` : `'${value}'`;
}
