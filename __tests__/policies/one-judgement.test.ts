/**
 * What a policy refuses because of the configuration, `validate` says at its line and `review` calls refused; a waiver clears
 * all three, and one that has ended stops `validate` and `review`, never a deploy.
 */
import { loadCatalog } from "../../config/catalog/catalog";
import { PolicyError } from "../../config/findings/diagnostic";
import { loadConfiguration } from "../../config/load";
import { JUDGED_TYPES, type PolicyRuleId } from "../../config/sections/policy/rules";
import { judge } from "../../policies/judge";
import { buildApp } from "../../stacks/app";
import { synthFiles } from "../../stacks/synth";
import { ACCOUNT, brief, filesWith, findingsWith, memorySource, TODAY } from "../helpers/config";
import { budget, grants, HATE, IDENTITY, logs, network, PRINCIPAL, raiPolicy } from "../helpers/sections";
import { reviewed } from "../helpers/review";
import { synthesised } from "../helpers/stack";
import { synthIn } from "../helpers/synth";
import { temporaryFolder, DEV, Workspace } from "../helpers/workspace";

/** The smallest change of a sound configuration that breaks a policy. */
interface Breaking {
  /** Lines of `account`. */
  readonly account?: string;
  /** Lines of `policy`. */
  readonly policy?: string;
  /** Place of the finding. */
  readonly at: string;
}

const FAMILY = "no key of the configuration makes such a resource";

/** How the configuration breaks each policy, or why none can. */
const BROKEN_BY: Record<PolicyRuleId, Breaking | string> = {
  "account-kind": "the kind is no key of the configuration",
  "allowed-regions": { policy: "  allowedRegions: [eastus]\n", at: "5:13" },
  "as-configured": "it holds what is built against the configuration",
  "custom-subdomain": "the account's name is the subdomain unless one is given, and SUBDOMAIN takes no empty one",
  "global-standard": "every other SKU is the error `sku` of the file",
  "known-types": FAMILY,
  "local-auth-off": { account: "  localAuth: true\n", at: "6:14" },
  "managed-identity": "the identity is no key of the configuration",
  "no-cluster": FAMILY,
  "no-compute": FAMILY,
  "no-key-reference": "no text of the configuration may hold a Terraform template",
  "no-network": "subnets and private endpoints are the error `private-network` of the file",
  "no-private-endpoint": "subnets and private endpoints are the error `private-network` of the file",
  "no-purge": "the provider's features are no key of the configuration",
  "no-storage": FAMILY,
  "prevent-destroy": { account: "  preventDestroy: false\n", at: "6:19" },
  "public-endpoint": "an allow-list leaves the endpoint public, and nothing else of the configuration touches it",
  "required-tags": { account: "  tags: { team: x }\n", policy: "  requiredTags: [owner]\n", at: "6:3" },
};

const BREAKING = Object.entries(BROKEN_BY).filter(
  (entry): entry is [PolicyRuleId, Breaking] => typeof entry[1] !== "string",
);

/** @param waived addresses that have a waiver of the rule */
function accountFile(
  { account = "", policy = "" }: Breaking,
  rule: string,
  waived: readonly string[] = [],
  until = "2099-12-31",
) {
  const waivers = waived.map(
    (address) => `    - { rule: ${rule}, address: ${address}, reason: tested, until: ${until} }\n`,
  );
  const settings = policy + (waivers.length > 0 ? `  waivers:\n${waivers.join("")}` : "");
  return ACCOUNT.replace("westus\n", `westus\n${account}`) + (settings === "" ? "" : `policy:\n${settings}`);
}

const FOUNDRY = ["azurerm_cognitive_account.foundry"];

test("every rule that is judged by type can be broken by a configuration, and no other", () => {
  expect(BREAKING.map(([rule]) => rule).sort()).toEqual(Object.keys(JUDGED_TYPES).sort());
});

