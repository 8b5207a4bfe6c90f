import { Counter, Gauge, Histogram, Summary, type Aggregator, type Metric } from "prom-client";
import type { Aggregation } from "../../definitions";
import type { LabelInput } from "../../series/label-rules";
import { catchUp } from "../../private/put-off";
import type { CounterMetric } from "./counter-metric";
import { expose, type ExposedMetric, type Sample } from "../exposed-metric";
import type { GaugeMetric } from "./gauge-metric";
import type { HistogramMetric } from "./histogram-metric";
import { startTimer } from "./start-timer";
import type { SummaryMetric } from "./summary-metric";

// What prom-client's own cluster aggregation can do at best. It has no way to recompute a ratio, and the greatest number
// of distinct users is the only one of its answers that never counts somebody twice.
const AGGREGATORS: Readonly<Record<Aggregation, Aggregator>> = {
  sum: "sum",
  first: "first",
  ratio: "average",
  distinct: "max",
};

/** prom-client's methods take labels, or, on a metric without labels, the value in their place. */
type LabelsOrValue = LabelInput | number | undefined;

const labelsIn = (first: LabelsOrValue): LabelInput => (typeof first === "object" ? first : {});
const valueIn = (first: LabelsOrValue, second?: number): number | undefined =>
  typeof first === "object" ? second : first;

/** prom-client also takes label values by position. */
function labelsAt({ definition }: ExposedMetric, values: readonly unknown[]): LabelInput {
  const [first] = values;
  if (typeof first === "object" && first !== null) return { ...first };
  return Object.fromEntries(values.map((value, index) => [definition.labelNames[index] ?? `position ${index}`, value]));
}

const described = ({ definition: { name, help, labelNames } }: ExposedMetric) => ({
  name,
  help,
  labelNames: [...labelNames],
  registers: [],
});

/** A line whose labels are all in one object. */
function flattened({ sharedLabels, labels, ...line }: Sample): Sample {
  return { ...line, labels: { ...labels, ...sharedLabels } };
}

/**
 * A prom-client metric whose series are ours: a registry prints them, and what is written through the registry's own
 * object (`registry.getSingleMetric(name)`) reaches them, with the same checks.
 */
function backed<Registered extends Metric>(
  registered: Registered,
  metric: ExposedMetric,
  aggregator: Aggregator = "sum",
): Registered {
  const { help, type } = metric.definition;
  const forPromString = async () => {
    catchUp();
    await metric.update?.();
    await metric.series.prepareReading(performance.now());
    // An OpenMetrics registry renames the counters that it prints.
    const name: unknown = Reflect.get(registered, "name");
    const values = Array.from(metric.series.table.places(), (place) => metric.samplesOf(place)).flat();
    return { name, help, type, aggregator, values };
  };
  const get = async () => {
    const item = await forPromString();
    return { ...item, values: item.values.map(flattened) };
  };
  expose(registered, metric);
  return Object.assign(registered, {
    get,
    getForPromString: forPromString,
    reset: () => metric.reset(),
    remove: (...labels: unknown[]) => metric.remove(labelsAt(metric, labels)),
  });
}

export const registeredCounter = (metric: CounterMetric): Metric =>
  Object.assign(backed(new Counter<string>(described(metric)), metric), {
    inc: (first?: LabelsOrValue, second?: number) => metric.inc(labelsIn(first), valueIn(first, second)),
    labels: (...labels: unknown[]) => metric.labels(labelsAt(metric, labels)),
  });

export function registeredGauge(metric: GaugeMetric): Metric {
  const aggregator = AGGREGATORS[metric.definition.aggregation];
  const registered = backed(new Gauge<string>(described(metric)), metric, aggregator);
  return Object.assign(registered, {
    set: (first: LabelsOrValue, second?: number) => metric.set(labelsIn(first), valueIn(first, second) ?? NaN),
    inc: (first?: LabelsOrValue, second?: number) => metric.inc(labelsIn(first), valueIn(first, second)),
    dec: (first?: LabelsOrValue, second?: number) => metric.dec(labelsIn(first), valueIn(first, second)),
    labels: (...values: unknown[]) => {
      const labels = labelsAt(metric, values);
      return Object.assign(metric.labels(labels), {
        setToCurrentTime: () => metric.set(labels, Date.now() / 1_000),
        startTimer: () => startTimer({ observe: (seconds) => metric.set(labels, seconds) }),
      });
    },
  });
}

const observing = (metric: HistogramMetric | SummaryMetric) => ({
  observe: (first: LabelsOrValue, second?: number) => metric.observe(labelsIn(first), valueIn(first, second) ?? NaN),
  labels: (...labels: unknown[]) => metric.labels(labelsAt(metric, labels)),
});

export const registeredHistogram = (metric: HistogramMetric): Metric =>
  Object.assign(
    backed(new Histogram<string>({ ...described(metric), buckets: [...metric.definition.buckets] }), metric),
    observing(metric),
    { zero: (labels: LabelInput) => void metric.labels(labels) },
  );

export const registeredSummary = (metric: SummaryMetric): Metric =>
  Object.assign(
    backed(new Summary<string>({ ...described(metric), percentiles: [...metric.definition.quantiles] }), metric),
    observing(metric),
  );
