import { scan, variablesIn, type Token, type VariableUse } from "./scan";
import { StandIns, type Place } from "./stand-ins";

/** Variables that Grafana fills in itself, on every dashboard. */
export const BUILT_IN_VARIABLES: readonly string[] = [
  "__interval",
  "__interval_ms",
  "__rate_interval",
  "__rate_interval_ms",
  "__range",
  "__range_s",
  "__range_ms",
  "__from",
  "__to",
  "__name",
  "__dashboard",
  "__org",
  "__user",
  "__timezone",
];

/** A piece of an expression, with the brackets that it is in. */
export interface PlacedToken extends Token {
  /** What is between the innermost brackets around it; undefined outside of all. */
  readonly place: Place | undefined;
  /** Whether it stands where an operand begins. */
  readonly startsOperand: boolean;
}

/** An expression with its variables replaced by what the grammar accepts, character for character of equal length. */
export interface Substitution {
  readonly original: string;
  readonly text: string;
  readonly tokens: readonly PlacedToken[];
  readonly variables: readonly VariableUse[];
  /** Whether a variable is used within the place. */
  hasVariable(from: number, to: number): boolean;
  /** Whether the place is a variable that may stand for any expression. */
  isOpaque(from: number, to: number): boolean;
}

/**
 * Replaces Grafana's variables, and what the grammar does not read as Prometheus does, by stand-ins of the same length,
 * so that every place in the result is the same place in the original.
 */
export function substituteVariables(original: string): Substitution {
  const scanned = scan(original);
  const standIns = new StandIns();
  const opaque: Token[] = [];
  const tokens: PlacedToken[] = [];
  const pieces: string[] = [];
  let end = 0;
  scanned.forEach((token, index) => {
    const { place, startsOperand } = standIns;
    const standIn = standIns.next(token, following(scanned, index));
    if (standIn.opaque) opaque.push(token);
    tokens.push({ ...token, place, startsOperand });
    pieces.push(original.slice(end, token.from), standIn.text);
    end = token.to;
  });
  const variables = tokens
    .filter((token) => token.kind === "variable" || token.kind === "string")
    .flatMap((token) => variablesIn(token.text, token.from));
  return {
    original,
    text: pieces.join("") + original.slice(end),
    tokens,
    variables,
    hasVariable: (from, to) => variables.some((use) => use.from < to && use.to > from),
    isOpaque: (from, to) => opaque.some((token) => token.from < to && token.to > from),
  };
}

/** The piece after another, comments left out. */
function following(tokens: readonly Token[], index: number): Token | undefined {
  let next = index + 1;
  while (tokens[next]?.kind === "comment") next += 1;
  return tokens[next];
}
