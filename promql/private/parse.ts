import type { Tree } from "@lezer/common";
import type {
  Binary,
  Duration,
  Expression,
  Grouping,
  MatchOperator,
  Matcher,
  Matching,
  Modified,
  Name,
} from "./expression";
import { readDuration } from "./duration-tree";
import type { Substitution } from "./grafana-variables";
import { childOf, expressionsIn, readNode, type GrammarNode } from "./grammar-node";
import { decodeString } from "./string-literal";

/** Where the grammar keeps a window, a step, an offset or a time. */
const DURATIONS = ["DurationExpr", "OffsetDurationExpr", "NumberDurationLiteral"];

type Postfix = (of: Expression) => Expression;

/** Turns the grammar's tree of a correct expression into the tree that the checks read. */
export function readTree(tree: Tree, substitution: Substitution): Expression {
  const [top] = expressionsIn(readNode(tree.cursor()));
  if (top === undefined) throw new Error("the grammar gave no expression for a text that it accepted");
  return new TreeReader(substitution).expression(top);
}

class TreeReader {
  constructor(private readonly substitution: Substitution) {}

  expression(node: GrammarNode): Expression {
    const { from, to } = node;
    const span = { from, to };
    switch (node.name) {
      case "AggregateExpr":
        return {
          kind: "aggregation",
          ...span,
          operator: this.lowerCase(childOf(node, "AggregateOp")),
          grouping: this.grouping(childOf(node, "AggregateModifier")),
          arguments: this.arguments(node),
        };
      case "FunctionCall":
        return { kind: "call", ...span, name: this.name(node.children[0] ?? node), arguments: this.arguments(node) };
      case "BinaryExpr":
        return this.binary(node);
      case "UnaryExpr":
        return { kind: "unary", ...span, of: this.operand(node) };
      case "ParenExpr":
        return { kind: "parentheses", ...span, of: this.operand(node) };
      case "VectorSelector":
        return this.selector(node);
      case "NumberDurationLiteral":
        return { kind: this.substitution.isOpaque(from, to) ? "variable" : "number", ...span };
      case "StringLiteral":
        return { kind: "string", ...span, value: this.string(node) };
      default:
        return this.postfix(node);
    }
  }

  private operand(node: GrammarNode): Expression {
    return this.expression(expressionsIn(node)[0] ?? node);
  }

  private arguments(node: GrammarNode): Expression[] {
    const body = childOf(node, "FunctionCallBody");
    return body === undefined ? [] : expressionsIn(body).map((argument) => this.expression(argument));
  }

  // The grammar lets a window or a modifier take all that is before it, `a + b` in `a + b offset 5m`; in Prometheus it
  // takes the last operand alone.
  private postfix(node: GrammarNode): Expression {
    return attach(this.operand(node), this.postfixOf(node), node.to);
  }

  private postfixOf(node: GrammarNode): Postfix {
    const { to } = node;
    const [first, second] = node.children
      .filter(({ name }) => DURATIONS.includes(name))
      .map((each) => this.duration(each));
    const modified =
      (modifier: Modified["modifier"]): Postfix =>
      (of) => ({ kind: "modified", from: of.from, to, of, modifier, value: first });
    switch (node.name) {
      case "MatrixSelector": {
        const window = first ?? this.duration(node);
        return (of) => ({ kind: "range", from: of.from, to, of, window });
      }
      case "SubqueryExpr": {
        const window = first ?? this.duration(node);
        return (of) => ({ kind: "subquery", from: of.from, to, of, window, step: second });
      }
      case "OffsetExpr":
        return modified("offset");
      case "StepInvariantExpr":
        return modified("@");
      case "AnchoredExpr":
        return modified("anchored");
      case "SmoothedExpr":
        return modified("smoothed");
      default:
        throw new Error(`the grammar knows an expression "${node.name}" that the check does not`);
    }
  }

