/** Keys and tokens in the files. */
import type { Path, YamlFile } from "../parse";
import { looksLikeSecret } from "../secrets";
import { reportAt } from "./check";
import type { CheckContext } from "./check";

export function checkSecrets(file: YamlFile, { report }: CheckContext): void {
  visit(file.value, [], (path, text, part) => {
    if (!looksLikeSecret(text)) return;
    reportAt(
      report,
      file,
      path,
      {
        code: "secret",
        severity: "error",
        message: "this looks like a key or token, and secrets never stand in the configuration",
        help: "take it out, revoke it if it was ever committed, and name the environment variable that holds it (apiKeyEnv)",
      },
      part,
    );
  });
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
