/** What is to be adopted, and what somebody should know before. */
import { RESOURCE_GROUP_ADDRESS } from "../../addresses";
import { quotedName } from "../../findings/characters";
import { nearest, suggest } from "../../findings/nearest";
import { error, note, type Problem, warning } from "../../findings/report";
import { listed } from "../../text";
import { ACCOUNT_KIND } from "../../account/rules";
import type { SectionContext } from "../section";
import type { AdoptionTarget } from "./rules";

export function check(given: readonly (string | undefined)[] | undefined, context: SectionContext): void {
  const { file, base, models, targets, report } = context;
  const isListRead = models?.models?.every((entry) => entry?.name !== undefined) === true;
  const seen = new Set<AdoptionTarget>();
  const known = new KnownTargets(targets);
  for (const [index, name] of (given ?? []).entries()) {
    if (name === undefined) continue;
    const meant = known.called(name);
    const problem = meant.length === 0 ? unknown(name, known, isListRead) : repeated(name, meant, seen);
    if (problem !== undefined) report(file.place(["adopt", index]), problem);
    if (name === "account") adviseOnAccount(index, context);
    meant.forEach((target) => seen.add(target));
  }
  const inGroup = [...seen].filter(({ stack }) => stack === "foundry");
  const makesGroup = base.account?.createResourceGroup === true;
  if (inGroup.length > 0 && makesGroup && !inGroup.some(({ to }) => to === RESOURCE_GROUP_ADDRESS)) {
    report(file.place(["adopt"], "key"), NO_GROUP);
  }

  if (inGroup.length > 0 && base.account !== undefined && !("subscriptionId" in base.account)) {
    report(file.place(["adopt"], "key"), NO_SUBSCRIPTION);
  }
}

/** What is adopted lies in the group. Only Terraform knows whether it has made the group itself. */
const NO_GROUP = warning(
  "adopt-group",
  "what is adopted lies in the resource group: unless Terraform made the group, creating it fails on every try",
  "add resource-group to adopt, which changes nothing where Terraform made it, or set createResourceGroup: false",
);

const NO_SUBSCRIPTION = error(
  "adopt-subscription",
  "adopting needs account.subscriptionId: it is part of the ids to import",
  "write the UUID that az account show prints as id",
);

/** What may be adopted, by every name that it may be called. */
class KnownTargets {
  private readonly byName = new Map<string, AdoptionTarget[]>();
  /** The names to show: the first of each. */
  readonly shown: readonly string[];

  constructor(targets: readonly AdoptionTarget[]) {
    for (const target of targets) {
      for (const name of target.names) {
        const called = this.byName.get(name);
        if (called === undefined) this.byName.set(name, [target]);
        else called.push(target);
      }
    }
    this.shown = [...new Set(targets.flatMap(({ names }) => names.slice(0, 1)))];
  }

  called(name: string): readonly AdoptionTarget[] {
    return this.byName.get(name) ?? [];
  }

  get names(): Iterable<string> {
    return this.byName.keys();
  }
}

function unknown(name: string, known: KnownTargets, isListRead: boolean): Problem | undefined {
  // A name that could not be read may be any name.
  if (!isListRead) return undefined;
  if (name === "resource-group") {
    const message = "the resource group is not made here, so there is nothing to adopt";
    const help = "remove the entry, or set createResourceGroup: true if this project is to own the group";
    return error("unknown-adoption", message, help);
  }
  const help = suggest(nearest(name, known.names), `names here: ${listed(known.shown)}`);
  const message = `${quotedName(name)} names nothing in this configuration`;
  return error("unknown-adoption", message, help);
}

function repeated(
  name: string,
  meant: readonly AdoptionTarget[],
  seen: ReadonlySet<AdoptionTarget>,
): Problem | undefined {
  if (!meant.every((target) => seen.has(target))) return undefined;
  return error("unknown-adoption", `${name} is adopted already by an entry above`, "remove it");
}

/** Says what the existing account must agree with, and what stays behind in state. */
function adviseOnAccount(index: number, { base, file, report }: SectionContext): void {
  const settings = base.account ?? {};
  const { name = "?", customSubdomain = name, location = "?", projectManagement = false, localAuth = false } = settings;
  const expected = `kind ${ACCOUNT_KIND}, location ${location}, subdomain ${customSubdomain}, project management ${projectManagement ? "on" : "off"}`;
  const place = file.place(["adopt", index]);
  report(
    place,
    note(
      "adopt-replaces",
      `if the existing account is not of ${expected}, the plan replaces it and every deployment`,
      "compare with az cognitiveservices account show; an account made in the portal has project management on",
    ),
  );
  if (!localAuth) report(place, KEYS_STAY);
}

const KEYS_STAY = note(
  "adopt-keys",
  "if the existing account still allows keys, the import reads them into state, and there they stay after local auth is off",
  "switch local auth off before the import, or regenerate both keys after it; the old code's state holds them too",
);
