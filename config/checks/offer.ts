/** Whether Azure offers what an entry asks for: version, format, SKU, region, credits. */
import { compareText } from "../text";
import type { Code } from "../codes";
import { isModelFormat, isModelVersion, LLM_APIS, SKU } from "../model";
import { nearest } from "../nearest";
import { reportAt, reportEntry, suggest } from "./check";
import type { CheckContext, Subject } from "./check";

/** @param location the account's region, when it is known to be one */
export function checkOffer(subject: Subject, location: string | undefined, context: CheckContext): void {
  checkVersion(subject, context);
  checkFormat(subject, context);
  checkSku(subject, context);
  checkApis(subject, context);
  checkRegion(subject, location, context);
  if (!subject.facts.directFromAzure) {
    reportEntry(context.report, subject, "directFromAzure", {
      code: "not-direct-from-azure",
      severity: "warning",
      message: `${subject.entry.name} is not sold directly by Azure, so Azure credits do not cover it`,
      help: "say directFromAzure: true if it is, or waive this in account.yaml",
    });
  }
}

function checkVersion(subject: Subject, { report }: CheckContext): void {
  const { entry, facts, index, file } = subject;
  if (entry.version === undefined) return;
  if (!isModelVersion(entry.version)) {
    reportEntry(report, subject, "version", {
      code: "unknown-version",
      severity: "error",
      message: `${JSON.stringify(entry.version)} cannot be the version of a model`,
      help: facts.isListed
        ? `known versions, newest first: ${facts.versions.join(", ")}`
        : "use letters, digits, `.`, `_` and `-`",
    });
  } else if (facts.isListed && !facts.versions.includes(entry.version)) {
    reportEntry(report, subject, "version", {
      code: "unknown-version",
      // Facts given inline mean that the writer knows more than the catalogue.
      severity: "format" in entry ? "warning" : "error",
      message: `${entry.name} has no version ${JSON.stringify(entry.version)} in the catalogue`,
      help: `known versions, newest first: ${facts.versions.join(", ")}`,
    });
  } else if (file.isRewritten(["models", index, "version"])) {
    reportEntry(report, subject, "version", {
      code: "unquoted-version",
      severity: "warning",
      message: `version ${entry.version} without quotes is a number to YAML, and other programs read it as ${Number(entry.version)}`,
      help: `write "${entry.version}"`,
    });
  }
}

function checkFormat(subject: Subject, { catalog, report }: CheckContext): void {
  const { entry, facts } = subject;
  if (entry.format === undefined) return;
  if (!isModelFormat(entry.format)) {
    const message = `${JSON.stringify(entry.format)} cannot be the format of a model`;
    const help = `known formats: ${catalog.formats.join(", ")}`;
    reportEntry(report, subject, "format", { code: "model-format", severity: "error", message, help });
    return;
  }
  const listed = facts.isListed ? catalog.find(entry.name ?? "")?.format : undefined;
  const known = listed ?? catalog.formats.find((format) => format.toLowerCase() === entry.format?.toLowerCase());
  if (known === undefined || known === entry.format) return;
  reportEntry(report, subject, "format", {
    code: "model-format",
    severity: "error",
    message:
      listed !== undefined
        ? `the format of ${entry.name} is ${known}, not ${entry.format}`
        : `no format ${entry.format}: case counts`,
    help: `write ${known}`,
  });
}

function checkSku(subject: Subject, { report }: CheckContext): void {
  const { sku } = subject.entry;
  if (sku === undefined || sku === SKU) return;
  reportEntry(report, subject, "sku", {
    code: "sku-not-allowed",
    severity: "error",
    message: `${sku} is not allowed: every deployment here is ${SKU}, pay per token, so that an idle model costs nothing`,
    help: `remove the key or write ${SKU}`,
  });
}

/** APIs that are given inline. */
function checkApis(subject: Subject, { report }: CheckContext): void {
  const { entry, index, file } = subject;
  if (entry.apis?.length === 0) {
    const message = `${entry.name} would speak no API`;
    const help = `list what it speaks: ${LLM_APIS.join(", ")}`;
    reportEntry(report, subject, "apis", { code: "empty-list", severity: "error", message, help });
  }
  for (const [at, api] of (entry.apis ?? []).entries()) {
    if (api === undefined || LLM_APIS.some((known) => known === api)) continue;
    reportAt(
      report,
      file,
      ["models", index, "apis", at],
      notOneOf("unknown-api", "an API that layers call", api, LLM_APIS),
    );
  }
}

function checkRegion(subject: Subject, location: string | undefined, { report }: CheckContext): void {
  const { regions } = subject.facts;
  if (location === undefined || regions === undefined || regions.includes(location)) return;
  const offered =
    regions.length > 0 ? `offered in ${[...regions].sort(compareText).join(", ")}` : `no region offers it as ${SKU}`;
  reportEntry(report, subject, "name", {
    code: "not-in-region",
    severity: "error",
    message: `${subject.entry.name} is not offered as ${SKU} in ${location}`,
    help: offered,
  });
}

/** An unknown word from a closed list, with the nearest right one. */
export function notOneOf(code: Code, what: string, value: string, allowed: readonly string[]) {
  const help = suggest(nearest(value, allowed), `one of ${allowed.join(", ")}`);
  return { code, severity: "error" as const, message: `${JSON.stringify(value)} is not ${what}`, help };
}
