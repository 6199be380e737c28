import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { error, listedTwice, reportRepeated } from "../../findings/report";
import { grouped } from "../../text";
import type { SectionContext } from "../section";
import { ALLOWED_IP, MAX_OUTBOUND_HOSTS, OUTBOUND_HOST } from "./rules";
import type { shape } from "./shape";

export function check(
  given: AsRead<z.output<typeof shape>> | undefined,
  { file, report }: Pick<SectionContext, "file" | "report">,
): void {
  if (given === undefined) return;
  for (const [key, rule] of [
    ["allowedIps", ALLOWED_IP],
    ["outboundHosts", OUTBOUND_HOST],
  ] as const) {
    const listed = given[key] ?? [];
    if (typeof listed === "string") continue;
    reportRepeated(listed, rule.accepts, (index, value) =>
      report(file.place(["network", key, index]), listedTwice(rule.code, value)),
    );
  }
  const complain = (message: string, help: string): void =>
    report(file.place(["network", "outboundHosts"], "key"), error("outbound-host", message, help));
  const { restrictOutbound, outboundHosts = [] } = given;
  const isOff = restrictOutbound === false || !("restrictOutbound" in given);
  if (outboundHosts.length > 0 && isOff) {
    complain("outboundHosts has no effect: the account may fetch from everywhere", "add restrictOutbound: true");
  }
  if (outboundHosts.length > MAX_OUTBOUND_HOSTS) {
    complain(`${grouped(outboundHosts.length)} hosts, but Azure takes ${grouped(MAX_OUTBOUND_HOSTS)}`, "remove some");
  }
}
