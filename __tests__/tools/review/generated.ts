/** Configurations of every kind, sound but for what policies forbid, for the laws. */
import fc from "fast-check";
import type { Files } from "../../helpers/config";

const MODEL_NAMES = ["alpha", "beta.1", "beta_2", "gamma", "9lives"];

const PRINCIPALS = ["3c9d7e52-1f0a-4b8c-a6d4-5e7f8091a2b3", "9e8d7c6b-5a49-4838-a727-1605f4e3d2c1"];

const model = fc.record({
  format: fc.constantFrom("OpenAI", "Microsoft"),
  version: fc.constantFrom("1", "2"),
  capacity: fc.integer({ min: 1, max: 3 }),
  raiPolicy: fc.constantFrom("Microsoft.Default", "Microsoft.DefaultV2"),
  upgrade: fc.constantFrom("NoAutoUpgrade", "OnceCurrentVersionExpired"),
});

const account = fc.record(
  {
    name: fc.constantFrom("aucert-a", "aucert-b"),
    customSubdomain: fc.constantFrom("sub-a", "sub-b"),
    resourceGroup: fc.constantFrom("rg-a", "rg-b"),
    createResourceGroup: fc.boolean(),
    location: fc.constantFrom("westus", "eastus"),
    localAuth: fc.boolean(),
    projectManagement: fc.boolean(),
    preventDestroy: fc.boolean(),
    tags: fc.dictionary(fc.constantFrom("team", "stage"), fc.constantFrom("a", "b")),
  },
  { requiredKeys: ["name", "resourceGroup", "location"] },
);

/** Fields of one environment before they become files: lists in any order. */
export const environment = fc.record({
  account,
  namespaces: fc.uniqueArray(fc.constantFrom("default", "jobs", "batch"), { minLength: 1 }),
  context: fc.constantFrom(undefined, "other"),
  models: fc
    .uniqueArray(fc.constantFrom(...MODEL_NAMES), { minLength: 1 })
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), model)))),
  layers: fc.uniqueArray(fc.constantFrom("generation", "analysis", "decision"), { minLength: 1 }),
  picks: fc.array(fc.nat(20), { minLength: 6, maxLength: 6 }),
  stage: fc.constantFrom("L1", "L2"),
  hasBedrock: fc.boolean(),
  isBedrockInUse: fc.boolean(),
  reloader: fc.boolean(),
  identity: fc.constantFrom(undefined, "pods-a", "pods-b"),
  issuer: fc.constantFrom("https://issuer.example/a", "https://issuer.example/b"),
  serviceAccount: fc.constantFrom("llm-client", "other"),
  access: fc.uniqueArray(
    fc.record({
      principalId: fc.constantFrom(...PRINCIPALS),
      principalType: fc.constantFrom("User", "Group"),
      role: fc.constantFrom("Reader", "Cognitive Services User"),
    }),
    { selector: ({ principalId }) => principalId },
  ),
  hasLock: fc.boolean(),
  owners: fc.uniqueArray(fc.constantFrom("owner", "team")),
});

export type Parts = typeof environment extends fc.Arbitrary<infer T> ? T : never;

/** The files; JSON is YAML. */
export function filesOf(parts: Parts): Files {
  const names = parts.models.map(([name]) => name);
  const layers = parts.layers.map((layer, index) => {
    const [first = 0, second = 0] = [parts.picks[index], parts.picks[index + 3]];
    const name = names[first % names.length];
    const fallback = names[second % names.length];
    const route = { stage: parts.stage, model: name, ...(fallback !== name && { fallbacks: [fallback] }) };
    return [layer, route];
  });
  const bedrock = {
    region: "us-west-2",
    models: Object.fromEntries(parts.layers.map((layer, index) => [layer, `model-${parts.picks[index]}`])),
  };
  const { context, namespaces } = parts;
  return {
    "account.yaml": JSON.stringify({
      version: 1,
      account: parts.account,
      aks: { cluster: "aks", ...(context && { context }), namespaces, serviceAccount: parts.serviceAccount },
      ...(parts.identity && { identity: { name: parts.identity, oidcIssuerUrl: parts.issuer } }),
      access: parts.access,
      ...(parts.hasLock && { lock: "CanNotDelete" }),
      policy: { requiredTags: parts.owners },
    }),
    "models.yaml": JSON.stringify({
      version: 1,
      models: parts.models.map(([name, { upgrade, ...one }]) => ({
        name,
        ...one,
        apis: ["chat-completions"],
        versionUpgradeOption: upgrade,
      })),
    }),
    "llm-config.yaml": JSON.stringify({
      version: 1,
      provider: parts.hasBedrock && parts.isBedrockInUse ? "bedrock" : "foundry",
      reloader: parts.reloader,
      layers: Object.fromEntries(layers),
      ...(parts.hasBedrock && { providers: { bedrock } }),
    }),
  };
}

/** The same environment with every list the other way round. */
export function reversed(parts: Parts): Files {
  const names = parts.models.map(([name]) => name);
  const files = filesOf(parts);
  const turn = (text: unknown): string =>
    JSON.stringify(
      JSON.parse(String(text)),
      (_, value: unknown) => {
        if (Array.isArray(value) && value.every((one) => typeof one === "object" || !names.includes(String(one)))) {
          return [...value].reverse() as unknown[];
        }
        const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
        return isMapping ? Object.fromEntries(Object.entries(value).reverse()) : value;
      },
      2,
    );
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, `# comment\n${turn(text)}`]));
}
