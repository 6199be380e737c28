/** What the configuration comes to passes; whatever is changed in it or added to it is refused at its place. */
import type { Environment } from "../../config/environment";
import { resourcesOf } from "../../config/resources";
import { isMapping } from "../../policies/elements";
import { judge } from "../../policies/judge";
import type { OwnConstruct } from "../../policies/own-constructs";
import { RULES } from "../../policies/rules";
import { buildApp } from "../../stacks/app";
import { filesWith, LLM_CONFIG, load, MODELS } from "../helpers/config";
import { at, completeEnvironment, put, stackOf, type Tree, violationsOf } from "../helpers/policies";
import {
  alerts,
  budget,
  grants,
  HATE,
  IDENTITY,
  logs,
  network,
  PRINCIPAL,
  raiPolicy,
  resolved,
} from "../helpers/sections";
import { committedEnvironments, fixtureEnvironment } from "../helpers/stack";
import { temporaryFolder } from "../helpers/workspace";

const complete = completeEnvironment();
const LLM = "llm-config-prod";
const KEY = "azurerm_cognitive_account.foundry.primary_access_key";

/** Every place in a block. */
function places(node: unknown, path: readonly string[] = []): string[][] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, inner]) =>
    key === "//" ? [] : [[...path, key], ...places(inner, [...path, key])],
  );
}

describe("passes", () => {
  const LEFT_OPEN = filesWith({
    "models.yaml": MODELS.replace(/ +version: .*\n/, ""),
    "llm-config.yaml": `${LLM_CONFIG}reloader: true\n`,
  });
  const MORE: [string, string][] = [
    ["an open account", network("allowedIps: all")],
    ["no outgoing call", network("restrictOutbound: true, outboundHosts: []")],
    ["alerts alone", alerts("emails: [a@example.com]")],
    ["logs alone", logs()],
    ["a budget told to roles", budget({ emails: undefined, roles: "[Owner]" })],
    ["state in HCP Terraform", "state: { backend: hcp, organization: aucert, project: foundry }\n"],
    ["pods and grants", IDENTITY + grants(PRINCIPAL)],
    ["a filter and a lock", `${raiPolicy(HATE)}lock: CanNotDelete\n`],
  ];

  test.each<[string, Environment | undefined]>([
    ["the complete example", complete],
    ["the fixture", fixtureEnvironment()],
    ...committedEnvironments().map((one): [string, Environment] => [`the committed ${one.name}`, one]),
    ["a version left to Azure, and a reloader", load(LEFT_OPEN).environments[0]],
    ...MORE.map(([what, sections]): [string, Environment | undefined] => [what, resolved(sections)]),
  ])("%s", (_, environment) => {
    const app = buildApp([environment!], temporaryFolder());
    app.synth();

    expect(app.policyReport.violations).toEqual([]);
    // Both ways: what the configuration comes to is all there.
    const built = ["foundry", "llm-config"].flatMap((stack) => {
      const { resource } = stackOf(environment!, `${stack}-${environment!.name}`)();
      return places(resource).flatMap((path) => (path.length === 2 ? [path.join(".")] : []));
    });
    expect(built.sort()).toEqual(
      resourcesOf(environment)
        .map(({ address }) => address)
        .sort(),
    );
  });
});

test("text that Terraform takes as text is no expression, and a comment of a block is none either", () => {
  const json = stackOf(complete, "foundry-prod")();
  put(json, ["resource", "azurerm_own", "x"], { "//": `\${${KEY}}`, note: "$${a} %%{b}" });
  const own: OwnConstruct[] = [{ type: "azurerm_own", arguments: ["note"], reason: "r", owner: "o" }];

  expect(violationsOf(complete, "foundry-prod", json, own)).toEqual([]);
});

