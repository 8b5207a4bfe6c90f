import { register, type Metric, type Registry, type RegistryContentType } from "prom-client";
import { defineCatalogue, type Catalogue, type MetricDefinition } from "../definitions";
import { warnOfTwoClients } from "../interop/two-clients";
import { optionProblems } from "../private/option-problems";
import { refuse } from "../private/refuse";
import { CardinalityBudget } from "../series/cardinality-budget";
import type { MetricHandles } from "./metric-handles";
import { MetricUsageError } from "./metric-usage-error";
import { CounterMetric } from "./private/counter-metric";
import type { SharedOptions } from "./exposed-metric";
import { CREATION_OPTIONS, creationProblems } from "./creation-problems";
import { registryBudget } from "./private/registry-budget";
import { GaugeMetric } from "./private/gauge-metric";
import { HistogramMetric } from "./private/histogram-metric";
import {
  registeredCounter,
  registeredGauge,
  registeredHistogram,
  registeredSummary,
} from "./private/registered-metric";
import { SummaryMetric } from "./private/summary-metric";
import { takenNames } from "./private/taken-names";

/** A prom-client registry, of either content type. */
export type MetricsRegistry = Registry<RegistryContentType>;

/** Where metrics are created, and how many lines they may have. */
export interface CreateMetricsOptions {
  /**
   * The registry that exposes the metrics; it may hold other metrics as well.
   *
   * @default - prom-client's global `register`
   */
  readonly registry?: MetricsRegistry;
  /**
   * The lines that all metrics of the registry may have together. Beyond it, values of open labels become `overflow`; those
   * of all others are kept. What is set last counts for the whole registry.
   *
   * @default - the environment variable METRICS_LINE_BUDGET, or 20000
   */
  readonly lineBudget?: number;
  /**
   * Seconds without an event after which a series is removed, unless all its labels have a closed list of values. A kept
   * series begins again at 0 with its next event.
   *
   * @default - never
   */
  readonly expireAfter?: number;
}

interface Created {
  readonly handle: object;
  readonly metric: Metric;
}

function create(definition: MetricDefinition, shared: SharedOptions): Created {
  switch (definition.type) {
    case "counter": {
      const metric = new CounterMetric(definition, shared);
      return { handle: handleOf(metric), metric: registeredCounter(metric) };
    }
    case "gauge": {
      const metric = new GaugeMetric(definition, shared);
      return { handle: handleOf(metric, metric.collect.bind(metric)), metric: registeredGauge(metric) };
    }
    case "histogram": {
      const metric = new HistogramMetric(definition, shared);
      return { handle: handleOf(metric), metric: registeredHistogram(metric) };
    }
    case "summary": {
      const metric = new SummaryMetric(definition, shared);
      return { handle: handleOf(metric), metric: registeredSummary(metric) };
    }
  }
}

/** A metric without labels is handed out as its only series. */
function handleOf(
  metric: CounterMetric | GaugeMetric | HistogramMetric | SummaryMetric,
  collect?: GaugeMetric["collect"],
): object {
  if (metric.definition.labelNames.length > 0) return metric;
  return Object.assign(metric.labels({}), {
    reset: () => metric.reset(),
    ...(collect === undefined ? {} : { collect }),
  });
}

/**
 * Creates the metrics of a catalogue in a registry, with a typed handle for each: a wrong, missing or further label does
 * not compile, and is an error at run time.
 *
 * The series of a counter, histogram or summary whose labels all have a closed list of values exist at 0 from the start.
 *
 * @throws {MetricDefinitionError} when a metric cannot be exposed, or is no definition, or two write the same name
 * @throws {MetricUsageError} naming every option that cannot be used, or every metric that the registry has already, or that
 * writes a name of one that it has; none is created then
 */
export function createMetrics<const Definitions extends Catalogue>(
  catalogue: Definitions,
  options: CreateMetricsOptions = {},
): MetricHandles<Definitions> {
  refuse(optionProblems(options, CREATION_OPTIONS, () => creationProblems(options)));
  const { registry = register, lineBudget, expireAfter } = options;
  if (options.registry === undefined) warnOfTwoClients();
  const definitions = Object.entries(defineCatalogue(catalogue));
  const taken = takenNames(
    registry,
    definitions.map(([, definition]) => definition),
  );
  if (taken.length > 0) throw new MetricUsageError(taken);
  const budget = registryBudget(registry, lineBudget, (definition) => {
    const unguarded = { budget: new CardinalityBudget(Infinity), exposed: () => true };
    const counter = new CounterMetric(definition, unguarded);
    registry.registerMetric(registeredCounter(counter));
    return counter;
  });
  const created = definitions.map(([key, definition]) => {
    // Another metric may have taken the name since.
    const exposed = () => registry.getSingleMetric(definition.name) === made.metric;
    const made: Created = create(definition, { budget, exposed, expireAfter });
    return [key, made] as const;
  });
  for (const [, { metric }] of created) registry.registerMetric(metric);
  return Object.fromEntries(created.map(([key, { handle }]) => [key, handle])) as MetricHandles<Definitions>;
}
