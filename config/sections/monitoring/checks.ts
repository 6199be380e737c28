import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { error, listedTwice, reportRepeated } from "../../findings/report";
import { EMAIL } from "../../values";
import type { SectionContext } from "../section";
import { LOG_CATEGORY } from "./rules";
import type { shape } from "./shape";

const NOTHING = error(
  "nothing-monitored",
  "monitoring says neither what to keep nor whom to tell",
  "give logs, alerts or both, or remove the section",
);

export function check(
  given: AsRead<z.output<typeof shape>> | undefined,
  { file, report }: Pick<SectionContext, "file" | "report">,
): void {
  if (given === undefined) return;
  if (!("logs" in given) && !("alerts" in given)) report(file.place(["monitoring"], "key"), NOTHING);
  reportRepeated(given.logs?.categories ?? [], LOG_CATEGORY.accepts, (index, category) => {
    const place = file.place(["monitoring", "logs", "categories", index]);
    report(place, listedTwice("log-category", category));
  });
  reportRepeated(given.alerts?.emails ?? [], EMAIL.accepts, (index, email) => {
    const place = file.place(["monitoring", "alerts", "emails", index]);
    report(place, listedTwice("email", email));
  });
}