describe.each(BREAKING)("%s", (rule, breaking) => {
  const broken = accountFile(breaking, rule);
  const waived = accountFile(breaking, rule, FOUNDRY);
  const ended = accountFile(breaking, rule, FOUNDRY, "2020-01-31");
  const reviewOf = (file: string) => reviewed({ dev: filesWith() }, { dev: filesWith({ "account.yaml": file }) });

  test("is an error of validate, with its line, until it is waived", () => {
    const findings = findingsWith({ "account.yaml": broken });

    expect(brief(findings)).toEqual([`account.yaml:${breaking.at} error policy-violation`]);
    expect(findings[0]?.message).toMatch(new RegExp(`: synth refuses it by policy ${rule}$`));
    expect(findings[0]?.help).toContain(`rule ${rule} and address ${FOUNDRY.join()}, with`);
    expect(findingsWith({ "account.yaml": waived })).toEqual([]);
    expect(findingsWith({ "account.yaml": ended })).toEqual([
      expect.objectContaining({ code: "expired-policy-waiver", severity: "error", dated: true }),
    ]);
  });

  test("is refused in review, with the reason, until it is waived", () => {
    const { environments, findings } = reviewOf(broken);

    expect(environments[0]?.summary).toMatchObject({ severity: "error", refused: [findings[0]?.message] });
    expect(reviewOf(waived)).toMatchObject({ environments: [{ summary: { refused: [] } }], findings: [] });
    expect(reviewOf(ended)).toMatchObject({
      environments: [{ summary: { refused: [] } }],
      findings: [{ code: "expired-policy-waiver", severity: "error", side: "head" }],
    });
  });

  test("stops synth with exit code 1 until it is waived, and for good", async () => {
    const workspace = new Workspace();
    const synthOf = async (text: string) => {
      workspace.write(
        Object.fromEntries(
          Object.entries(filesWith({ "account.yaml": text })).map(([name, content]) => [
            `${DEV}/${name}`,
            content as string,
          ]),
        ),
      );
      const { status, stderr } = await synthIn(workspace);
      return [status, stderr.split("\n")[0]];
    };

    expect(await synthOf(broken)).toEqual([
      1,
      expect.stringMatching(new RegExp(`^error\\[policy-violation\\]: .*${rule}$`)),
    ]);
    expect(await synthOf(waived)).toEqual([0, ""]);
    expect(await synthOf(ended)).toEqual([0, ""]);
  });
});

/** Everything that a configuration can build, with names that are as bad as the rules on them let them be. */
const EVERYTHING =
  IDENTITY +
  grants(PRINCIPAL) +
  "lock: CanNotDelete\n" +
  network("allowedIps: [20.42.7.9], restrictOutbound: true, outboundHosts: [example.com]") +
  raiPolicy(HATE, "primary_access_key") +
  logs().replace(/\} \}\n$/, "}, alerts: { emails: [a@example.com] } }\n") +
  budget();
const MODELS_OF_EVERYTHING = `version: 1
defaults: { capacity: 250, raiPolicy: primary_access_key }
models:
  - { name: gpt-5.4, version: "2026-03-05" }
`;

/** What synth and `validate` say of a configuration, as `rule address`, sorted. */
function judgements(file: string) {
  const files = filesWith({ "account.yaml": file, "models.yaml": MODELS_OF_EVERYTHING });
  const source = memorySource({ dev: files });
  const options = { catalog: loadCatalog(), today: TODAY };
  const { findings } = loadConfiguration(source, options);
  const errors = findings.filter(({ severity }) => severity === "error");
  expect(errors.filter(({ code }) => code !== "policy-violation")).toEqual([]);
  const said = errors.flatMap(({ help = "" }) => {
    const [, rule = "", addresses = ""] = /rule (\S+) and address (.*), with/.exec(help) ?? [];
    return addresses.split(" and ").map((address) => `${rule} ${address}`);
  });
  // Without the check, so that the policies have to find it by themselves.
  const adjust = (all: typeof findings) => all.filter(({ code }) => code !== "policy-violation");
  const { environments } = loadConfiguration(source, { ...options, adjust });
  const app = buildApp(environments, temporaryFolder());
  const environment = environments[0]!;
  const stacks = ["foundry-dev", "llm-config-dev"].map((name) => ({
    name,
    json: synthesised(app.node.findChild(name) as never) as never,
    environment,
  }));
  const { violations } = judge(stacks);
  const refused = violations.map(({ rule, address }) => `${rule} ${address}`);
  return { said: said.sort(), refused: refused.sort(), environments };
}

const ALL_BROKEN: Breaking = {
  account: "  createResourceGroup: true\n  localAuth: true\n  preventDestroy: false\n  tags: {}\n",
  policy: "  requiredTags: [owner]\n  allowedRegions: [eastus]\n",
  at: "",
};

test("validate names every address that synth refuses, and no other", () => {
  const { said, refused, environments } = judgements(accountFile(ALL_BROKEN, "") + EVERYTHING);

  expect(said).toEqual(refused);
  expect(refused).toHaveLength(13);
  expect(() => synthFiles(environments)).toThrow(PolicyError);
});

test("a waiver clears one rule at one address, in both", () => {
  const open = judgements(accountFile(ALL_BROKEN, "") + EVERYTHING).refused;
  for (const [rule, types] of Object.entries(JUDGED_TYPES)) {
    const addresses = open.filter((one) => one.startsWith(`${rule} `)).map((one) => one.split(" ")[1]!);
    expect(new Set(addresses.map((address) => address.split(".")[0]))).toEqual(new Set(types));
    for (const address of addresses) {
      const { said, refused } = judgements(accountFile(ALL_BROKEN, rule, [address]) + EVERYTHING);

      expect(refused).toEqual(open.filter((one) => one !== `${rule} ${address}`));
      expect(said).toEqual(refused);
    }
  }
});

test("a sound configuration of everything is refused nothing, whatever its content filters are called", () => {
  expect(judgements(ACCOUNT + EVERYTHING)).toMatchObject({ said: [], refused: [] });
});
