import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { error, reportRepeated } from "../../findings/report";
import type { SectionContext } from "../section";
import { PRINCIPAL_ID } from "./rules";
import type { shape } from "./shape";

/** A principal's roles all have one Terraform address. */
export function check(
  given: AsRead<z.output<typeof shape>> | undefined,
  { file, report }: Pick<SectionContext, "file" | "report">,
): void {
  const principals = (given ?? []).map((grant) => grant?.principalId);
  reportRepeated(principals, PRINCIPAL_ID.accepts, (index, id) => {
    const message = `the principal ${id.toLowerCase()} is listed twice, and both roles would meet at one Terraform address`;
    const problem = error("duplicate-access", message, "keep the entry with the wider role");
    report(file.place(["access", index, "principalId"]), problem);
  });
}
