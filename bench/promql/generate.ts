import { ExpressionWriter } from "./expressions";
import { labelName, metricName, number, string } from "./literals";
import { Random } from "./random";

/** Pieces for mutations: much as the real lexer would cut them. */
const PIECE = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|[\w:.]+|\s+|#[^\n]*|=~|!~|[=!<>]=|[^]/gu;

const INTRUDERS = [
  ...["(", ")", "[", "]", "{", "}", ",", ":", "+", "-", "*", "/", "%", "^", "==", "!=", "<", ">", "=", "=~", "!~", "@"],
  ...["offset", "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "and", "or", "unless", "atan2"],
  ...[
    "sum",
    "rate",
    "step",
    "range",
    "start",
    "end",
    "max_of",
    "fill",
    "anchored",
    "[5m]",
    "[1h:5m]",
    "()",
    "(a)",
    "&&",
  ],
  ...["!", "~", "|", "&", ";", "?", "\\", ".", "$", "\u00a0", "\u2003", "\v", "\f", "\ufeff", "é", "#", '"', "'", "`"],
];

function mutated(random: Random, expression: string): string {
  const pieces = expression.match(PIECE) ?? [];
  const at = random.below(pieces.length);
  const intruder = (): string =>
    random.chance(0.6) ? random.pick(INTRUDERS) : random.pick([labelName, metricName, number, string])(random);
  switch (random.below(8)) {
    case 0:
      pieces.splice(at, 1);
      break;
    case 1:
      pieces.splice(at, 0, pieces[at] ?? "");
      break;
    case 2:
      pieces.splice(at, 2, pieces[at + 1] ?? "", pieces[at] ?? "");
      break;
    case 3:
      pieces.splice(at, 1, intruder());
      break;
    case 4:
      pieces.splice(at, 0, ` ${intruder()} `);
      break;
    case 5:
      pieces.splice(at, 0, intruder());
      break;
    case 6:
      return expression.slice(0, random.below(expression.length + 1));
    default: {
      const place = random.below(expression.length + 1);
      return expression.slice(0, place) + expression.slice(place + 1 + random.below(2));
    }
  }
  return pieces.join("");
}

/** How many operators may be nested in each other, and how many in one in a hundred. */
const DEEPEST = 5;
const DEEPEST_OF_FEW = 9;

/** So many expressions, the same for the same seed: some that PromQL takes, and some that were damaged. */
export function generate(count: number, seed: number): string[] {
  const random = new Random(seed);
  const writer = new ExpressionWriter(random);
  const expressions = new Set<string>();
  while (expressions.size < count) {
    const depth = random.below(random.chance(0.01) ? DEEPEST_OF_FEW : DEEPEST);
    let expression = random.chance(0.003) ? writer.chain() : writer.any(depth);
    if (random.chance(0.4)) expression = mutated(random, expression);
    if (random.chance(0.05)) expression = mutated(random, expression);
    // Half a character is no text.
    if (!/\p{Surrogate}/u.test(expression)) expressions.add(expression);
  }
  return [...expressions];
}
