/** Keys and tokens in the files, comments among them. */
import { error, type Place, type Report } from "../findings/report";
import type { Path, YamlFile } from "./parse";
import { looksLikeSecret, secretInProse } from "../findings/secrets";

const SECRET = error(
  "secret",
  "this looks like a key or token, and secrets never stand in the configuration",
  "take it out, revoke it if it was ever committed, and name the environment variable that holds it (apiKeyEnv)",
);

export function checkSecrets(file: YamlFile, report: Report): void {
  const places: Place[] = [];
  visit(file.value, [], (path, text, part) => {
    if (looksLikeSecret(text)) places.push(file.place(path, part));
  });
  const lines = new Set(places.map(({ line }) => line));
  for (const comment of file.comments) {
    const found = secretInProse(comment.text);
    const place = found && comment.place(...found);
    if (place !== undefined && !lines.has(place.line)) places.push(place);
  }
  for (const place of places) report(place, SECRET);
}

function visit(value: unknown, path: Path, look: (path: Path, text: string, part: "key" | "value") => void): void {
  if (typeof value === "string") look(path, value, "value");
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (!Array.isArray(value)) look(at, key, "key");
    visit(child, at, look);
  }
}
