import { checkPromql, type CheckOptions } from "../../promql";
import { stackMetrics } from "./known-stack";

type Marked = readonly [expression: string, message: string];

/** Where « and » stand in an expression, and the expression without them. */
export function unmark(marked: string): { readonly expression: string; readonly from: number; readonly to: number } {
  return { expression: marked.replace(/[«»]/g, ""), from: marked.indexOf("«"), to: marked.indexOf("»") - 1 };
}

/** Registers a test: the expression has exactly these faults, each at its marked place, in this order. */
export function refusesAll(all: readonly Marked[], options?: CheckOptions): void {
  const expression = unmark(all[0]?.[0] ?? "").expression;
  it(`refuses ${expression.replaceAll("%", "%%")}`, () => {
    const expected = all.map(([marked, message]) => ({ ...unmark(marked), message }));
    const found = checkPromql(expression, stackMetrics, options).map(({ from, to, message }) => ({
      expression,
      from,
      to,
      message,
    }));
    expect(found).toEqual(expected);
  });
}

/** Registers a test: the expression has one fault, at the marked place, with exactly this message. */
export function refuses(marked: string, message: string, options?: CheckOptions): void {
  refusesAll([[marked, message]], options);
}
