/** One request step by step: what goes from whom to whom. The picture draws it, and the page lists it. */
import type { Owner } from "./pictures/picture";
import type { Environment } from "../../config/environment";
import { EVERYBODY } from "../../config/sections/network/rules";
import { modelVariable, providerName, type RequestPath } from "./paths";

/** Who takes part, from left to right. */
export interface Participant {
  readonly name: string;
  readonly note: string;
  readonly owner: Owner;
}

/** From one participant to another, by their index; to itself where both are the same. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface RequestSteps {
  readonly participants: readonly Participant[];
  readonly steps: readonly Step[];
}

const POD = 0;

export function requestSteps(path: RequestPath, environment: Environment): RequestSteps {
  const signIn = signInOf(path, environment);
  const endpoint = signIn.participant === undefined ? 1 : 2;
  const { provider, url } = path;
  const [example] = path.routes;
  const model = example?.model ?? "";
  const variable = example && modelVariable(path, example);
  const participants: Participant[] = [
    { name: "Pod", note: environment.aks.cluster, owner: "ours" },
    ...(signIn.participant ? [signIn.participant] : []),
    endpointOf(path, environment),
    { name: "Model", note: "on machines in any region", owner: "microsoft" },
  ];
  if (provider.name !== "foundry")
    participants.splice(-1, 1, { name: "Model", note: "on their machines", owner: "microsoft" });
  const fallbacks = path.routes.some((route) => route.fallbacks.length > 0);
  return {
    participants,
    steps: [
      { from: POD, to: POD, text: `reads from llm-config: ${variable}=${model}` },
      ...signIn.steps,
      { from: POD, to: endpoint, text: `POST ${url} with model "${model}"` },
      { from: endpoint, to: endpoint, text: checkWords(path, environment) },
      {
        from: endpoint,
        to: endpoint + 1,
        text:
          provider.name === "foundry" ? "GlobalStandard: to wherever Microsoft has room" : "to a machine that has room",
      },
      { from: endpoint + 1, to: endpoint, text: "the answer, in parts where it is streamed" },
      { from: endpoint, to: POD, text: "the answer with the count of tokens, which is what is paid for" },
      {
        from: endpoint,
        to: POD,
        text: `over the rate limit: 429 instead of an answer; the pod waits as long as Retry-After says and tries again${fallbacks ? ", then its fallbacks in order" : ""}`,
      },
    ],
  };
}

/** What is looked at before a model is asked. */
function checkWords({ provider }: RequestPath, { network }: Environment): string {
  const isListed = network?.allowedIps !== undefined && network.allowedIps !== EVERYBODY;
  const address = provider.name === "foundry" && isListed ? "is the address listed? " : "";
  return `${address}may this caller? is there rate limit left?`;
}

function endpointOf({ provider }: RequestPath, { account }: Environment): Participant {
  if (provider.name !== "foundry") return { name: "Endpoint", note: providerName(provider.name), owner: "microsoft" };
  return { name: "Account", note: account.name, owner: "settings" };
}

interface SignIn {
  readonly participant?: Participant;
  readonly steps: readonly Step[];
}

function signInOf({ provider }: RequestPath, { aks, identity }: Environment): SignIn {
  const { auth, apiKeyEnv = "" } = provider;
  const as = auth === "entra-id" && identity !== undefined ? `, as ${identity.name}` : "";
  const byToken = (name: string, note: string): SignIn => ({
    participant: { name, note, owner: "microsoft" },
    steps: [
      { from: POD, to: 1, text: `proof of identity: service account ${aks.serviceAccount}${as}` },
      { from: 1, to: POD, text: "an access token, valid for a limited time" },
    ],
  });
  if (auth === "entra-id") return byToken("Entra ID", "Microsoft's sign-in");
  if (auth === "google-adc") return byToken("Google", "Google's sign-in");
  return { steps: [{ from: POD, to: POD, text: `reads the key from ${apiKeyEnv}, filled from a Kubernetes Secret` }] };
}
