/** What llm.ts and llm.py do alike, as data; `about` in the file says how to read it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./workspace";

export type Changes = Readonly<Record<string, string | null>>;

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly events?: readonly { readonly type?: string }[];
}

export interface VectorCall {
  readonly layer: string;
  readonly input: string;
  readonly maxTokens?: number;
  readonly stream?: true;
  readonly answers: readonly (string | Reply)[];
  readonly requests: readonly object[];
  readonly waits?: readonly [number, number][];
  readonly pieces?: readonly string[];
  readonly answer?: object;
  readonly error?: { readonly message: string };
}

export interface Vectors {
  readonly environment: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, string>>;
  readonly poison: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, Reply>>;
  readonly targets: readonly {
    readonly environment: Changes;
    readonly layer: string;
    readonly target?: { readonly provider: string };
    readonly error?: { readonly message: string };
  }[];
  readonly cases: readonly {
    readonly name: string;
    readonly environment?: Changes;
    readonly tokens?: readonly { readonly token: string; readonly secondsLeft: number }[];
    readonly calls: readonly VectorCall[];
  }[];
}

export const VECTORS = JSON.parse(
  readFileSync(path.join(ROOT, "docs/examples/backend/vectors.json"), "utf8"),
) as Vectors;

/** The environment of a case: a pod's, with every key, and poisoned. */
export function poisonedPod(changes: Changes = {}): Record<string, string> {
  const all = { ...VECTORS.poison, ...VECTORS.environment, ...VECTORS.keys, ...changes };
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
}
