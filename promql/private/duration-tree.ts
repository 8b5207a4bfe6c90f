import type { Duration, Span, TimeNumber } from "./expression";
import type { Substitution } from "./grafana-variables";
import type { GrammarNode } from "./grammar-node";
import { literalValue } from "./number-literal";

const NUMBERS: ReadonlySet<string> = new Set(["NumberDurationLiteral", "NumberDurationLiteralInDurationContext"]);
const ARITHMETIC: ReadonlySet<string> = new Set(["Add", "Sub", "Mul", "Div", "Mod", "Pow"]);

/** Reads what the grammar found for a window, a step, an offset or a time. */
export function readDuration(node: GrammarNode, substitution: Substitution): Duration {
  const numbers: TimeNumber[] = [];
  const zeroDivisors: Span[] = [];
  const { from, to } = node;
  const textOf = (place: Span): string => substitution.original.slice(place.from, place.to);

  function read(part: GrammarNode): number | undefined {
    if (NUMBERS.has(part.name)) {
      const number = { from: part.from, to: part.to, text: textOf(part) };
      const milliseconds = substitution.hasVariable(part.from, part.to) ? undefined : readNumber(number.text);
      numbers.push({ ...number, milliseconds });
      return milliseconds;
    }
    const [first, second, third] = part.children;
    if (first?.name === "UnaryOp" && second !== undefined) {
      const value = read(second);
      return value !== undefined && textOf(first) === "-" ? -value : value;
    }
    if (first !== undefined && second !== undefined && third !== undefined && ARITHMETIC.has(second.name)) {
      read(first);
      if (read(third) === 0 && (second.name === "Div" || second.name === "Mod")) zeroDivisors.push(third);
      return undefined;
    }
    const values = part.children.map(read);
    // More than one are the arguments of a function.
    return values.length === 1 ? values[0] : undefined;
  }

  const milliseconds = read(node);
  return { from, to, text: textOf(node), milliseconds, numbers, zeroDivisors };
}

/** The milliseconds of a number, which is in seconds, or of a duration; both may have a sign where a time is meant. */
function readNumber(text: string): number | undefined {
  const value = literalValue(text.replace(/^[-+]\s*/, ""));
  if (value === undefined) return undefined;
  return (text.startsWith("-") ? -value : value) * 1_000;
}
