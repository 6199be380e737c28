/** How prices have moved since the organisation's guide listed them, which the published estimate was probably made with. */
import { compareText, decimal } from "../text";
import type { PriceList } from "./prices";

/** One model's prices then and now, USD per million tokens, and by which factor they moved. */
export interface PriceMove {
  readonly model: string;
  readonly input: Move;
  readonly output: Move;
}

export interface Move {
  readonly then: number;
  readonly now: number;
  readonly factor: number;
}

/** Of the models of which both are known, by name. @param deployments `version` may be left out where only one has a price */
export function priceMoves(
  deployments: readonly { readonly name: string; readonly version?: string }[],
  prices: PriceList,
): PriceMove[] {
  const moves = deployments.flatMap(({ name, version }): PriceMove[] => {
    const now = prices.best(name, version);
    const then = prices.find(name, version)?.quotes.find(({ source }) => prices.source(source).kind === "guide");
    if (now?.output === undefined || then?.output === undefined || then.input === 0 || then.output === 0) return [];
    return [{ model: name, input: moveOf(then.input, now.input), output: moveOf(then.output, now.output) }];
  });
  return moves.sort((a, b) => compareText(a.model, b.model));
}

function moveOf(then: number, now: number): Move {
  return { then, now, factor: now / then };
}

/**
 * The moves in one sentence, which begins with "It", the estimate.
 * @returns undefined when no price moved
 */
export function movesSentence(moves: readonly PriceMove[]): string | undefined {
  const moved = moves.filter(({ input, output }) => input.factor !== 1 || output.factor !== 1);
  const is = (test: (factor: number) => boolean) => moved.filter((one) => factorsOf(one).every(test));
  const dearer = is((factor) => factor >= 1);
  const cheaper = is((factor) => factor <= 1);
  const mixed = moved.filter((one) => !dearer.includes(one) && !cheaper.includes(one));
  const parts = [
    ...(dearer.length > 0 ? [`up for ${dearer.map((one) => `${one.model} (${spanOf(one)})`).join(" and ")}`] : []),
    ...(cheaper.length > 0 ? [`down for ${cheaper.map((one) => `${one.model} (${spanOf(one)})`).join(" and ")}`] : []),
    ...mixed.map(
      ({ model, input, output }) =>
        `both ways for ${model} (input ${times(input.factor)}, output ${times(output.factor)})`,
    ),
  ];
  if (parts.length === 0) return undefined;
  return `It was probably made with older prices, which have moved since: ${parts.join("; ")}; what that makes of the estimate only measured usage can say.`;
}

function factorsOf({ input, output }: PriceMove): number[] {
  return [input.factor, output.factor];
}

function spanOf(move: PriceMove): string {
  const [low, high] = factorsOf(move).sort((a, b) => a - b);
  const [from, to] = [factor(low ?? 0), factor(high ?? 0)];
  return `${from === to ? from : `${from} to ${to}`} times`;
}

function times(value: number): string {
  return `${factor(value)} times`;
}

/** One digit after the point from 2 on, two below. */
function factor(value: number): string {
  return decimal(value, 0, value < 2 ? 2 : 1);
}
