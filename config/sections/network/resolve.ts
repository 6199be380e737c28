import type * as z from "zod/mini";
import { sortedTexts } from "../../text";
import { EVERYBODY, type NetworkSettings } from "./rules";
import type { shape } from "./shape";

/** A section that sets nothing is the same as none. */
export function resolve(given: z.output<typeof shape> | undefined): NetworkSettings | undefined {
  const { allowedIps, restrictOutbound = false, outboundHosts = [] } = given ?? {};
  if (allowedIps === undefined && !restrictOutbound) return undefined;
  return {
    ...(allowedIps && { allowedIps: allowedIps === EVERYBODY ? EVERYBODY : sortedTexts(allowedIps) }),
    ...(restrictOutbound && { outboundHosts: sortedTexts(outboundHosts) }),
  };
}
