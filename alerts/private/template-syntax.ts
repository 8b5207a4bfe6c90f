/** Functions that templates of Prometheus and of Grafana have, Go's own among them. */
const FUNCTIONS: ReadonlySet<string> = new Set(
  (
    "args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label " +
    "match now parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink " +
    "title toDuration toLower toTime toUpper urlQueryEscape value " +
    "and call eq ge gt html index js le len lt ne not or print printf println slice urlquery"
  ).split(" "),
);

/** Variables that are there before a template begins; what reads the same nowhere is refused elsewhere. */
const GIVEN = ["$", "$labels", "$value", "$values", "$externalLabels", "$externalURL"];

/** What an action consists of. Whatever matches nothing is a character that Go's templates do not know. */
const TOKENS = [
  ["space", /\s+/uy],
  ["text", /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/uy],
  ["number", /[+-]?(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iuy],
  ["variable", /\$[\p{L}\p{N}_]*/uy],
  ["field", /\.[\p{L}_][\p{L}\p{N}_]*/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["sign", /:=|[=|(),.]/uy],
] as const;

type Kind = (typeof TOKENS)[number][0];

interface Token {
  readonly kind: Kind;
  readonly text: string;
}

/** A part of a template that begins with `if`, `range` or another word, and reaches to its `end`. */
interface Block {
  readonly word: string;
  readonly variables: Set<string>;
  hasElse: boolean;
}

const OPENING = ["if", "with", "range", "define", "block"];
const COMPARE = "call eq, ne, lt, le, gt, ge, and, or, not";

/** Escapes of a text between double quotes. */
const ESCAPE = /\\(?:[abfnrtv\\"]|x[\da-f]{2}|[0-7]{3}|u[\da-f]{4}|U[\da-f]{8})/giu;

const CONSTANTS = ["true", "false", "nil"];

/**
 * Why Go's template engine would not read a template, which would make Prometheus refuse the whole of its configuration;
 * undefined where it would.
 */
export function templateFault(template: string): string | undefined {
  const blocks: Block[] = [{ word: "", variables: new Set(GIVEN), hasElse: true }];
  let at = template.indexOf("{{");
  while (at >= 0) {
    const action = readAction(template, at + 2);
    if (typeof action === "string") return action;
    const fault = action.tokens === undefined ? undefined : readTokens(action.tokens, blocks);
    if (fault !== undefined) return fault;
    at = template.indexOf("{{", action.end);
  }
  const open = blocks.at(-1)?.word ?? "";
  return open === "" ? undefined : `does not close its {{ ${open} }}: write {{ end }}`;
}

const COMMENT = /(?:-\s+)?\/\*[^]*?\*\/(?:\s+-)?\}\}/y;
const BEGIN = /(?:-\s)?/y;
const END = /(?:\s+-)?\}\}/y;

/** Where a pattern ends that matches at a place; undefined where it does not. */
function endOf(pattern: RegExp, template: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(template) ? pattern.lastIndex : undefined;
}

/** The tokens of an action, none of a comment, and where it ends; or why it is none. */
function readAction(template: string, from: number): { tokens?: Token[]; end: number } | string {
  const comment = endOf(COMMENT, template, from);
  if (comment !== undefined) return { end: comment };
  const tokens: Token[] = [];
  let at = endOf(BEGIN, template, from) ?? from;
  while (at < template.length) {
    const end = endOf(END, template, at);
    if (end !== undefined) return { tokens, end };
    const token = readToken(template, at);
    if (token === undefined) return strayCharacter(template, at);
    at += token.text.length;
    if (token.kind !== "space") tokens.push(token);
  }
  return "must close each {{ with }}";
}

function strayCharacter(template: string, at: number): string {
  const character = String.fromCodePoint(template.codePointAt(at) ?? 0);
  if (/["'`]/.test(character)) return `has a quote in {{ }} that is not closed, ${character}`;
  if (/[<>!&]/.test(character)) return `has ${character} in {{ }}, which compares nothing: ${COMPARE}`;
  return `has ${character} in {{ }}, where it means nothing: a label of such a name is read as {{ index $labels "…" }}`;
}

function readToken(template: string, at: number): Token | undefined {
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = at;
    const text = pattern.exec(template)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}

/** What is wrong with an action; blocks that it opens or closes, and variables that it makes, are noted. */
function readTokens(tokens: readonly Token[], blocks: Block[]): string | undefined {
  const [first, second] = tokens;
  if (first === undefined) return "has an empty {{ }}: write something between the braces, or leave them out";
  const word = first.kind === "word" ? first.text : "";
  const inner = blocks.at(-1);
  if (word === "end" || word === "else") {
    if (inner === undefined || inner.word === "") return `has an {{ ${word} }} of nothing`;
    if (word === "end") blocks.pop();
    else if (inner.hasElse) return "has two {{ else }} of one {{ if }}, or one of a {{ define }}";
    else inner.hasElse = second === undefined;
    const rest = tokens.slice(
      word === "else" && second?.kind === "word" && ["if", "with"].includes(second.text) ? 2 : 1,
    );
    return readPipeline(rest, blocks.at(-1)?.variables);
  }
  if (OPENING.includes(word)) {
    const variables = new Set(word === "define" ? ["$"] : inner?.variables);
    if (second === undefined) return `has an {{ ${word} }} that says nothing more: write what it is about`;
    blocks.push({ word, variables, hasElse: ["define", "block"].includes(word) });
    return readPipeline(tokens.slice(1), variables);
  }
  if (["break", "continue"].includes(word)) {
    return blocks.some((block) => block.word === "range")
      ? undefined
      : `has a {{ ${word} }} outside of any {{ range }}`;
  }
  return readPipeline(word === "template" ? tokens.slice(1) : tokens, inner?.variables);
}

function readPipeline(tokens: readonly Token[], variables = new Set<string>()): string | undefined {
  const assigned = tokens.findIndex(({ text, kind }) => kind === "sign" && [":=", "="].includes(text));
  for (const { kind, text } of tokens.slice(0, Math.max(assigned, 0))) if (kind === "variable") variables.add(text);
  let depth = 0;
  for (const { kind, text } of tokens.slice(assigned + 1)) {
    if (kind === "sign" && text === "(") depth++;
    if (kind === "sign" && text === ")" && --depth < 0) return "has a ) that closes nothing";
    const fault = tokenFault(kind, text, variables);
    if (fault !== undefined) return fault;
  }
  return depth > 0 ? "does not close a (" : undefined;
}

function tokenFault(kind: Kind, text: string, variables: ReadonlySet<string>): string | undefined {
  if (kind === "sign" && text.endsWith("=")) return `has ${text} in {{ }}, which compares nothing: ${COMPARE}`;
  if (kind === "variable" && !variables.has(text)) return `reads ${text}, which is nothing here: declare it with :=`;
  if (kind === "word" && !FUNCTIONS.has(text) && !CONSTANTS.includes(text)) {
    return `calls ${text}, which is no function of Prometheus' and Grafana's templates`;
  }
  const escape = kind === "text" && text.startsWith('"') ? /\\./u.exec(text.replace(ESCAPE, ""))?.[0] : undefined;
  return escape === undefined
    ? undefined
    : `has the escape ${escape}, which no text has: put the text between backquotes`;
}