  private binary(node: GrammarNode): Binary {
    const [left, right] = expressionsIn(node);
    const operator = node.children[1];
    if (left === undefined || right === undefined || operator === undefined) {
      throw new Error("the grammar accepted an operator without two operands");
    }
    return {
      kind: "binary",
      from: node.from,
      to: node.to,
      operator: this.lowerCase(operator),
      bool: childOf(node, "BoolModifier") !== undefined,
      matching: this.matching(childOf(node, "MatchingModifierClause")),
      fill: childOf(node, "FillModifier"),
      left: this.expression(left),
      right: this.expression(right),
    };
  }

  private matching(clause: GrammarNode | undefined): Matching | undefined {
    if (clause === undefined) return undefined;
    const [labels, lent] = clause.children.filter(({ name }) => name === "GroupingLabels");
    const many =
      childOf(clause, "GroupLeft") !== undefined
        ? "left"
        : childOf(clause, "GroupRight") !== undefined
          ? "right"
          : undefined;
    return {
      mode: childOf(clause, "On") === undefined ? "ignoring" : "on",
      labels: this.labels(labels),
      group: many === undefined ? undefined : { many, labels: this.labels(lent) },
    };
  }

  private grouping(modifier: GrammarNode | undefined): Grouping | undefined {
    if (modifier === undefined) return undefined;
    const labels = this.labels(childOf(modifier, "GroupingLabels"));
    return { mode: childOf(modifier, "By") === undefined ? "without" : "by", labels };
  }

  private labels(list: GrammarNode | undefined): Name[] {
    const names: Name[] = [];
    for (const child of list?.children ?? []) {
      if (child.name === "LabelName") names.push(this.name(child));
      if (child.name === "QuotedLabelName") names.push(this.string(child));
    }
    return names;
  }

  private selector(node: GrammarNode): Expression {
    const identifier = childOf(node, "Identifier");
    const names = identifier === undefined ? [] : [this.name(identifier)];
    const matchers: Matcher[] = [];
    for (const child of childOf(node, "LabelMatchers")?.children ?? []) {
      const matcher = this.matcher(child);
      if (child.name === "QuotedLabelName") names.push(this.string(child));
      else if (matcher?.label.text === "__name__" && matcher.operator === "=") names.push(matcher.value);
      else if (matcher !== undefined) matchers.push(matcher);
    }
    return { kind: "selector", from: node.from, to: node.to, names, matchers };
  }

  private matcher(node: GrammarNode): Matcher | undefined {
    const label = childOf(node, "LabelName", "QuotedLabelName");
    const operator = childOf(node, "MatchOp");
    const value = childOf(node, "StringLiteral");
    if (label === undefined || operator === undefined || value === undefined) return undefined;
    return {
      from: node.from,
      to: node.to,
      label: label.name === "LabelName" ? this.name(label) : this.string(label),
      operator: this.text(operator) as MatchOperator,
      value: this.string(value),
    };
  }

  private duration(node: GrammarNode): Duration {
    return readDuration(node, this.substitution);
  }

  private text(node: GrammarNode): string {
    return this.substitution.original.slice(node.from, node.to);
  }

  private name(node: GrammarNode): Name {
    const { from, to } = node;
    return { from, to, text: this.text(node), variable: this.substitution.hasVariable(from, to) };
  }

  // Keywords are the same in capitals: `SUM BY (job) (up)`.
  private lowerCase(node: GrammarNode | undefined): Name {
    if (node === undefined) throw new Error("the grammar accepted an aggregation without an operator");
    const name = this.name(node);
    return { ...name, text: name.text.toLowerCase() };
  }

  private string(node: GrammarNode): Name {
    const { from, to } = node;
    return { from, to, text: decodeString(this.text(node)).value, variable: this.substitution.hasVariable(from, to) };
  }
}

function attach(operand: Expression, postfix: Postfix, to: number): Expression {
  if (operand.kind === "unary") return { ...operand, to, of: attach(operand.of, postfix, to) };
  if (operand.kind === "binary") return { ...operand, to, right: attach(operand.right, postfix, to) };
  return postfix(operand);
}
