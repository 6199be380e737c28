/** The rights that the runbook gives and what the workflows do agree, in both directions. */
import { allSteps, type Job, jobOf, readText, readWorkflow, WORKFLOWS } from "../helpers/workflows";

const RUNBOOK = readText("docs/runbooks/github.md");
const PLANS = ["deploy.yml", "drift.yml"].map((file) => jobOf(readWorkflow(file), "plan"));
const APPLY = jobOf(readWorkflow("deploy.yml"), "apply");

/** The rows of the table of rights that say yes in this column. */
function givenIn(column: number): string[] {
  const rows = RUNBOOK.match(/^\| .* \| .* \| (yes)? ?\| (yes)? ?\| .+ \|$/gm) ?? [];
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  return cells.filter((row) => row[column] === "yes").map(([, right, where]) => `${right}, ${where}`);
}

const PLANS_HAVE = givenIn(3);
const APPLIES_HAVE = givenIn(4);

const scriptsOf = (...jobs: Job[]) => jobs.flatMap(allSteps).map(({ run: script = "" }) => script);

test("the identity that plans has these rights, each of which only reads", () => {
  expect(PLANS_HAVE).toEqual([
    "`Reader`, resource group",
    "`Storage Blob Data Reader`, state container",
    "`Azure Kubernetes Service Cluster User Role`, cluster",
    "`get` on ConfigMaps, in the cluster",
  ]);
});

test("every plan without approval takes no lock, so the right to read the state is enough; apply locks and may write", () => {
  const plansOf = (scripts: string[]) => scripts.flatMap((script) => script.match(/terraform \S+ plan .*/g) ?? []);

  expect(plansOf(scriptsOf(...PLANS)).map((plan) => plan.includes(" -lock=false "))).toEqual([true, true]);
  expect(plansOf(scriptsOf(APPLY)).map((plan) => plan.includes("-lock=false"))).toEqual([false]);
  expect(APPLIES_HAVE).toContain("`Storage Blob Data Contributor`, state container");
});

test("both have the right for every Azure command that their jobs call", () => {
  const RIGHTS: Record<string, string | undefined> = {
    "az aks install-cli": undefined,
    "az aks get-credentials": "`Azure Kubernetes Service Cluster User Role`, cluster",
  };
  const commandsOf = (scripts: string[]) => scripts.flatMap((script) => script.match(/\baz [a-z]+ [a-z-]+/g) ?? []);

  for (const [scripts, rights] of [
    [scriptsOf(...PLANS), PLANS_HAVE],
    [scriptsOf(APPLY), APPLIES_HAVE],
  ] as const) {
    expect(new Set(commandsOf(scripts))).toEqual(new Set(Object.keys(RIGHTS)));
    for (const command of commandsOf(scripts)) if (RIGHTS[command]) expect(rights).toContain(RIGHTS[command]);
  }
});

test("the variables of the runbook are those that the workflows read", () => {
  const read = WORKFLOWS.flatMap((file) => readText(`.github/workflows/${file}`).match(/(?<=vars\.)[A-Z_]+/g) ?? []);
  const section = /## 5\. Variables\n([^]*?)\n## /.exec(RUNBOOK)?.[1] ?? "";

  expect(new Set(section.match(/(?<=`)[A-Z_]+(?=`)/g))).toEqual(new Set(read));
});

test("the runbook goes from the repository to the first deploy, and no identity exists before the branch rule", () => {
  const titles = [...RUNBOOK.matchAll(/^## \d\. (.*)$/gm)].map(([, title]) => title);

  expect(titles).toEqual([
    "The repository",
    "GitHub environments, only from main",
    "Shared state",
    "Identities and their rights",
    "Variables",
    "kubectl and kubelogin",
    "The first state",
    "The first deploy",
  ]);
});
