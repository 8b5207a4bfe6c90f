import {
  AGGREGATIONS,
  EXPERIMENTAL_AGGREGATIONS,
  EXPERIMENTAL_FUNCTIONS,
  FUNCTIONS,
  type TypeLetter,
} from "./functions";
import { duration, inSomeCase, labelName, metricName, number, quotedName, string } from "./literals";
import { pattern } from "./patterns";
import type { Random } from "./random";

const TYPES: readonly TypeLetter[] = ["v", "m", "s", "t"];
const ARITHMETIC = ["+", "-", "*", "/", "%", "^", "atan2"];
const COMPARISONS = ["==", "!=", "<", "<=", ">", ">=", "</", ">/"];
const SETS = ["and", "or", "unless"];
const SPACES = ["", "", "", " ", " ", "\n", "\t", "  ", "\r\n", " # why\n"];

/** Writes expressions by PromQL's grammar, with a wrong type now and then. */
export class ExpressionWriter {
  constructor(private readonly random: Random) {}

  /** An expression of some type. */
  any(depth: number): string {
    return this.of(this.random.pick(["v", "v", "v", ...TYPES]), depth);
  }

  /** An expression of a type, which one in eighty does not have. */
  of(type: TypeLetter, depth: number): string {
    const written = this.random.chance(1 / 80) ? this.random.pick(TYPES) : type;
    const text = this.plain(written, depth);
    return this.random.chance(0.08) ? `(${this.gap()}${text}${this.gap()})` : text;
  }

  /** A long chain of operators. */
  chain(): string {
    const { random } = this;
    const operands = random.list(10, 60, () => this.of(random.chance(0.1) ? "s" : "v", 2));
    return operands.reduce((left, right) => `${left} ${random.pick([...ARITHMETIC, ">", "<="])} ${right}`);
  }

  private plain(type: TypeLetter, depth: number): string {
    switch (type) {
      case "v":
        return this.instant(depth);
      case "m":
        return this.range(depth);
      case "s":
        return this.scalar(depth);
      case "t":
        return string(this.random);
    }
  }

  /** White space, or none. */
  private gap(): string {
    return this.random.pick(SPACES);
  }

  private list(items: readonly string[]): string {
    return `(${this.gap()}${items.join(`${this.gap()},${this.gap()}`)}${this.gap()})`;
  }

  private instant(depth: number): string {
    const { random } = this;
    if (depth <= 0 || random.chance(0.15)) return this.modified(this.selector());
    switch (random.below(9)) {
      case 0:
      case 1:
        return this.aggregation(depth);
      case 2:
      case 3:
        return this.call("v", depth);
      case 4:
      case 5:
        return this.binary(depth);
      case 6:
        return `${random.pick(["-", "+", "- ", "-+"])}${this.of("v", depth - 1)}`;
      case 7:
        return random.chance(0.5)
          ? `absent(${this.of("v", depth - 1)})`
          : `${random.pick(["rate", "increase", "avg_over_time"])}(${this.range(depth - 1)})`;
      default:
        return this.modified(this.selector());
    }
  }

  private range(depth: number): string {
    const { random } = this;
    const isSubquery = random.chance(0.35);
    const step = random.chance(0.6) ? this.duration(2) : "";
    const window = isSubquery ? `${this.duration(2)}${this.gap()}:${this.gap()}${step}` : this.duration(2);
    const of = isSubquery ? this.of("v", depth - 1) : this.selector();
    const before = random.chance(0.02) ? this.modified(of) : of;
    return this.modified(`${before}${this.gap()}[${this.gap()}${window}${this.gap()}]`);
  }

  private scalar(depth: number): string {
    const { random } = this;
    if (depth <= 0 || random.chance(0.5)) return number(random);
    switch (random.below(5)) {
      case 0:
        return this.call("s", depth);
      case 1:
        return `scalar(${this.of("v", depth - 1)})`;
      case 2:
        return `${random.pick(["-", "+", "- "])}${this.of("s", depth - 1)}`;
      case 3: {
        const sides = [this.of("s", depth - 1), this.of("s", depth - 1)];
        return sides.join(` ${random.pick(COMPARISONS)} ${random.chance(0.9) ? "bool " : ""}`);
      }
      default:
        return `${this.of("s", depth - 1)} ${random.pick(ARITHMETIC)} ${this.of("s", depth - 1)}`;
    }
  }

  /** A window, a step or an offset, reckoned now and then. */
  private duration(depth: number): string {
    const { random } = this;
    if (depth <= 0 || random.chance(0.8)) return random.chance(0.85) ? duration(random) : number(random);
    const operand = (): string => this.duration(depth - 1);
    switch (random.below(6)) {
      case 0:
        return `(${this.gap()}${operand()}${this.gap()})`;
      case 1:
        return `${inSomeCase(random, random.pick(["step", "range"]))}()`;
      case 2:
        return `${random.pick(["-", "+"])}${operand()}`;
      case 3:
        return `${inSomeCase(random, random.pick(["min_of", "max_of"]))}${this.list([operand(), operand()])}`;
      default:
        return `${operand()}${this.gap()}${random.pick(["+", "-", "*", "/", "%", "^"])}${this.gap()}${operand()}`;
    }
  }

