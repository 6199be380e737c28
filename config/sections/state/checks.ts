import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { error } from "../../findings/report";
import type { SectionContext } from "../section";
import type { shape } from "./shape";

/** Keys that only the azurerm backend has, and needs. */
const REMOTE_KEYS = ["storageAccount", "container"] as const;

export function check(
  given: AsRead<z.output<typeof shape>> | undefined,
  { file, report }: Pick<SectionContext, "file" | "report">,
): void {
  if (given?.backend !== "azurerm" && given?.backend !== "local") return;
  for (const key of REMOTE_KEYS) {
    if (given.backend === "azurerm" && !(key in given)) {
      const message = `the azurerm backend needs ${key}`;
      const problem = error("state-backend", message, "docs/runbooks/shared-state.md makes both");
      report(file.place(["state", "backend"], "key"), problem);
    }
    if (given.backend === "local" && key in given) {
      const message = `${key} means nothing to the local backend: state would stay on this machine`;
      report(file.place(["state", key]), error("state-backend", message, "write backend: azurerm, or remove it"));
    }
  }
}
