/** Whether Azure offers what an entry asks for: version, format, region, credits. */
import { asSeen, quotedName } from "../findings/characters";
import { nearest, suggest } from "../findings/nearest";
import { error, warning } from "../findings/report";
import { LLM_API } from "../llm/rules";
import { sortedTexts } from "../text";
import { MODEL_FORMAT, MODEL_VERSION, SKU } from "./rules";
import { type ModelContext, placeIn, type Subject } from "./subject";

export function checkOffer(subject: Subject, context: ModelContext): void {
  checkVersion(subject, context);
  checkFormat(subject, context);
  checkApis(subject, context);
  checkRegion(subject, context);
  if (subject.facts.directFromAzure) return;
  const { name, directFromAzure } = subject.entry;
  const problem = warning(
    "not-direct-from-azure",
    directFromAzure === false
      ? `${name} is not sold directly by Azure, as its entry says, so Azure credits do not cover it`
      : `whether Azure sells ${name} directly is not known, so it counts as not covered by Azure credits`,
    directFromAzure === false
      ? "say directFromAzure: true if it is, or waive this in account.yaml"
      : "say directFromAzure: true or false in its entry, or waive this in account.yaml",
  );
  context.report(placeIn(subject, "directFromAzure"), { ...problem, subject: subject.entry.name });
}

function checkVersion(subject: Subject, { report }: ModelContext): void {
  const { entry, facts, index, file } = subject;
  const { version } = entry;
  if (version === undefined) return;
  const place = placeIn(subject, "version");
  const known = `known versions, newest first: ${facts.versions.join(", ")}`;
  const fault = MODEL_VERSION.fault(version, "version");
  if (fault !== undefined) {
    const meant = facts.versions.find((one) => one === asSeen(version));
    report(place, error(MODEL_VERSION.code, fault.message, suggest(meant, facts.isListed ? known : fault.help)));
  } else if (facts.isListed && !facts.versions.includes(version)) {
    const message = `${entry.name} has no version ${quotedName(version)} in the catalogue`;
    // Facts given inline mean that the writer knows more than the catalogue.
    report(
      place,
      "format" in entry ? warning("unknown-version", message, known) : error("unknown-version", message, known),
    );
  } else if (file.isRewritten(["models", index, "version"])) {
    const message = `version ${version} without quotes is a number to YAML, and other programs read it as ${Number(version)}`;
    report(place, warning("unquoted-version", message, `write "${version}"`));
  }
}

function checkFormat(subject: Subject, { catalog, report }: ModelContext): void {
  const { entry, facts } = subject;
  const { format, name = "" } = entry;
  if (format === undefined) return;
  const fault = MODEL_FORMAT.fault(format, "format");
  const listed = facts.isListed ? catalog.find(name)?.format : undefined;
  const known = listed ?? catalog.formats.find((one) => one.toLowerCase() === format.toLowerCase());
  if (fault === undefined && (known === undefined || known === format)) return;
  const wrong =
    listed === undefined ? `no format ${format}: case counts` : `the format of ${name} is ${known}, not ${format}`;
  const problem =
    fault === undefined
      ? error("model-format", wrong, `write ${known}`)
      : error(
          "model-format",
          fault.message,
          suggest(nearest(format, catalog.formats), `known formats: ${catalog.formats.join(", ")}`),
        );
  report(placeIn(subject, "format"), problem);
}

/** APIs that are given inline. */
function checkApis(subject: Subject, { report }: ModelContext): void {
  if (subject.entry.apis?.length !== 0) return;
  const help = `list what it speaks: ${LLM_API.words.join(", ")}`;
  report(placeIn(subject, "apis"), error("empty-list", `${subject.entry.name} would speak no API`, help));
}

function checkRegion(subject: Subject, { location, report }: ModelContext): void {
  const { regions } = subject.facts;
  if (location === undefined || regions === undefined || regions.includes(location)) return;
  const offered =
    regions.length > 0 ? `offered in ${sortedTexts(regions).join(", ")}` : `no region offers it as ${SKU}`;
  const message = `${subject.entry.name} is not offered as ${SKU} in ${location}`;
  report(placeIn(subject, "name"), error("not-in-region", message, offered));
}
