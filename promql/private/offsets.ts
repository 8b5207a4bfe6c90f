import type { Finding } from "../finding";
import type { PlacedToken } from "./grafana-variables";

const SIGN = /^[-+]$/;
const ARITHMETIC = /^[-+*/%^]$/;

/**
 * Offsets with an operator behind them that looks as if it followed, and is a part: `offset (5m) * 2` is an offset of ten
 * minutes, unlike `offset 5m * 2`.
 */
export function offsetFindings(tokens: readonly PlacedToken[]): Finding[] {
  return tokens.flatMap((token, index): Finding[] => {
    if (token.text.toLowerCase() !== "offset" || token.kind !== "word" || token.startsOperand) return [];
    if (token.place !== undefined && token.place !== "arguments") return [];
    const signs = tokens.slice(index + 1).findIndex(({ text }) => !SIGN.test(text));
    const value = index + 1 + signs;
    const first = tokens[value];
    if (signs < 0 || first === undefined || !(signs > 1 || (signs === 0 && first.text === "("))) return [];
    const operator = tokens[endOfValue(tokens, value)];
    if (operator === undefined || !ARITHMETIC.test(operator.text)) return [];
    const { from, to } = operator;
    const message = `Prometheus takes what follows for a part of the offset: put the selector with its offset in parentheses`;
    return [{ kind: "offset-swallows", from, to, message }];
  });
}

/** The index behind a number, behind what is in parentheses, or behind a function with its arguments. */
function endOfValue(tokens: readonly PlacedToken[], from: number): number {
  let index = tokens[from]?.kind === "word" ? from + 1 : from;
  if (tokens[index]?.text !== "(") return from + 1;
  let depth = 0;
  do {
    const text = tokens[index]?.text;
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    index += 1;
  } while (depth > 0 && index < tokens.length);
  return index;
}
