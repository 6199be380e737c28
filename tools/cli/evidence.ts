/** What is saved of the world beside an environment's files. */
import { ANSWERS_FILE } from "../../config/read";
import { type Snapshot, snapshotOrReason } from "../azure/snapshot";
import type { Evidence } from "../change/conditions";
import { wholeText } from "../change/overlay";
import { PROGRAM } from "../../config/text";
import type { Surveyed } from "./survey";

export function evidenceOf(surveyed: Surveyed): Evidence {
  return { azure: snapshotOf(surveyed), usage: surveyed.files.usage, today: surveyed.today };
}

/** What preflight saved, or why that says nothing. */
function snapshotOf({ source, environment, files }: Surveyed): Snapshot | string {
  const text = wholeText(source, environment, ANSWERS_FILE);
  const { name, customSubdomain, resourceGroup, location } = files.account?.asRead.account ?? {};
  if (text === undefined || name === undefined || resourceGroup === undefined || location === undefined) {
    return `no answer of Azure is saved: ${PROGRAM} preflight --save`;
  }
  const place = { name, subdomain: customSubdomain ?? name, resourceGroup, location };
  return snapshotOrReason(text, ANSWERS_FILE, place);
}
