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

/** Lines; the change itself has been written. */
export function nextSteps({ environment, adds, removes, isRouting }: Touched, then: readonly string[] = []): string[] {
  const foundry = `npx cdktf deploy ${foundryStackName(environment)}: the plan has to say ${adds} to add, 0 to change, ${removes} to destroy`;
  const routing = `npx cdktf deploy ${llmConfigStackName(environment)}, then restart the pods; ${PROGRAM} smoke --env ${environment} calls every layer once`;
  const deploys = [...(adds + removes > 0 ? [foundry] : []), ...(isRouting ? [routing] : [])];
  return [
    "npm run accept, then commit and open a pull request",
    ...deploys.map((one, index) => (index === 0 ? `after the merge: ${one}` : one)),
    ...then,
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
export function environmentSteps({ name, from, sharedCluster, hasCost }: MadeEnvironment): string[] {
  const cost = hasCost ? `; credits and estimate under cost are those of ${from} and were left out` : "";
  return [
    `read account.yaml of ${name}: group, region, tags and what else is as in ${from} unless it was given${cost}`,
    ...(sharedCluster === undefined
      ? []
      : [
          `give ${name} namespaces or a cluster of its own under aks: it would write llm-config over that of ${from} in cluster ${sharedCluster}`,
        ]),
    "npm run accept, then commit and open a pull request",
    `after the merge: ${PROGRAM} preflight --env ${name}, then npx cdktf deploy ${foundryStackName(name)} and npx cdktf deploy ${llmConfigStackName(name)}`,
    "docs/runbooks/add-an-environment.md has the rest: the context of the cluster, sign-in of the pods, deploys from GitHub",
  ];
}

/**
 * What remains to be done where nothing can be deployed.
 * @param inTheWay why, a line each
 */
export function mendSteps(inTheWay: readonly string[]): string[] {
  return [
    ...inTheWay.map((one) => `to be mended before anything can be deployed: ${one}`),
    `then npm run accept, commit and open a pull request; ${PROGRAM} review says what to deploy`,
  ];
}
