/** What is saved of the world beside an environment's files. */
import { ANSWERS_FILE } from "../../config/read";
import { parseSnapshot, type Snapshot } from "../azure/snapshot";
import type { Evidence } from "../change/conditions";
import { wholeText } from "../change/overlay";
import type { Surveyed } from "./change";

export function evidenceOf(surveyed: Surveyed): Evidence {
  return { azure: snapshotOf(surveyed), usage: surveyed.files.usage, today: surveyed.today };
}

/** @throws ToolError when the file is no snapshot, or one of another account */
function snapshotOf({ source, environment, files }: Surveyed): Snapshot | undefined {
  const text = wholeText(source, environment, ANSWERS_FILE);
  const { name, customSubdomain, resourceGroup, location } = files.account?.asRead.account ?? {};
  if (text === undefined || name === undefined || resourceGroup === undefined || location === undefined)
    return undefined;
  const place = { name, subdomain: customSubdomain ?? name, resourceGroup, location };
  return parseSnapshot(text, source.display(environment, ANSWERS_FILE), place);
}
