/** What changes in the catalogue, in words. */
import { type AzureFacts, inForce, type SaidTwice } from "../../config/catalog/azure-facts";
import { grouped, listed, plural } from "../../config/text";

/**
 * @param subject the model in its version
 * @param documented what the documentation says
 * @returns a sentence for each fact that holds differently from now on
 */
export function differenceInWords(
  subject: string,
  documented: SaidTwice,
  before: AzureFacts | undefined,
  after: AzureFacts | undefined,
): string[] {
  const [old, now] = [inForce(documented, before), inForce(documented, after)];
  const gone = (after?.goneFrom ?? []).filter((region) => !before?.goneFrom?.includes(region));
  const back = (before?.goneFrom ?? []).filter((region) => !after?.goneFrom?.includes(region));
  const sentences = [
    old.lifecycle !== now.lifecycle && `is ${now.lifecycle}${instead(old.lifecycle)}`,
    retirementInWords(old, now),
    gone.length > 0 && `is no longer in Azure's list for ${listed(gone)}: marked, not deleted`,
    back.length > 0 && `is in Azure's list for ${listed(back)} again`,
    ...regionsInWords(old, now, [...gone, ...back]),
    before?.capacity !== undefined &&
      capacityInWords(before) !== capacityInWords(after) &&
      `takes ${capacityInWords(after)} instead of ${capacityInWords(before)}`,
    before?.quotaScope !== undefined &&
      before.quotaScope !== after?.quotaScope &&
      `counts against the quota of the ${after?.quotaScope} instead of the ${before.quotaScope}`,
  ];
  return sentences.filter((sentence) => sentence !== false).map((sentence) => `${subject} ${sentence}`);
}

function instead(before: string | undefined): string {
  return before === undefined ? "" : ` instead of ${before}`;
}

function retirementInWords({ retirement: before }: SaidTwice, { retirement: now }: SaidTwice): string | false {
  if (before === now) return false;
  if (now === undefined) return `has no retirement date any more, instead of ${before}`;
  return `retires ${now}${before === undefined ? ", so far without a date" : ` instead of ${before}`}`;
}

/** @param told regions of which another sentence tells already */
function regionsInWords(
  { regions: before }: SaidTwice,
  { regions: now }: SaidTwice,
  told: readonly string[],
): string[] {
  if (now === undefined) return [];
  if (before === undefined) return [`is offered in ${plural(now.length, "region")}, which was not known`];
  const more = now.filter((region) => !before.includes(region) && !told.includes(region));
  const fewer = before.filter((region) => !now.includes(region) && !told.includes(region));
  return [
    ...(more.length > 0 ? [`is now offered in ${listed(more)}`] : []),
    ...(fewer.length > 0 ? [`is no longer offered in ${listed(fewer)}`] : []),
  ];
}

function capacityInWords(facts: AzureFacts | undefined): string {
  const { minimum, maximum, step, allowed } = facts?.capacity ?? {};
  if (allowed !== undefined) return `capacity ${allowed.map(grouped).join(", ")}`;
  const range = [minimum, maximum].map((value) => (value === undefined ? "any" : grouped(value))).join(" to ");
  return `capacity ${range}${step === undefined ? "" : ` in steps of ${grouped(step)}`}`;
}

/** Facts that the documentation never has, told together: after the first refresh nearly every row has them. */
export function firstKnown(changes: readonly { before: AzureFacts | undefined; after: AzureFacts }[]): string[] {
  const count = (key: "capacity" | "quotaScope"): number =>
    changes.filter(({ before, after }) => before?.[key] === undefined && after[key] !== undefined).length;
  const sentence = (number: number, what: string) =>
    number === 0 ? [] : [`${what} of ${plural(number, "model version")}, not known before`];
  return [...sentence(count("capacity"), "capacity limits"), ...sentence(count("quotaScope"), "scope of the quota")];
}
