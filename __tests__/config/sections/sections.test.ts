/** All optional sections of account.yaml: off, and the laws that each of them keeps. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../../config/catalog/catalog";
import { folderSource } from "../../../config/files/source";
import { loadConfiguration, readConfiguration } from "../../../config/load";
import type { Resource } from "../../../config/resource";
import { adoptionTargets } from "../../../config/sections/adoption-targets";
import { type AnySection, type SectionName, sections } from "../../../config/sections/sections";
import { TODAY } from "../../helpers/config";
import { found, resolved } from "../../helpers/sections";
import { ROOT } from "../../helpers/stack";

test("minimal: every section off", () => {
  const { identity, access, lock, state, adopt, policy } = resolved("")!;

  expect({ identity, access, lock, state, adopt, policy }).toEqual({
    identity: undefined,
    access: [],
    lock: undefined,
    state: { backend: "local" },
    adopt: [],
    policy: { requiredTags: [], allowedRegions: [], waivers: [] },
  });
});

test("an empty list is the same as none", () => {
  const sections = "access: []\nadopt: []\npolicy: { requiredTags: [], allowedRegions: [], waivers: [] }\n";

  expect(found(sections)).toEqual([]);
  expect(resolved(sections)).toEqual(resolved(""));
});

describe("what a reviewer is told", () => {
  const deploy = readFileSync(path.join(ROOT, "docs/runbooks/deploy.md"), "utf8");
  const effects = sections.flatMap(([name, { effect }]) => (effect === undefined ? [] : [[name, effect] as const]));

  test("of every section that makes something", () => {
    const made = sections.filter(([, { resources }]) => resources !== undefined);
    expect(effects.map(([name]) => name)).toEqual(made.map(([name]) => name));
  });

  test.each(effects)(
    "%s names roles that the runbook names, and a page that is there",
    (name, { roles = "", page }) => {
      const rows = deploy.split("\n").filter((line) => new RegExp(`^\\| [^|]*\`${name}[\`.]`).test(line));
      const named = roles.match(/(?:[A-Z]\w+ )*(?:Administrator|Owner|Contributor)(?= |,|$)/g) ?? [];
      for (const role of named) expect(rows.join("\n")).toContain(`\`${role}\``);
      expect(rows.length > 0).toBe(roles !== "");
      expect(existsSync(path.join(ROOT, page))).toBe(true);
    },
  );
});

describe("laws", () => {
  const FOLDER = path.join(ROOT, "config/sections");
  const folderOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const source = folderSource("docs/examples/complete", ROOT);
  const options = { catalog: loadCatalog(), today: TODAY };
  const [complete] = loadConfiguration(source, options).environments;
  const [file] = readConfiguration(source, options).files;

  /** What a section builds in the complete example. */
  function built(name: SectionName, section: AnySection): Resource[] {
    const settings = complete?.[name as keyof typeof complete];
    return section.resources?.(settings as object, complete!) ?? [];
  }

  test.each(sections)("%s lies in the folder of its name", (name) => {
    expect(existsSync(path.join(FOLDER, folderOf(name), "section.ts"))).toBe(true);
  });

  test("no folder holds anything but a section of the list", () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

    expect(folders.map(({ name }) => name).sort()).toEqual(sections.map(([name]) => folderOf(name)).sort());
  });

  const building = sections.filter(([, { resources }]) => resources !== undefined);

  test("the sections that build something are these", () => {
    expect(building.map(([name]) => name)).toEqual([
      "identity",
      "access",
      "lock",
      "raiPolicies",
      "monitoring",
      "budget",
    ]);
  });

  test.each(building)("%s: every field of what it builds has an action, and every action a field", (name, section) => {
    const resources = built(name, section);
    const namesOf = (keys: object): string[] => [...new Set(Object.keys(keys).map((key) => key.split(".")[0]!))].sort();

    expect(resources).not.toEqual([]);
    expect(resources.map(({ address, fields }) => [address, namesOf(fields)])).toEqual(
      resources.map(({ address, actions }) => [address, namesOf(actions)]),
    );
  });

  test.each(building)("%s: what it builds can be adopted, by one name for each", (name, section) => {
    const targets = adoptionTargets(file?.account?.asRead ?? {}, []);
    const adopted = built(name, section).map(({ address }) => targets.filter(({ to }) => to === address));

    expect(adopted.filter((one) => one.length !== 1)).toEqual([]);
  });

  const onAccount = sections.flatMap(([name, { onAccount: fields }]) => (fields ? [[name, fields] as const] : []));

  test.each(onAccount)("%s: every field that it sets on the account has an action, on or off", (name, section) => {
    const actions = Object.keys(section.actions).sort();

    expect(actions).not.toEqual([]);
    expect(Object.keys(section.fields(complete?.[name as keyof typeof complete])).sort()).toEqual(actions);
    expect(Object.keys(section.fields(undefined)).sort()).toEqual(actions);
  });
});
