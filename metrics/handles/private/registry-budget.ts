import {
  DEFAULT_LINE_BUDGET,
  EXPOSER_ENVIRONMENT,
  exposerMetrics,
  OVERFLOW_VALUE,
  type CounterDefinition,
} from "../../definitions";
import { CardinalityBudget } from "../../series/cardinality-budget";
import type { CreateMetricsOptions, MetricsRegistry } from "../create-metrics";

const budgets = new WeakMap<MetricsRegistry, CardinalityBudget>();

const budgetInEnvironment = (): string | undefined => process.env[EXPOSER_ENVIRONMENT.lineBudget];

function linesProblems(name: string, lines: number | string | undefined): string[] {
  if (lines === undefined || (lines !== "" && Number.isSafeInteger(Number(lines)) && Number(lines) >= 1)) return [];
  return [`metrics: ${name} must be a whole number of at least 1: received "${lines}"`];
}

/** What is wrong with the options and the environment that metrics are created by. */
export function createMetricsProblems({ lineBudget, expireAfter }: CreateMetricsOptions): string[] {
  const expires = expireAfter === undefined || (Number.isFinite(expireAfter) && expireAfter > 0);
  return [
    ...(lineBudget === undefined
      ? linesProblems(`environment variable ${EXPOSER_ENVIRONMENT.lineBudget}`, budgetInEnvironment())
      : linesProblems('option "lineBudget"', lineBudget)),
    ...(expires ? [] : [`metrics: option "expireAfter" must be a number of seconds above 0: received ${expireAfter}`]),
  ];
}

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
  const budget = known ?? new CardinalityBudget(Number(budgetInEnvironment() ?? DEFAULT_LINE_BUDGET));
  if (lines !== undefined) budget.lines = lines;
  if (known !== undefined) return known;
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
