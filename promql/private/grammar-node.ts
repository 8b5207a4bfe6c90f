import type { TreeCursor } from "@lezer/common";

/** A node of the grammar's tree; its own nodes are made anew each time that they are asked for. */
export interface GrammarNode {
  readonly name: string;
  readonly isExpression: boolean;
  readonly from: number;
  readonly to: number;
  readonly children: readonly GrammarNode[];
}

/** Everything from a node down. */
export function readNode(cursor: TreeCursor): GrammarNode {
  const { name, from, to } = cursor;
  const isExpression = cursor.type.is("Expr");
  const children: GrammarNode[] = [];
  if (cursor.firstChild()) {
    do children.push(readNode(cursor));
    while (cursor.nextSibling());
    cursor.parent();
  }
  return { name, isExpression, from, to, children };
}

/** The operands of a node. */
export const expressionsIn = ({ children }: GrammarNode): GrammarNode[] =>
  children.filter((child) => child.isExpression);

/** The first child of one of the names. */
export const childOf = ({ children }: GrammarNode, ...names: readonly string[]): GrammarNode | undefined =>
  children.find(({ name }) => names.includes(name));
