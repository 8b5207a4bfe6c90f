/** A place in the text of an expression. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A name as it is written: of a metric, a label, a function, an operator. */
export interface Name extends Span {
  readonly text: string;
  /** Whether a variable of Grafana's is in it, so that what it will be is not known. */
  readonly variable: boolean;
}

/** A window, a step, an offset, or the time behind `@`. */
export interface Duration extends Span {
  readonly text: string;
  /** Undefined where a variable or arithmetic makes it. */
  readonly milliseconds: number | undefined;
  /** The numbers in it, itself where it is one. */
  readonly numbers: readonly TimeNumber[];
  /** What is divided by 0 in it. */
  readonly zeroDivisors: readonly Span[];
}

/** A number or a duration within a window, a step, an offset or a time. */
export interface TimeNumber extends Span {
  readonly text: string;
  /** Undefined where a variable makes it. */
  readonly milliseconds: number | undefined;
}

export type MatchOperator = "=" | "!=" | "=~" | "!~";

/** One condition between the braces of a selector. */
export interface Matcher extends Span {
  readonly label: Name;
  readonly operator: MatchOperator;
  /** Decoded; its span is that of the whole literal. */
  readonly value: Name;
}

/** `metric{label="value"}`. */
export interface Selector extends Span {
  readonly kind: "selector";
  /** Every name that is given to it, be it before the braces or within; more than one is a mistake. */
  readonly names: readonly Name[];
  readonly matchers: readonly Matcher[];
}

/** `selector[5m]`. */
export interface Range extends Span {
  readonly kind: "range";
  readonly of: Expression;
  readonly window: Duration;
}

/** `expression[1h:5m]`. */
export interface Subquery extends Span {
  readonly kind: "subquery";
  readonly of: Expression;
  readonly window: Duration;
  readonly step: Duration | undefined;
}

/** `selector offset 5m`, `selector @ end()`, `selector[5m] anchored`, `selector[5m] smoothed`. */
export interface Modified extends Span {
  readonly kind: "modified";
  readonly of: Expression;
  readonly modifier: "offset" | "@" | "anchored" | "smoothed";
  /** The offset, or the time where it is no `start()` or `end()`. */
  readonly value: Duration | undefined;
}

export interface Grouping {
  readonly mode: "by" | "without";
  readonly labels: readonly Name[];
}

/** `sum by (label) (expression)`. */
export interface Aggregation extends Span {
  readonly kind: "aggregation";
  readonly operator: Name;
  readonly grouping: Grouping | undefined;
  readonly arguments: readonly Expression[];
}

/** `function(arguments)`. */
export interface Call extends Span {
  readonly kind: "call";
  readonly name: Name;
  readonly arguments: readonly Expression[];
}

export interface Matching {
  readonly mode: "on" | "ignoring";
  readonly labels: readonly Name[];
  /** The side that has several series for one of the other, with the labels that the one side lends. */
  readonly group: { readonly many: "left" | "right"; readonly labels: readonly Name[] } | undefined;
}

/** `left operator right`. */
export interface Binary extends Span {
  readonly kind: "binary";
  readonly operator: Name;
  readonly bool: boolean;
  readonly matching: Matching | undefined;
  /** `fill(0)` and its like. */
  readonly fill: Span | undefined;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Span {
  readonly kind: "unary";
  readonly of: Expression;
}

export interface Parentheses extends Span {
  readonly kind: "parentheses";
  readonly of: Expression;
}

export interface NumberLiteral extends Span {
  readonly kind: "number";
}

export interface StringLiteral extends Span {
  readonly kind: "string";
  readonly value: Name;
}

/** A variable of Grafana's that stands where a whole expression does. */
export interface Variable extends Span {
  readonly kind: "variable";
}

/** An expression of PromQL, as its reader sees it. */
export type Expression =
  | Aggregation
  | Binary
  | Call
  | Modified
  | NumberLiteral
  | Parentheses
  | Range
  | Selector
  | StringLiteral
  | Subquery
  | Unary
  | Variable;

/** An expression without the parentheses around it. */
export function unwrap(expression: Expression): Exclude<Expression, Parentheses> {
  return expression.kind === "parentheses" ? unwrap(expression.of) : expression;
}

/** The expressions of which one is made directly. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "aggregation":
    case "call":
      return expression.arguments;
    case "binary":
      return [expression.left, expression.right];
    case "modified":
    case "parentheses":
    case "range":
    case "subquery":
    case "unary":
      return [expression.of];
    case "number":
    case "selector":
    case "string":
    case "variable":
      return [];
  }
}
