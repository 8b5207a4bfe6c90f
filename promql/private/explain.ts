import type { Finding, FindingKind } from "../finding";
import type { PlacedToken } from "./grafana-variables";
import { GROUPING_WORDS } from "./stand-ins";

const OTHER_LANGUAGES: ReadonlyMap<string, string> = new Map([
  ["=", "=="],
  ["&&", "and"],
  ["||", "or"],
]);

/** From so many pieces on, the grammar may stop at what is right: it reads long chains of operators only so far. */
const LONG = 1_000;

type Reason = readonly [kind: FindingKind, message: string];

/** Says why the grammar stopped at a place. */
export function explainPlace(tokens: readonly PlacedToken[], place: number, original: string): Finding {
  const index = tokens.findIndex(({ to }) => to > place);
  const token = tokens[index];
  const before = index < 0 ? tokens.at(-1) : tokens[index - 1];
  const end = original.length;
  if (token !== undefined) {
    const [kind, message] = index < LONG ? explainToken(token, before) : TOO_LONG;
    return { kind, from: token.from, to: token.to, message };
  }
  if (before === undefined) return { kind: "empty-expression", from: 0, to: end, message: "expression is empty" };
  const message = `expression ends too early: something has to follow "${before.text}"`;
  return { kind: "unfinished-expression", from: end, to: end, message };
}

const TOO_LONG: Reason = [
  "too-long",
  "the check cannot read on from here: something is wrong, or the expression is longer than it reads",
];

function explainToken({ kind, text, place }: PlacedToken, before: PlacedToken | undefined): Reason {
  if (place === "matchers") {
    const isValue = /^(?:=|!=|=~|!~)$/.test(before?.text ?? "");
    if (isValue && (kind === "word" || kind === "variable" || kind === "number")) {
      return ["unquoted-value", `a label's value is quoted: write "${text}" in quotes`];
    }
    if (isValue) return ["value-missing", `a quoted value has to follow ${before?.text}, not "${text}"`];
    if (text === "==") return ["wrong-matcher", `a matcher is written with =, !=, =~ or !~, not with ==`];
    if (before?.kind === "string" && text !== "}") return ["missing-comma", `a comma is missing before ${quote(text)}`];
  }
  if (before !== undefined && GROUPING_WORDS.has(before.text.toLowerCase())) {
    const label = text.replace(/^["'`]|["'`]$/g, "");
    const message = `the labels of "${before.text}" are in parentheses: write ${before.text} (${label})`;
    return ["labels-without-parentheses", message];
  }
  const other = OTHER_LANGUAGES.get(text);
  if (other !== undefined) return ["foreign-operator", `PromQL has no operator "${text}": write "${other}"`];
  if (text === "." && before?.kind === "word") {
    return ["dotted-name", `a name with a dot is quoted and in braces: {"${before.text}.…"}`];
  }
  const after = before === undefined ? "" : ` after ${quote(before.text)}`;
  return ["unexpected", `unexpected ${quote(text)}${after}`];
}

const quote = (text: string): string => (/^["'`]/.test(text) ? text : `"${text}"`);
