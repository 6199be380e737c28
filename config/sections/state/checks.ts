import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { error } from "../../findings/report";
import type { SectionContext } from "../section";
import { foreignKeys, missingKeys } from "./rules";
import type { shape } from "./shape";

const HELP = "docs/runbooks/shared-state.md has the steps for azurerm, docs/runbooks/runs-elsewhere.md those for hcp";

export function check(
  given: AsRead<z.output<typeof shape>> | undefined,
  { file, report }: Pick<SectionContext, "file" | "report">,
): void {
  if (given === undefined) return;
  const { backend = "" } = given;
  for (const key of missingKeys(given)) {
    report(
      file.place(["state", "backend"], "key"),
      error("state-backend", `the ${backend} backend needs ${key}`, HELP),
    );
  }
  for (const key of foreignKeys(given)) {
    const lost = backend === "local" ? ": state would stay on this machine" : "";
    const message = `${key} means nothing to the ${backend} backend${lost}`;
    report(
      file.place(["state", key]),
      error("state-backend", message, "write the backend that it belongs to, or remove it"),
    );
  }
}
