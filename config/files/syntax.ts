/** YAML text to a document without a mistake in its syntax, or the first such mistake. */
import {
  Composer,
  type CST,
  type Document,
  type ErrorCode,
  Lexer,
  LineCounter,
  Parser,
  type YAMLError,
  YAMLParseError,
} from "yaml";
import { codePoint, quoted } from "../findings/characters";
import { error, type Place, type Report } from "../findings/report";
import { grouped } from "../text";

/** Words and signs that YAML takes a file for: those of nearly five thousand models. */
const MAX_LEXEMES = 200_000;

/** Levels of lists and mappings in each other; a configuration has about seven. */
const MAX_DEPTH = 100;

/** The document, or what is wrong with it first, reported. */
export function soundDocument(
  { document, tooLongAt, tooDeepAt = 0 }: ParsedText,
  text: string,
  place: (from: number, to: number) => Place,
  report: Report,
): Document | undefined {
  if (tooLongAt !== undefined) {
    const message = `the file has more than ${grouped(MAX_LEXEMES)} words and signs, so nothing in it is looked at`;
    const help = "no configuration is that long: take out what does not belong there";
    report(place(tooLongAt, tooLongAt + 1), error("file-too-long", message, help));
    return undefined;
  }
  if (document === undefined) {
    const message = `nested too deeply: more than ${MAX_DEPTH} lists and mappings in each other`;
    report(place(tooDeepAt, tooDeepAt + 1), error("yaml-syntax", message, "look for brackets or hyphens that repeat"));
    return undefined;
  }
  const control = CONTROL.exec(text);
  if (control !== null) {
    const message = `the control character ${codePoint(control[0])} may not stand in YAML`;
    const problem = error("yaml-syntax", message, "remove it: many editors do not show it");
    report(place(control.index, control.index + 1), problem);
    return undefined;
  }
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem === undefined) return document;
  const [wordAt, word] = joinedWord(problem, text) ?? [];
  if (word !== undefined) {
    const message = `not valid YAML: ${quoted(word)} lacks a blank after the colon`;
    report(place(wordAt ?? 0, (wordAt ?? 0) + word.length), error("yaml-syntax", message, `write ${withBlank(word)}`));
    return undefined;
  }
  const {
    message = `not valid YAML: ${lowerFirst(problem.message.split("\n")[0] ?? "").replace(/[.:]$/, "")}`,
    help = "mend this line or the one above it: the usual causes are indentation, brackets and quotes",
  } = SYNTAX_ERRORS[problem.code] ?? {};
  report(place(...problem.pos), error("yaml-syntax", message, help));
  return undefined;
}

/** What YAML takes nowhere, raw. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/;

/** What the parser says of a word that it takes for a key. */
const NO_VALUE: readonly ErrorCode[] = ["BLOCK_AS_IMPLICIT_KEY", "MISSING_CHAR", "MULTILINE_IMPLICIT_KEY"];

/**
 * A key that runs into its value, and where it stands: where the parser stumbles, or before that on the same line or the
 * one above that is no comment, since a comment behind such a word lets the parser go on for a while.
 */
function joinedWord({ code, pos: [at] }: YAMLError, text: string): [number, string] | undefined {
  const [here = ""] = /^\S*/.exec(text.slice(at, at + LONGEST_WORD)) ?? [];
  if (NO_VALUE.includes(code) && withBlank(here) !== undefined) return [at, here];
  for (const start of [startOfLine(text, at), startAbove(text, at)]) {
    const [, before = "", word = ""] = /^([ \t]*(?:- +)*)(\S*)/.exec(text.slice(start, start + LONGEST_WORD)) ?? [];
    if (withBlank(word) !== undefined) return [start + before.length, word];
  }
  return undefined;
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Where the line above begins that says something. */
function startAbove(text: string, at: number): number {
  let start = startOfLine(text, at);
  do start = start === 0 ? 0 : startOfLine(text, start - 1);
  while (start > 0 && /^\s*(#|\n|$)/.test(text.slice(start, start + LONGEST_WORD)));
  return start;
}

/** Long enough for a key with its value. */
const LONGEST_WORD = 200;

/** `name: gpt-5.4` for `name:gpt-5.4`, which YAML takes for one word; undefined for anything else, such as a URL. */
export function withBlank(word: string): string | undefined {
  const [, key, value] = /^([A-Za-z][\w-]*):([^\s/:].*)$/.exec(word) ?? [];
  return key === undefined ? undefined : `${key}: ${value}`;
}

/** What to do, by the parser's own codes, and a message where its own is for programmers. */
const SYNTAX_ERRORS: Readonly<Partial<Record<ErrorCode, { message?: string; help: string }>>> = {
  BAD_SCALAR_START: { help: "put the value in quotes" },
  BLOCK_AS_IMPLICIT_KEY: { help: "put a value that holds a colon and a space in quotes; else mend the indentation" },
  MULTIPLE_DOCS: {
    message: "the file holds more than one YAML document",
    help: "remove the line --- and what belongs to another file",
  },
  TAB_AS_INDENT: { help: "indent with spaces" },
  TAG_RESOLVE_FAILED: { message: "tags such as !!binary mean nothing here", help: "write the plain value" },
};

/** A text as the YAML that it is, wherever it stands. */
interface ParsedText {
  /** Undefined when it is too long or nested too deeply. */
  readonly document: Document | undefined;
  readonly tooLongAt?: number | undefined;
  readonly tooDeepAt?: number | undefined;
  readonly lines: LineCounter;
}

/** Texts that have been parsed: most files are the same on both sides of a review. */
export class ParsedTexts {
  private readonly known = new Map<string, ParsedText>();

  of(text: string): ParsedText {
    const parsed = this.known.get(text) ?? parseText(text);
    this.known.set(text, parsed);
    return parsed;
  }
}

/** What `parseDocument` of the package does, but for a look at length and depth: what makes documents of tokens recurses. */
function parseText(text: string): ParsedText {
  const lines = linesOf(text);
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let [lexemes, tooLongAt] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > MAX_LEXEMES) return { document: undefined, tooLongAt, lines };
    if (!MARKS.has(lexeme)) tooLongAt += lexeme.length;
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  const tooDeepAt = tokens.map(tooDeepIn).find((offset) => offset !== undefined);
  if (tooDeepAt !== undefined) return { document: undefined, tooDeepAt, lines };
  // Duplicate keys are found by ValueReader: each with its own place, and without comparing every key with every other.
  // Tags of YAML 1.1 such as !!binary and !!set make values that no JSON has.
  const composer = new Composer({ uniqueKeys: false, resolveKnownTags: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (second !== undefined)
    document?.errors.push(new YAMLParseError([second.range[0], second.range[1]], "MULTIPLE_DOCS", ""));
  return { document, lines };
}

/** What the package's lexer says of the text that is not in it: document, end of a broken flow, scalar. */
const MARKS: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"]);

/** Where lines start. The parser's own count misses ends of lines before what it cannot read. */
function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  for (let start = 0; start >= 0;) {
    lines.addNewLine(start);
    const end = text.indexOf("\n", start);
    start = end === -1 ? -1 : end + 1;
  }
  return lines;
}

/** Where the first value is that lies too deep in a document. */
function tooDeepIn(token: CST.Token): number | undefined {
  let level = token.type === "document" && token.value ? [token.value] : [];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) level = level.flatMap(valuesIn);
  return level[0]?.offset;
}

/** Keys and values of a list or mapping, in order. */
function valuesIn(token: CST.Token): CST.Token[] {
  if (!("items" in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
