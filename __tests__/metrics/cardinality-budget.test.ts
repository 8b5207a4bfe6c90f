import fc from "fast-check";
import { CardinalityBudget, type BudgetShare } from "../../metrics/series/cardinality-budget";

const LINES = 100;

interface Metric extends BudgetShare {
  exposes: boolean;
}

/** The rules of the budget, looked up among all metrics each time. */
function rules(budget: CardinalityBudget, metrics: readonly Metric[], metric: Metric, lines: number) {
  const exposed = metrics.filter(({ exposes }) => exposes);
  const others = exposed.filter((other) => other !== metric);
  const half = budget.lines / 2;
  const openReserve = Math.floor(half / Math.max(1, exposed.filter(({ open }) => open).length));
  const reserve = ({ open }: Metric) => Math.floor(half / Math.max(1, exposed.length)) + (open ? openReserve : 0);
  const total = [...others, metric].reduce((sum, each) => sum + each.lines, lines);
  const unused = (of: readonly Metric[], reserveOf: (other: Metric) => number) =>
    of.reduce((sum, other) => sum + Math.max(0, reserveOf(other) - other.lines), 0);
  const room = 2 * budget.lines - total;
  const closed = room >= 0 && (metric.lines + lines <= reserve(metric) || room - lines >= unused(others, reserve));
  const guarded = others.filter(({ open }) => open);
  const open =
    room >= 0 && (metric.lines + lines <= openReserve || total + unused(guarded, () => openReserve) <= budget.lines);
  return { closed, all: metric.open ? open : closed };
}

const which = fc.nat(3);
const lines = fc.constantFrom(1, 1, 1, 7, 17);
const change = fc.oneof(
  { weight: 20, arbitrary: fc.record({ kind: fc.constant("add" as const), which, lines }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("remove" as const), which, lines }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("hide" as const), which, lines }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("show" as const), which, lines }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("resize" as const), which, lines }) },
);

describe("the budget of a registry", () => {
  it("admits what its rules do, whatever metrics come, go and come back, and is never more than twice as large", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const budget = new CardinalityBudget(LINES);
        const metrics = [true, true, false, false].map((open) => {
          const metric: Metric = { lines: 0, open, exposes: true, exposed: () => metric.exposes };
          budget.join(metric);
          return metric;
        });
        for (const { kind, which, lines } of changes) {
          const metric = metrics[which] as Metric;
          if (kind === "hide" || kind === "show") {
            metric.exposes = kind === "show";
            budget.forgetUnexposed();
            for (const each of metrics) if (each.exposes) budget.admits(each, 0);
          } else if (kind === "resize") {
            budget.lines = LINES + lines;
          } else if (kind === "remove") {
            budget.count(metric, -Math.min(lines, metric.lines));
          } else {
            const expected = rules(budget, metrics, metric, lines);
            expect(budget.admits(metric, lines)).toBe(expected.all);
            expect(budget.admitsClosed(metric, lines)).toBe(expected.closed);
            if (!expected.closed && !expected.all) continue;
            budget.count(metric, lines);
            const exposed = metrics.filter((each) => each.exposes || each === metric);
            if (budget.lines === LINES && exposed.length === metrics.length) {
              expect(metrics.reduce((sum, each) => sum + each.lines, 0)).toBeLessThanOrEqual(2 * (LINES + 17));
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("has no limit where it is infinite", () => {
    const budget = new CardinalityBudget(Infinity);
    const share = { lines: 0, open: true, exposed: () => true };
    budget.join(share);
    for (let series = 0; series < 3; series += 1) {
      expect(budget.admits(share, 1e9)).toBe(true);
      budget.count(share, 1e9);
    }
    expect(budget.admitsClosed(share, 1)).toBe(true);
  });
});
