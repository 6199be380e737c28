import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { error } from "../../findings/report";
import type { SectionContext } from "../section";
import { tooManyNamespaces } from "./rules";
import type { shape } from "./shape";

/** Each namespace needs a credential of its own. */
export function check(given: AsRead<z.output<typeof shape>> | undefined, { base, file, report }: SectionContext): void {
  const fault = given && tooManyNamespaces(base.aks?.namespaces ?? []);
  if (fault === undefined) return;
  report(file.place(["aks", "namespaces"], "key"), error("too-many-namespaces", fault.message, fault.help));
}