describe("generated", () => {
  const STACKS = ["foundry-prod", LLM].map((name) => [name, stackOf(complete, name)] as const);

  const BLOCKS = STACKS.flatMap(([name, fresh]) => {
    const json = fresh();
    const resources = places(json.resource).filter(({ length }) => length === 2);
    return [
      ...resources.map((path) => [name, path.join("."), ["resource", ...path], fresh] as const),
      ...places(json.output)
        .filter(({ length }) => length === 1)
        .map(([key = ""]) => [name, `output.${key}`, ["output", key], fresh] as const),
      ...Object.keys(Object(json.provider)).map((key) => [name, `provider.${key}`, ["provider", key], fresh] as const),
      [name, "terraform", ["terraform"], fresh] as const,
    ];
  });

  /** That a change is refused at this address, and nowhere else. */
  function expectRefused(name: string, address: string, json: Tree, what: string): void {
    const refused = violationsOf(complete, name, json).map((one) => one.split(" ")[1]);
    expect([what, ...new Set(refused)]).toEqual([what, `${address}:`]);
  }

  /** One after the other stands in place of an argument. */
  const OTHERS = ["other", "${each.value}", 7, null, []];

  test.each(BLOCKS)("%s: each argument of %s, changed or left out", (name, address, path, fresh) => {
    for (const [index, place] of places(at(fresh(), path)).entries()) {
      const is = JSON.stringify(at(fresh(), [...path, ...place]));
      const other = OTHERS.find((one, turn) => turn >= index % OTHERS.length && JSON.stringify(one) !== is);
      const changed = fresh();
      put(changed, [...path, ...place], other);
      expectRefused(name, address, changed, `${place.join(".")} = ${JSON.stringify(other)}`);
      if (/^\d+$/.test(place.at(-1) ?? "")) continue;
      const without = fresh();
      put(without, [...path, ...place], undefined);
      expectRefused(name, address, without, `${place.join(".")} left out`);
    }
  });

  const ADDED = {
    ...Object.fromEntries(
      ["count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection"].map((key) => [
        key,
        "x",
      ]),
    ),
    ...{ dynamic: {}, timeouts: {}, "//extra": 1, extra: "x", __proto__x: 1, constructor: {} },
  };

  test.each(BLOCKS)("%s: each meta-argument and an unknown one, added anywhere in %s", (name, address, path, fresh) => {
    const blocks = [[], ...places(at(fresh(), path))].filter((place) => isMapping(at(fresh(), [...path, ...place])));
    for (const place of blocks) {
      for (const [key, value] of Object.entries(ADDED)) {
        const json = fresh();
        if (Object.hasOwn(Object(at(json, [...path, ...place])), key)) continue;
        put(json, [...path, ...place, key], value);
        expectRefused(name, address, json, `${[...place, key].join(".")}`);
      }
    }
  });

  const KINDS = [
    "data",
    "ephemeral",
    "module",
    "variable",
    "locals",
    "moved",
    "removed",
    "check",
    "action",
    "list",
    "x",
  ];

  test.each(STACKS.flatMap(([name, fresh]) => KINDS.map((kind) => [name, kind, fresh] as const)))(
    "%s: a block of kind %s",
    (name, kind, fresh) => {
      for (const content of [{ a: { b: { c: 1 } } }, [{ a: { b: { c: 1 } } }], { a: [{ b: [{ c: 1 }] }] }]) {
        const json = { ...fresh(), [kind]: content };
        expect(violationsOf(complete, name, json)).toEqual([expect.stringMatching(`^known-types ${kind}[ .:]`)]);
      }
    },
  );
});

describe("a team's own construct", () => {
  const OWN: OwnConstruct[] = [
    {
      type: "azurerm_log_analytics_workspace",
      arguments: ["name", "location"],
      reason: "dashboards",
      owner: "insight",
    },
    { type: "azurerm_subnet", arguments: ["name"], reason: "none", owner: "nobody" },
  ];
  const judged = (type: string, block: object) => {
    const json = stackOf(complete, "foundry-prod")();
    put(json, ["resource", type, "x"], block);
    return violationsOf(complete, "foundry-prod", json, OWN);
  };

  test("shows in the policy report", () => {
    const json = stackOf(complete, "foundry-prod")();

    expect(judge([{ name: "foundry-prod", json, environment: complete }], RULES, OWN)).toMatchObject({
      violations: [],
      ownConstructs: OWN,
    });
  });

  test("may be built with the arguments of the list, and refer to what is in the stack", () => {
    const name = "${azurerm_cognitive_account.foundry.name}";

    expect(judged("azurerm_log_analytics_workspace", { name, location: "westus" })).toEqual([]);
  });

  test("is refused another argument, another type, a family that has a name, a key, and a region of its own", () => {
    const address = "azurerm_log_analytics_workspace.x";

    expect(judged("azurerm_log_analytics_workspace", { count: 2 })).toEqual([
      `as-configured ${address}: has count, which OWN_CONSTRUCTS does not name`,
    ]);
    expect(judged("azurerm_log_analytics_solution", {})).toEqual([expect.stringMatching(/^known-types /)]);
    expect(judged("azurerm_subnet", { name: "x" })).toEqual(["no-network azurerm_subnet.x: is a network resource"]);
    expect(judged("azurerm_log_analytics_workspace", { name: `\${${KEY}}` })).toEqual([
      expect.stringMatching(`^no-key-reference ${address}: evaluates`),
    ]);
    expect(judged("azurerm_log_analytics_workspace", { location: "eastus" })).toEqual([
      expect.stringMatching(`^allowed-regions ${address}: `),
    ]);
  });
});

test("a stack of no environment may hold nothing", () => {
  const refused = violationsOf(undefined, "other", stackOf(complete, LLM)());

  expect(new Set(refused.map((one) => one.split(":")[0]))).toContain("known-types terraform");
  expect(refused.length).toBeGreaterThanOrEqual(5);
});
