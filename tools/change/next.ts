/** What remains to be done by people, and in which order. */
import { foundryStackName, llmConfigStackName } from "../../config/addresses";
import { PROGRAM } from "../text/program";

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
