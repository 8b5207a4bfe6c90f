import { durationMilliseconds } from "../duration";
import type { Finding, FindingKind } from "../finding";
import type { PlacedToken } from "./grafana-variables";
import { LONGEST_MILLISECONDS, literalValue } from "./number-literal";
import { offsetFindings } from "./offsets";
import { DURATION_FUNCTIONS } from "./stand-ins";
import { decodeString } from "./string-literal";

const UNITS = "write a number and a unit (ms, s, m, h, d, w, y), such as 5m";

type Reason = readonly [kind: FindingKind, message: string];

/** Pieces of an expression that Prometheus cannot read, whatever is around them. */
export function lexicalFindings(tokens: readonly PlacedToken[]): Finding[] {
  return [
    ...windowFindings(tokens),
    ...offsetFindings(tokens.filter(({ kind }) => kind !== "comment")),
    ...tokens.flatMap((token, index) => {
      const reason = problemOf(token, tokens[index - 1]);
      return reason === undefined ? [] : [findingAt(token, reason)];
    }),
  ];
}

const findingAt = ({ from, to }: PlacedToken, [kind, message]: Reason): Finding => ({ kind, from, to, message });

function problemOf(token: PlacedToken, before: PlacedToken | undefined): Reason | undefined {
  const { kind, text, place } = token;
  switch (kind) {
    case "number":
      return numberProblem(token, before);
    case "string":
      return stringProblem(token, before);
    case "word":
      if (place !== "window" || DURATION_FUNCTIONS.has(text.toLowerCase())) return undefined;
      return ["no-duration", `"${text}" is no duration: ${UNITS}`];
    case "symbol": {
      if (!/^\s$/.test(text)) return undefined;
      const code = text.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return ["foreign-space", `U+${code} is a space that PromQL does not know: write a plain one`];
    }
    case "comment":
    case "variable":
      return undefined;
  }
}

function numberProblem(token: PlacedToken, before: PlacedToken | undefined): Reason | undefined {
  const { text, from, place, malformed } = token;
  // The grammar would read `1h.5` as one number.
  if (before?.to === from && (before.text === "." || /^(?:number|variable)$/.test(before.kind))) {
    return ["unexpected", `unexpected "${text}" after "${before.text}"`];
  }
  if ((durationMilliseconds(text) ?? 0) > LONGEST_MILLISECONDS) {
    return ["duration-out-of-range", `"${text}" is further than Prometheus reckons, 292 years`];
  }
  if (malformed === undefined && literalValue(text) !== undefined) return undefined;
  if (place === "window") return ["no-duration", `"${text}" is no duration: ${UNITS}`];
  return ["bad-number", `"${text}" is no number and no duration`];
}

function stringProblem({ text, place }: PlacedToken, before: PlacedToken | undefined): Reason | undefined {
  const { value, notUtf8 } = decodeString(text);
  if (place === "labels" && value === "") return ["empty-label", "a label's name is not empty"];
  const isPattern = before?.text === "=~" || before?.text === "!~";
  if (notUtf8 !== true || !(isPattern || place === "labels")) return undefined;
  return ["not-utf8", `the escapes in ${text} give no text in UTF-8`];
}

// Prometheus reads the beginning of a window by rules of its own.
function windowFindings(tokens: readonly PlacedToken[]): Finding[] {
  const findings: Finding[] = [];
  let anyNumber = false;
  let ownNumber = false;
  for (const token of tokens) {
    if (token.text === "[") ownNumber = false;
    if (token.place !== "window") continue;
    if (token.kind === "number" || token.kind === "variable") [anyNumber, ownNumber] = [true, true];
    if (token.kind === "comment" && !ownNumber) {
      const message = "a comment in brackets can only follow a number: put it in front of the brackets";
      findings.push(findingAt(token, ["comment-in-window", message]));
    }
    if (token.text === ":" && !anyNumber) {
      const message = "Prometheus needs a number before the colon of a subquery: write 1 * before the window";
      findings.push(findingAt(token, ["duration-before-step", message]));
    }
  }
  return findings;
}
