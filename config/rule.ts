/**
 * Rules on one value, one sentence each: the files' schemas take them, the shape check reports what breaks them, the JSON
 * Schemas of editors carry their patterns and bounds, and the constructs demand them. A leaf: imports only leaves.
 */
import { asSeen, quotedName } from "./findings/characters";
import type { CodeOf } from "./findings/codes";
import { nearest, suggest } from "./findings/nearest";
import { listed } from "./text";

/** What is wrong with a value, and what would be right. */
export interface Fault {
  /** A sentence on its own, lower case, no full stop. */
  readonly message: string;
  readonly help: string;
}

/** What one value must be. */
export interface Rule<Value> {
  /** Code of the finding on a value that breaks it. */
  readonly code: CodeOf<"error">;
  /** Regular expression for editors. It never refuses what the rule accepts. */
  readonly pattern?: string;
  /** Points findings at the key instead of the value. */
  readonly part?: "key";
  /**
   * @param key that the value stands at, for the message
   * @returns undefined when the value is fine
   */
  fault(value: Value, key: string): Fault | undefined;
  accepts(value: Value): boolean;
  /** What to write instead of a value of another type; undefined where the rule cannot tell. */
  meant?(value: unknown): string | undefined;
}

/** A rule whose sentence depends on the value. */
export function rule<Value>(spec: Omit<Rule<Value>, "accepts">): Rule<Value> {
  return { ...spec, accepts: (value) => spec.fault(value, "") === undefined };
}

/** A text that a pattern, a predicate or both describe. `fault` ends a sentence that begins with the text in quotes. */
export function textRule(spec: {
  readonly code: CodeOf<"error">;
  readonly pattern?: string;
  readonly test?: (text: string) => boolean;
  readonly fault: string | ((key: string, text: string) => string);
  readonly help: string;
}): Rule<string> {
  const { code, pattern, test = () => true, fault, help } = spec;
  const expression = pattern === undefined ? undefined : new RegExp(pattern, "u");
  return rule({
    code,
    ...(pattern !== undefined && { pattern }),
    fault: (text, key) => {
      if (expression?.test(text) !== false && test(text)) return undefined;
      const seen = asSeen(text);
      const isMeant = seen !== text && expression?.test(seen) !== false && test(seen);
      return {
        message: `${quotedName(text)} ${typeof fault === "string" ? fault : fault(key, text)}`,
        help: suggest(isMeant ? seen : undefined, help),
      };
    },
  });
}

/** A number between bounds. */
export interface NumberRule extends Rule<number> {
  /** What the JSON Schemas of editors say of it: exactly what the rule accepts. */
  readonly keywords: Bounds;
}

interface Bounds {
  readonly type?: "integer";
  readonly minimum: number;
  readonly maximum?: number;
}

/** @param spec its `fault` is asked of a number outside the bounds */
export function numberRule({
  fault,
  keywords,
  ...spec
}: {
  readonly code: CodeOf<"error">;
  readonly keywords: Bounds;
  readonly fault: (value: number, key: string) => Fault;
  readonly meant?: (value: unknown) => string | undefined;
}): NumberRule {
  const { type, minimum, maximum = Number.MAX_VALUE } = keywords;
  const accepts = (value: number): boolean =>
    value >= minimum && value <= maximum && (type === undefined || Number.isInteger(value));
  return { ...spec, keywords, accepts, fault: (value, key) => (accepts(value) ? undefined : fault(value, key)) };
}

/** A word of a closed list; case counts. */
export interface WordRule<Word extends string> extends Rule<string> {
  /** At least one. */
  readonly words: readonly Word[];
  accepts(text: string): text is Word;
}

/**
 * @param what ends the sentence `"x" is not …`
 * @param faultOf in place of that sentence and the near name
 */
export function wordRule<const Word extends string>(
  code: CodeOf<"error">,
  what: string,
  words: readonly Word[],
  faultOf: (word: string) => Fault = (word) => notOneOf(word, what, words),
): WordRule<Word> {
  const accepts = (text: string): text is Word => words.some((word) => word === text);
  return { code, words, accepts, fault: (text) => (accepts(text) ? undefined : faultOf(text)) };
}

/** A list that must hold something; an empty one is shown at its key. */
export function filledRule(message: string, help: string): Rule<readonly unknown[]> {
  return rule({
    code: "empty-list",
    part: "key",
    fault: ({ length }) => (length === 0 ? { message, help } : undefined),
  });
}

/** An unknown word, with the nearest right one. */
export function notOneOf(word: string, what: string, known: readonly string[]): Fault {
  const help = suggest(nearest(word, known), `one of ${listed(known)}`);
  return { message: `${quotedName(word)} is not ${what}`, help };
}
