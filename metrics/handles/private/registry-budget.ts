import {
  DEFAULT_LINE_BUDGET,
  EXPOSER_ENVIRONMENT,
  exposerMetrics,
  OVERFLOW_VALUE,
  type CounterDefinition,
} from "../../definitions";
import { CardinalityBudget } from "../../series/cardinality-budget";
import type { MetricsRegistry } from "../create-metrics";
import { lineBudgetInEnvironment } from "../creation-problems";

const budgets = new WeakMap<MetricsRegistry, CardinalityBudget>();

/** The lines that the metrics of a registry may have; undefined where this package has created none in it. */
export const linesOfRegistry = (registry: MetricsRegistry): number | undefined => budgets.get(registry)?.lines;

/**
 * The budget of a registry, one for all that is created in it.
 *
 * @param createCounter creates a counter in the registry that no budget limits
 */
export function registryBudget(
  registry: MetricsRegistry,
  lines: number | undefined,
  createCounter: (definition: CounterDefinition<"metric">) => { inc(labels: { readonly metric: string }): void },
): CardinalityBudget {
  const known = budgets.get(registry);
  const budget = known ?? new CardinalityBudget(Number(lineBudgetInEnvironment() ?? DEFAULT_LINE_BUDGET));
  if (lines !== undefined) budget.lines = lines;
  if (known !== undefined) {
    // Where metrics are created again and again, those from before are kept for nothing.
    known.forgetUnexposed();
    return known;
  }
  budgets.set(registry, budget);
  const definition = exposerMetrics.overflowEventsTotal;
  let warned = false;
  budget.folded = (metric) => {
    const existing = registry.getSingleMetric(definition.name);
    const counter = existing !== undefined && "inc" in existing ? existing : createCounter(definition);
    counter.inc({ metric });
    if (warned) return;
    warned = true;
    process.emitWarning(
      `metrics: the line budget of ${budget.lines} is full: new values of open labels become "${OVERFLOW_VALUE}", first of metric "${metric}": find the label that a client chooses freely, or raise ${EXPOSER_ENVIRONMENT.lineBudget}`,
      { code: "METRICS_LINE_BUDGET" },
    );
  };
  return budget;
}
