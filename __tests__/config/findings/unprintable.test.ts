/** Whatever character stands in a name, wherever the name stands: no message has it raw. */
import fc from "fast-check";
import { loadCatalog } from "../../../config/catalog/catalog";
import { printable, printableLines } from "../../../config/findings/terminal";
import { loadConfiguration } from "../../../config/load";
import { renderFindings } from "../../../tools/validate/render-findings";
import { filesWith, memorySource, TODAY } from "../../helpers/config";
import { HATE, PRINCIPAL } from "../../helpers/sections";

const catalog = loadCatalog();

/** An environment in which every name and every value that people choose is this one, and the findings on it. */
function named(name: string) {
  // YAML takes no control character raw, and JSON leaves some so.
  const n = JSON.stringify(name).replace(/[\u007f-\u009f]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
  const account = `version: 1
account: { name: ${n}, customSubdomain: ${n}, resourceGroup: ${n}, location: ${n}, tags: { ${n}: ${n} }, subscriptionId: ${n} }
aks: { cluster: ${n}, context: ${n}, namespaces: [${n}, ${n}], serviceAccount: ${n} }
identity: { name: ${n}, oidcIssuerUrl: ${n}, roleAssignment: ${n}, ${n}: 1 }
access: [{ principalId: ${PRINCIPAL}, principalType: ${n}, role: ${n} }]
adopt: [${n}, ${n}]
policy: { requiredTags: [${n}], allowedRegions: [${n}], waivers: [{ rule: ${n}, address: ${n}, reason: ${n}, until: ${n} }] }
network: { allowedIps: [${n}], outboundHosts: [${n}] }
raiPolicies: [{ name: ${n}, base: ${n}, filters: [${HATE}, { name: ${n}, source: ${n} }] }]
monitoring: { logs: { workspaceId: ${n}, categories: [${n}] }, alerts: { emails: [${n}], tokensPerHour: ${n} } }
budget: { amount: ${n}, startMonth: ${n}, emails: [${n}], roles: [${n}] }
waivers: [{ code: preview, subject: ${n}, reason: tested, until: 2027-01-01 }, { code: ${n}, subject: ${n}, reason: ${n}, until: ${n} }]
lock: ${n}
`;
  const models = `version: 1
models:
  - { name: ${n}, format: ${n}, version: ${n}, raiPolicy: ${n}, apis: [${n}], lifecycle: ${n}, retirement: ${n}, sku: ${n} }
  - { name: gpt-5.4, format: ${n}, version: ${n}, raiPolicy: ${n}, versionUpgradeOption: ${n}, capacity: ${n} }
  - ${n}
`;
  const llm = `version: 1
provider: ${n}
layers:
  ${n}: { stage: ${n}, model: ${n}, api: ${n}, fallbacks: [${n}, ${n}] }
  decision: { stage: L4, model: gpt-${n.slice(1, -1).length}, fallbacks: [${n}], usage: { cachedShare: ${n} } }
  other: { stage: L4, model: [${n}, ${n}] }
providers:
  direct: { baseUrl: ${n}, auth: ${n}, apiKeyEnv: ${n}, models: { ${n}: ${n}, decision: { model: ${n}, api: ${n} } } }
  bedrock: { region: ${n}, models: {} }
  ${n}: 1
`;
  const files = { "account.yaml": account, "models.yaml": models, "llm-config.yaml": llm };
  return loadConfiguration(memorySource({ dev: filesWith(files) }), { catalog, today: TODAY });
}

/** Letters, the signs of a name, and characters that steer or that nobody sees. */
const odd = fc.constantFrom(
  ..."\u0000\u0007\n\r\u001b\u007f\u0085\u009b\u00a0\u00ad\u061c\u200b\u200e\u2028\u202e\u2066\ufeff\u{e0041}",
);
const name = fc
  .array(fc.oneof(odd, fc.constantFrom(..."gpt-5.4 a:/"), fc.string({ unit: "binary", maxLength: 1 })), {
    maxLength: 9,
  })
  .map((parts) => parts.join(""));

test("no message or help has a character that is not printable, nor has any text that is shown", async () => {
  let total = 0;
  await fc.assert(
    fc.asyncProperty(name, async (text) => {
      const { findings, textOf } = named(text);
      total += findings.length;
      for (const { message, help = "" } of findings) expect([message, help]).toEqual([message, help].map(printable));
      const shown = await renderFindings(findings, "text", { colour: false, textOf });
      expect(shown).toBe(printableLines(shown));
    }),
    { numRuns: 30 },
  );
  expect(total).toBeGreaterThan(1000);
});
