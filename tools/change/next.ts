/** What remains to be done by people, and in which order. */
import { foundryStackName, llmConfigStackName } from "../../config/addresses";
import { PROGRAM } from "../../config/text";

/** Whether this changes what the account has, what the layers call, or both. */
export interface Touched {
  readonly environment: string;
  readonly adds: number;
  readonly removes: number;
  readonly isRouting: boolean;
}

/** A line of what remains to be done. */
export interface Step {
  readonly text: string;
  /** Whether it is a deploy, which what is refused keeps from happening. */
  readonly isDeploy: boolean;
}

const byHand = (text: string): Step => ({ text, isDeploy: false });
const deploy = (text: string): Step => ({ text, isDeploy: true });

/** The change itself has been written. */
export function nextSteps({ environment, adds, removes, isRouting }: Touched, then: readonly string[] = []): Step[] {
  const foundry = `npx cdktf deploy ${foundryStackName(environment)}: the plan has to say ${adds} to add, 0 to change, ${removes} to destroy`;
  const routing = `npx cdktf deploy ${llmConfigStackName(environment)}, then restart the pods; ${PROGRAM} smoke --env ${environment} calls every layer once`;
  const deploys = [...(adds + removes > 0 ? [foundry] : []), ...(isRouting ? [routing] : [])];
  return [
    byHand("npm run accept, then commit and open a pull request"),
    ...deploys.map((one, index) => deploy(index === 0 ? `after the merge: ${one}` : one)),
    ...then.map(byHand),
  ];
}

export interface MadeEnvironment {
  readonly name: string;
  /** The environment that it is made from. */
  readonly from: string;
  /** The cluster of both, where it was given none of its own. */
  readonly sharedCluster: string | undefined;
  /** Whether the other has credits or an estimate, which were left out. */
  readonly hasCost: boolean;
}

/** What remains to be done for a new environment. */
export function environmentSteps({ name, from, sharedCluster, hasCost }: MadeEnvironment): Step[] {
  const cost = hasCost ? `; credits and estimate under cost are those of ${from} and were left out` : "";
  return [
    byHand(
      `read account.yaml of ${name}: group, region, tags and what else is as in ${from} unless it was given${cost}`,
    ),
    ...(sharedCluster === undefined
      ? []
      : [
          byHand(
            `give ${name} namespaces or a cluster of its own under aks: it would write llm-config over that of ${from} in cluster ${sharedCluster}`,
          ),
        ]),
    byHand("npm run accept, then commit and open a pull request"),
    deploy(
      `after the merge: ${PROGRAM} preflight --env ${name}, then npx cdktf deploy ${foundryStackName(name)} and npx cdktf deploy ${llmConfigStackName(name)}`,
    ),
    byHand(
      "docs/runbooks/add-an-environment.md has the rest: the context of the cluster, sign-in of the pods, deploys from GitHub",
    ),
  ];
}

/** The lines for people; where something is in the way of every deploy, that comes first, and no deploy is named. */
export function stepLines(steps: readonly Step[], inTheWay: readonly string[]): string[] {
  if (inTheWay.length === 0) return steps.map(({ text }) => text);
  return [
    ...inTheWay.map((one) => `to be mended before anything can be deployed: ${one}`),
    ...steps.filter(({ isDeploy }) => !isDeploy).map(({ text }) => text),
    `${PROGRAM} review says then what to deploy`,
  ];
}
