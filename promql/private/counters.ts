import type { Finding } from "../finding";
import { unwrap, type Call, type Expression, type Selector } from "./expression";
import { notACounter } from "./known-series";
import type { Selected } from "./selectors";
import { typeOf } from "./types";

const INSTEAD: Readonly<Record<string, string>> = {
  increase: "delta()",
  irate: "idelta()",
  rate: "deriv() or delta()",
  resets: "changes()",
};

/** The selector whose samples a function reads directly, and whether it reads them by way of an aggregation. */
function source(argument: Expression): { readonly selector?: Selector; readonly aggregated: boolean } {
  let inner = unwrap(argument);
  while (inner.kind === "range" || inner.kind === "subquery" || inner.kind === "modified") inner = unwrap(inner.of);
  return inner.kind === "selector"
    ? { selector: inner, aggregated: false }
    : { aggregated: inner.kind === "aggregation" };
}

/** Reports what a function for counters is given that is no counter. */
export function checkCounter(
  { name, arguments: given }: Call,
  selected: ReadonlyMap<Selector, Selected>,
  findings: Finding[],
): void {
  const [argument] = given;
  if (argument === undefined || typeOf(argument) !== "range vector") return;
  const { selector, aggregated } = source(argument);
  const { from, to } = selector ?? argument;
  if (aggregated) {
    const message = `${name.text}() of an aggregation takes the restart of any one target for a restart of all: take ${name.text}() first, and aggregate that`;
    findings.push({ kind: "aggregated-counter", from, to, message });
  }
  const series = (selector && selected.get(selector)?.series) ?? [];
  const kinds = series.map(notACounter);
  const [first] = series;
  const [kind] = kinds;
  if (first === undefined || kind === undefined || kinds.includes(undefined)) return;
  findings.push({
    kind: "not-a-counter",
    from,
    to,
    message: `${name.text}() needs a counter, and "${first.name}" is ${kind}: use ${INSTEAD[name.text]}`,
  });
}
