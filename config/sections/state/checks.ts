import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { error } from "../../findings/report";
import type { SectionContext } from "../section";
import { missingKeys, REMOTE_KEYS } from "./rules";
import type { shape } from "./shape";

export function check(
  given: AsRead<z.output<typeof shape>> | undefined,
  { file, report }: Pick<SectionContext, "file" | "report">,
): void {
  if (given === undefined) return;
  for (const key of missingKeys(given)) {
    const message = `the azurerm backend needs ${key}`;
    const problem = error("state-backend", message, "docs/runbooks/shared-state.md makes both");
    report(file.place(["state", "backend"], "key"), problem);
  }
  for (const key of given.backend === "local" ? REMOTE_KEYS : []) {
    if (!(key in given)) continue;
    const message = `${key} means nothing to the local backend: state would stay on this machine`;
    report(file.place(["state", key]), error("state-backend", message, "write backend: azurerm, or remove it"));
  }
}
