import type { SyntaxNode } from "@lezer/common";
import { durationMilliseconds } from "../duration";
import type { Binary, Duration, Expression, Grouping, MatchOperator, Matcher, Matching, Name } from "./expression";
import type { Substitution } from "./grafana-variables";
import { decodeString } from "./string-literal";

type Postfix = (of: Expression) => Expression;

/** Turns the grammar's tree of a correct expression into the tree that the checks read. */
export function readTree(top: SyntaxNode, substitution: Substitution): Expression {
  const reader = new TreeReader(substitution);
  const child = expressionsIn(top)[0];
  if (child === undefined) throw new Error("the grammar gave no expression for a text that it accepted");
  return reader.expression(child);
}

const expressionsIn = (node: SyntaxNode): SyntaxNode[] => node.getChildren("Expr");

class TreeReader {
  constructor(private readonly substitution: Substitution) {}

  expression(node: SyntaxNode): Expression {
    const { from, to } = node;
    const span = { from, to };
    switch (node.name) {
      case "AggregateExpr":
        return {
          kind: "aggregation",
          ...span,
          operator: this.lowerCase(node.getChild("AggregateOp")),
          grouping: this.grouping(node.getChild("AggregateModifier")),
          arguments: this.arguments(node),
        };
      case "FunctionCall":
        return { kind: "call", ...span, name: this.name(node.firstChild ?? node), arguments: this.arguments(node) };
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

  private operand(node: SyntaxNode): Expression {
    return this.expression(expressionsIn(node)[0] ?? node);
  }

  private arguments(node: SyntaxNode): Expression[] {
    const body = node.getChild("FunctionCallBody");
    return body === null ? [] : expressionsIn(body).map((argument) => this.expression(argument));
  }

  // The grammar lets a window or a modifier take all that is before it, `a + b` in `a + b offset 5m`; in Prometheus it
  // takes the last operand alone.
  private postfix(node: SyntaxNode): Expression {
    return attach(this.operand(node), this.postfixOf(node), node.to);
  }

  private postfixOf(node: SyntaxNode): Postfix {
    const { to } = node;
    const duration = (): Duration => this.duration(node.getChild("DurationExpr") ?? node);
    switch (node.name) {
      case "MatrixSelector": {
        const window = duration();
        return (of) => ({ kind: "range", from: of.from, to, of, window });
      }
      case "SubqueryExpr": {
        const window = duration();
        return (of) => ({ kind: "subquery", from: of.from, to, of, window });
      }
      case "OffsetExpr":
        return (of) => ({ kind: "modified", from: of.from, to, of, modifier: "offset" });
      case "StepInvariantExpr":
        return (of) => ({ kind: "modified", from: of.from, to, of, modifier: "@" });
      case "AnchoredExpr":
        return (of) => ({ kind: "modified", from: of.from, to, of, modifier: "anchored" });
      case "SmoothedExpr":
        return (of) => ({ kind: "modified", from: of.from, to, of, modifier: "smoothed" });
      default:
        throw new Error(`the grammar knows an expression "${node.name}" that the check does not`);
    }
  }

  private binary(node: SyntaxNode): Binary {
    const [left, right] = expressionsIn(node);
    const operator = node.firstChild?.nextSibling;
    if (left === undefined || right === undefined || !operator) {
      throw new Error("the grammar accepted an operator without two operands");
    }
    return {
      kind: "binary",
      from: node.from,
      to: node.to,
      operator: this.lowerCase(operator),
      bool: node.getChild("BoolModifier") !== null,
      matching: this.matching(node.getChild("MatchingModifierClause")),
      fill: node.getChild("FillModifier") ?? undefined,
      left: this.expression(left),
      right: this.expression(right),
    };
  }

  private matching(clause: SyntaxNode | null): Matching | undefined {
    if (clause === null) return undefined;
    const [labels, lent] = clause.getChildren("GroupingLabels");
    const many = clause.getChild("GroupLeft") !== null ? "left" : clause.getChild("GroupRight") ? "right" : undefined;
    return {
      mode: clause.getChild("On") === null ? "ignoring" : "on",
      labels: this.labels(labels),
      group: many === undefined ? undefined : { many, labels: this.labels(lent) },
    };
  }

  private grouping(modifier: SyntaxNode | null): Grouping | undefined {
    if (modifier === null) return undefined;
    const labels = this.labels(modifier.getChild("GroupingLabels") ?? undefined);
    return { mode: modifier.getChild("By") === null ? "without" : "by", labels };
  }

  private labels(list: SyntaxNode | undefined): Name[] {
    const names: Name[] = [];
    for (let child = list?.firstChild; child; child = child.nextSibling) {
      if (child.name === "LabelName") names.push(this.name(child));
      if (child.name === "QuotedLabelName") names.push(this.string(child));
    }
    return names;
  }

  private selector(node: SyntaxNode): Expression {
    const identifier = node.getChild("Identifier");
    const names = identifier === null ? [] : [this.name(identifier)];
    const matchers: Matcher[] = [];
    for (let child = node.getChild("LabelMatchers")?.firstChild; child; child = child.nextSibling) {
      const matcher = this.matcher(child);
      if (child.name === "QuotedLabelName") names.push(this.string(child));
      else if (matcher?.label.text === "__name__" && matcher.operator === "=") names.push(matcher.value);
      else if (matcher !== undefined) matchers.push(matcher);
    }
    return { kind: "selector", from: node.from, to: node.to, names, matchers };
  }

  private matcher(node: SyntaxNode): Matcher | undefined {
    const label = node.getChild("LabelName") ?? node.getChild("QuotedLabelName");
    const operator = node.getChild("MatchOp");
    const value = node.getChild("StringLiteral");
    if (label === null || operator === null || value === null) return undefined;
    return {
      from: node.from,
      to: node.to,
      label: label.name === "LabelName" ? this.name(label) : this.string(label),
      operator: this.text(operator) as MatchOperator,
      value: this.string(value),
    };
  }

  private duration(node: SyntaxNode): Duration {
    const { from, to } = node;
    const text = this.text(node);
    const variable = this.substitution.hasVariable(from, to) ? text : undefined;
    if (variable !== undefined) return { from, to, milliseconds: undefined, variable };
    const seconds = /^[\d_.]+(?:e\d+)?$/i.test(text) ? Number(text.replaceAll("_", "")) : NaN;
    const milliseconds = durationMilliseconds(text) ?? (Number.isNaN(seconds) ? undefined : seconds * 1_000);
    return { from, to, milliseconds, variable };
  }

  private text(node: SyntaxNode): string {
    return this.substitution.original.slice(node.from, node.to);
  }

  private name(node: SyntaxNode): Name {
    const { from, to } = node;
    return { from, to, text: this.text(node), variable: this.substitution.hasVariable(from, to) };
  }

  // Keywords are the same in capitals: `SUM BY (job) (up)`.
  private lowerCase(node: SyntaxNode | null): Name {
    if (node === null) throw new Error("the grammar accepted an aggregation without an operator");
    const name = this.name(node);
    return { ...name, text: name.text.toLowerCase() };
  }

  private string(node: SyntaxNode): Name {
    const { from, to } = node;
    return { from, to, text: decodeString(this.text(node)).value, variable: this.substitution.hasVariable(from, to) };
  }
}

function attach(operand: Expression, postfix: Postfix, to: number): Expression {
  if (operand.kind === "unary") return { ...operand, to, of: attach(operand.of, postfix, to) };
  if (operand.kind === "binary") return { ...operand, to, right: attach(operand.right, postfix, to) };
  return postfix(operand);
}
