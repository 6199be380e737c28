/** What has a mistake counts as unchanged: nobody can say what it would be, and never is it called deleted. */
import { nearest } from "../../config/findings/nearest";
import { FILE_NAMES, type FileName } from "../../config/read";
import { type Side, sorted } from "./context";
import type { ReadableEnvironment } from "./readable";

/** What of one side counts as unchanged. */
export interface Doubt {
  readonly side: "base" | "head";
  /** Files in place of which the other side's stands. */
  readonly files: readonly FileName[];
  /** Entries with a mistake, each with the models of the other side that it may mean; itself where that has it, too. */
  readonly entries: readonly { readonly name: string; readonly means: readonly string[] }[];
}

type WithoutPrices = Omit<Side, "prices">;

interface BothSides {
  readonly before?: WithoutPrices;
  readonly after?: WithoutPrices;
  readonly doubts: readonly Doubt[];
}

/** Leaves out of both sides the models that either cannot read, and those that an entry with a mistake may mean. */
export function bothReadable(before?: ReadableEnvironment, after?: ReadableEnvironment): BothSides {
  const doubts = [...doubtOf("base", before, after), ...doubtOf("head", after, before)];
  const unreadable = sorted(doubts.flatMap(({ entries }) => entries.flatMap(({ name, means }) => [name, ...means])));
  const without = ({ environment, facts }: ReadableEnvironment): WithoutPrices => {
    const deployments = environment.deployments.filter(({ name }) => !unreadable.includes(name));
    return { environment: { ...environment, deployments }, facts, unreadable };
  };
  return { ...(before && { before: without(before) }), ...(after && { after: without(after) }), doubts };
}

/** The files that the doubts are about. */
export function unknownFiles(doubts: readonly Doubt[]): FileName[] {
  const isOf = (file: FileName): boolean =>
    doubts.some(({ files, entries }) => files.includes(file) || (file === "models.yaml" && entries.length > 0));
  return FILE_NAMES.filter(isOf);
}

function doubtOf(side: Doubt["side"], readable?: ReadableEnvironment, other?: ReadableEnvironment): Doubt[] {
  if (readable === undefined) return [];
  const { borrowed, unreadable } = readable;
  const there = other === undefined ? [] : modelsOf(other);
  const own = new Set(modelsOf(readable));
  const strangers = unreadable.filter((name) => !there.includes(name));
  let missing = there.filter((name) => !own.has(name));
  const meant = new Map<string, readonly string[]>();
  for (const name of strangers) {
    const guess = nearest(name, missing);
    if (guess === undefined) continue;
    meant.set(name, [guess]);
    missing = missing.filter((one) => one !== guess);
  }
  const entries = unreadable.map((name) => ({
    name,
    means: meant.get(name) ?? (strangers.includes(name) ? missing : there.filter((one) => one === name)),
  }));
  return borrowed.length + entries.length === 0 ? [] : [{ side, files: borrowed, entries }];
}

function modelsOf({ environment, unreadable }: ReadableEnvironment): string[] {
  return [...environment.deployments.map(({ name }) => name), ...unreadable];
}