  private modified(text: string): string {
    const { random } = this;
    if (random.chance(0.75)) return text;
    const modifiers = random.list(1, random.chance(0.15) ? 3 : 1, () => {
      if (random.chance(0.02)) return random.pick(["anchored", "smoothed"]);
      if (random.chance(0.6))
        return `${inSomeCase(random, "offset")} ${random.pick(["", "", "-", "+", "- "])}${this.duration(2)}`;
      const time = random.chance(0.5) ? random.pick(["start()", "end()", "START()", "end ( )"]) : number(random);
      return `@${this.gap()}${random.pick(["", "", "-", "+"])}${time}`;
    });
    return [text, ...modifiers].join(" ");
  }

  private selector(): string {
    const { random } = this;
    const name = random.chance(0.85) ? metricName(random) : "";
    if (name !== "" && random.chance(0.6)) return name;
    const matchers = random.list(name === "" ? 1 : 0, 3, () => this.matcher());
    const first =
      name === "" && random.chance(0.6) ? [random.chance(0.5) ? quotedName(random) : `__name__=${string(random)}`] : [];
    const all = [...first, ...matchers];
    const last = all.length > 0 && random.chance(0.08) ? "," : "";
    return `${name}${this.gap()}{${this.gap()}${all.join(`,${this.gap()}`)}${last}${this.gap()}}`;
  }

  private matcher(): string {
    const { random } = this;
    const label = random.chance(0.1) ? quotedName(random) : labelName(random);
    const operator = random.pick(["=", "=", "!=", "=~", "=~", "!~"]);
    const value = operator.endsWith("~") ? pattern(random) : string(random);
    return `${label}${this.gap()}${operator}${this.gap()}${value}`;
  }

  private labels(): string {
    const { random } = this;
    const names = random.list(0, 3, () => (random.chance(0.1) ? quotedName(random) : labelName(random)));
    const last = names.length > 0 && random.chance(0.08) ? "," : "";
    return `(${this.gap()}${names.join(`${this.gap()},${this.gap()}`)}${last}${this.gap()})`;
  }

  private aggregation(depth: number): string {
    const { random } = this;
    const experimental = [random.pick(EXPERIMENTAL_AGGREGATIONS), "s"] as const;
    const [operator, parameter] = random.chance(0.01) ? experimental : random.pick(AGGREGATIONS);
    const given = [...(parameter === undefined ? [] : [this.of(parameter, depth - 2)]), this.of("v", depth - 1)];
    if (random.chance(0.01)) given.pop();
    const body = this.list(given);
    const grouping = `${inSomeCase(random, random.pick(["by", "without"]))}${this.gap()}${this.labels()}`;
    const name = inSomeCase(random, operator);
    if (random.chance(0.3)) return `${name}${this.gap()}${body}`;
    return random.chance(0.5) ? `${name} ${grouping}${this.gap()}${body}` : `${name}${body}${this.gap()}${grouping}`;
  }

  private call(returns: TypeLetter, depth: number): string {
    const { random } = this;
    const functions = random.chance(0.01) ? EXPERIMENTAL_FUNCTIONS : FUNCTIONS;
    const known = random.pick(functions.filter((each) => each.returns === returns));
    const count = known.least + random.below(known.most - known.least + 1);
    const wanted = random.chance(0.01) ? count + 1 : count;
    const given = Array.from({ length: wanted }, (_, index) =>
      this.of(known.parameters[index] ?? known.parameters.at(-1) ?? "s", depth - 1),
    );
    const name = random.chance(0.01) ? inSomeCase(random, `${known.name}x`) : known.name;
    return `${name}${this.gap()}${given.length === 0 ? "()" : this.list(given)}`;
  }

  private binary(depth: number): string {
    const { random } = this;
    const operator = random.pick([ARITHMETIC, COMPARISONS, SETS][random.below(3)] ?? SETS);
    const isSet = SETS.includes(operator);
    const isComparison = COMPARISONS.slice(0, 6).includes(operator);
    const isScalar = !isSet && random.chance(0.2);
    const sides = [this.of("v", depth - 1), this.of(isScalar ? "s" : "v", depth - 1)];
    if (random.chance(0.3)) sides.reverse();
    const modifiers = [
      ...((isComparison && random.chance(0.3)) || random.chance(0.01) ? [inSomeCase(random, "bool")] : []),
      ...((!isScalar && random.chance(0.4)) || random.chance(0.02) ? [this.matching(isSet)] : []),
      ...(random.chance(0.01) ? [random.pick(["fill(0)", "fill_left(-1)", "fill_left(1) fill_right (2)"])] : []),
    ];
    const space = /^\w/.test(operator) || random.chance(0.7) ? " " : "";
    return [sides[0], space, inSomeCase(random, operator), " ", ...modifiers.map((each) => `${each} `), sides[1]].join(
      "",
    );
  }

  private matching(isSet: boolean): string {
    const { random } = this;
    const matched = `${inSomeCase(random, random.pick(["on", "ignoring"]))}${this.gap()}${this.labels()}`;
    if ((isSet && random.chance(0.95)) || random.chance(0.5)) return matched;
    const lent = random.chance(0.7) ? `${this.gap()}${this.labels()}` : "";
    return `${matched}${this.gap()} ${inSomeCase(random, random.pick(["group_left", "group_right"]))}${lent}`;
  }
}
