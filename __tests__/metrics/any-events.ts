import fc from "fast-check";
import { Counter, Gauge, Histogram, Summary } from "prom-client";
import { counter, createMetrics, gauge, histogram, summary, type MetricsRegistry } from "cdktf-monitoring-metrics";

const help = "What it is,\nover \\ two lines.";
// Whole bounds are left out: prom-client prints them as no canonical floats in OpenMetrics.
const buckets = [-0.5, 0.1, 1.5, 2.5];
const quantiles = [0.01, 0.5, 0.99];

const definitions = {
  jobs: counter({ name: "jobs_total", help, labels: { queue: {}, worker: {} } }),
  depth: gauge({ name: "queue_depth", help, labels: { queue: {} } }),
  duration: histogram({ name: "job_seconds", help, labels: { queue: {}, worker: {} }, buckets }),
  size: summary({ name: "job_bytes", help, labels: { queue: {} }, quantiles }),
  runs: counter({ name: "runs_total", help }),
  load: gauge({ name: "load_ratio", help }),
  pause: histogram({ name: "pause_seconds", help, buckets }),
  heap: summary({ name: "heap_bytes", help, quantiles }),
};

type Labels<Name extends string> = Record<Name, string | number>;

/** Metrics of each type, with labels and without, to whoever they belong. */
interface Metrics {
  readonly jobs: { inc(labels: Labels<"queue" | "worker">, value: number): void };
  readonly depth: { set(labels: Labels<"queue">, value: number): void; dec(labels: Labels<"queue">, by: number): void };
  readonly duration: { observe(labels: Labels<"queue" | "worker">, value: number): void };
  readonly size: { observe(labels: Labels<"queue">, value: number): void };
  readonly runs: { inc(value: number): void };
  readonly load: { set(value: number): void };
  readonly pause: { observe(value: number): void };
  readonly heap: { observe(value: number): void };
}

/** This package's metrics, in a registry. */
export const ourMetrics = (registry: MetricsRegistry): Metrics =>
  createMetrics(definitions, { registry, lineBudget: 1_000_000 });

/** prom-client's own of the same names, in a registry. */
export function theirMetrics(registry: MetricsRegistry): Metrics {
  const registers = [registry];
  const described = ({ name, labelNames }: { readonly name: string; readonly labelNames: readonly string[] }) => ({
    name,
    help,
    labelNames: [...labelNames],
    registers,
  });
  return {
    jobs: new Counter<string>(described(definitions.jobs)),
    depth: new Gauge<string>(described(definitions.depth)),
    duration: new Histogram<string>({ ...described(definitions.duration), buckets }),
    size: new Summary<string>({ ...described(definitions.size), percentiles: quantiles }),
    runs: new Counter<string>(described(definitions.runs)),
    load: new Gauge<string>(described(definitions.load)),
    pause: new Histogram<string>({ ...described(definitions.pause), buckets }),
    heap: new Summary<string>({ ...described(definitions.heap), percentiles: quantiles }),
  };
}

const labelValue = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.integer(),
  fc.constantFrom('"', "\\", "\n", "\\n", "a,b", "", " "),
);
const grown = fc.oneof(fc.nat(1_000_000), fc.double({ min: 0, max: 1e300, noNaN: true }));
const finite = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const level = fc.double({ noNaN: true });

/** What happens to metrics, whoever they belong to. */
type MetricEvent = (metrics: Metrics) => void;

const anyEvent: fc.Arbitrary<MetricEvent> = fc.oneof(
  fc.tuple(labelValue, labelValue, grown).map(
    ([queue, worker, value]): MetricEvent =>
      ({ jobs }) =>
        jobs.inc({ queue, worker }, value),
  ),
  fc.tuple(labelValue, level).map(
    ([queue, value]): MetricEvent =>
      ({ depth }) =>
        depth.set({ queue }, value),
  ),
  fc.tuple(labelValue, fc.integer()).map(
    ([queue, value]): MetricEvent =>
      ({ depth }) =>
        depth.dec({ queue }, value),
  ),
  fc.tuple(labelValue, labelValue, finite).map(
    ([queue, worker, value]): MetricEvent =>
      ({ duration }) =>
        duration.observe({ queue, worker }, value),
  ),
  fc.tuple(labelValue, finite).map(
    ([queue, value]): MetricEvent =>
      ({ size }) =>
        size.observe({ queue }, value),
  ),
  grown.map(
    (value): MetricEvent =>
      ({ runs }) =>
        runs.inc(value),
  ),
  level.map(
    (value): MetricEvent =>
      ({ load }) =>
        load.set(value),
  ),
  finite.map((value): MetricEvent => ({ pause, heap }) => {
    pause.observe(value);
    heap.observe(value);
  }),
);

/** Events that any application may record, in any order. */
export const anyEvents: fc.Arbitrary<readonly MetricEvent[]> = fc.array(anyEvent, { maxLength: 40 });
