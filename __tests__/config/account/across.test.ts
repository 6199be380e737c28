/** What two environments may not share in a cluster: the ConfigMap of a namespace. */
import { loadCatalog } from "../../../config/catalog/catalog";
import { readConfiguration } from "../../../config/load";
import { ACCOUNT, filesWith, memorySource, TODAY } from "../../helpers/config";

/** An environment with an account of its own, and this under `aks` and beside it. */
function environment(name: string, aks: string, sections = "") {
  const account = ACCOUNT.replace("aucert-test", name).replace(/  cluster: .*\n  namespaces: .*\n/, aks);
  return filesWith({ "account.yaml": account + sections });
}

const identity = (cluster: string) =>
  `identity: { name: pods, oidcIssuerUrl: "https://westus.oic.prod-aks.azure.com/8d3b1c72-4e5f-4a60-b7c8-9d0e1f2a3b4c/${cluster}/" }\n`;
const [ONE, OTHER] = ["2b6e4d10-9a8c-47f3-8e21-6c5d4b3a2f1e", "2b6e4d10-9a8c-47f3-8e21-6c5d4b3a2f1f"].map(identity);

const CLUSTER = "  cluster: one\n  namespaces: [default]\n";
const WITH_CONTEXT = "  cluster: one\n  context: mine\n  namespaces: [default]\n";

test.each<[string, string, string, string, string | undefined]>([
  ["the cluster", CLUSTER, "", "", "one"],
  ["nothing", WITH_CONTEXT.replace("one", "two"), "", "", undefined],
  ["the context, of clusters of other names", WITH_CONTEXT.replace("one", "two").replace("mine", "one"), "", "", "one"],
  ["the cluster, by a context of its own", WITH_CONTEXT, "", "", "cluster one"],
  ["the context, but for its case", WITH_CONTEXT.replace("one", "two").replace("mine", "ONE"), "", "", undefined],
  ["the cluster in another case", WITH_CONTEXT.replace("one", "ONE"), "", "", "cluster ONE"],
  ["the cluster, of which only one issuer is known", WITH_CONTEXT, ONE ?? "", "", "cluster one"],
  ["the cluster and its issuer", WITH_CONTEXT, ONE ?? "", ONE ?? "", "cluster one"],
  ["the name of two clusters with an issuer each", WITH_CONTEXT, ONE ?? "", OTHER ?? "", undefined],
  ["the context of two clusters with an issuer each", CLUSTER, ONE ?? "", OTHER ?? "", "one"],
  ["the cluster, in another namespace", WITH_CONTEXT.replace("default", "prod"), "", "", undefined],
])("%s", (_, aks, here, there, where) => {
  const source = memorySource({ dev: environment("a-ai", CLUSTER, here), prod: environment("b-ai", aks, there) });
  const { findings } = readConfiguration(source, { catalog: loadCatalog(), today: TODAY });
  const found = findings.filter(({ code }) => code === "config-map-in-two-environments");
  const said = `the ConfigMap llm-config in namespace default of ${where} belongs to environment dev already: each would undo the other's changes`;
  expect(found.map(({ file, severity, message }) => [file, severity, message])).toEqual(
    where === undefined ? [] : [["config/prod/account.yaml", "warning", said]],
  );
});

test("of several the first that writes it is named", () => {
  const source = memorySource({
    a: environment("a-ai", CLUSTER),
    b: environment("b-ai", WITH_CONTEXT),
    c: environment("c-ai", WITH_CONTEXT),
  });
  const { findings } = readConfiguration(source, { catalog: loadCatalog(), today: TODAY });
  const found = findings.filter(({ code }) => code === "config-map-in-two-environments");
  expect(found.map(({ file, other }) => [file, other])).toEqual([
    ["config/b/account.yaml", "a"],
    ["config/c/account.yaml", "b"],
  ]);
});
