import { Gauge, register } from "prom-client";
import type { MetricsRegistry } from "../handles";
import { countCollectError } from "../private/collect-errors";
import { refuse } from "../private/refuse";
import { shown } from "../private/shown";
import { familyOf, targetFamily, type OpenTelemetryFamily } from "./private/open-telemetry-family";
import { takenName } from "./private/taken-name";
import type { OpenTelemetryReader } from "./open-telemetry-reader";
import { registryProblems } from "./registry-problems";

const canCollect = (reader: unknown): boolean =>
  typeof reader === "object" && reader !== null && "collect" in reader && typeof reader.collect === "function";

/** The metrics that one reader collects, in one registry. */
class OpenTelemetryMetrics {
  private readonly families = new Map<string, OpenTelemetryFamily>();
  private readonly registered = new Set<string>();
  private running: Promise<void> | undefined;
  private ended = false;

  constructor(
    private readonly reader: OpenTelemetryReader,
    private readonly registry: MetricsRegistry,
  ) {}

  /** Collects once for all who ask at the same time, and registers what is new. */
  refresh(): Promise<void> {
    this.running ??= this.collect().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** Takes all out for good: a scrape that is running still prints it, and puts nothing back. */
  end(): void {
    this.ended = true;
    for (const name of this.registered) this.registry.removeSingleMetric(name);
    this.registered.clear();
  }

  private async collect(): Promise<void> {
    const { resourceMetrics, errors } = await this.reader.collect();
    for (const error of errors) this.count("collect", error);
    this.families.clear();
    // It is there from the start, and so every scrape collects.
    this.add(targetFamily(resourceMetrics.resource.attributes));
    for (const { scope, metrics } of resourceMetrics.scopeMetrics) {
      for (const metric of metrics) {
        try {
          this.add(familyOf(scope, metric));
        } catch (error) {
          this.count(metric.descriptor.name, error);
        }
      }
    }
    for (const family of this.families.values()) this.register(family);
  }

  /** Two libraries may have metrics of one name. */
  private add(family: OpenTelemetryFamily): void {
    const known = this.families.get(family.name);
    if (known !== undefined && known.type !== family.type) {
      throw new Error(`two libraries have it, as ${known.type} and as ${family.type}: rename one with a view`);
    }
    const values = [...(known?.values ?? []), ...family.values];
    this.families.set(family.name, { ...(known ?? family), values });
  }

  private register({ name, help, type, aggregator }: OpenTelemetryFamily): void {
    if (this.ended || this.registered.has(name)) return;
    const taken = takenName(this.registry, { name, type });
    if (taken !== undefined) {
      this.count(name, new Error(taken));
      return;
    }
    const registered = new Gauge({ name, help, registers: [] });
    const get = async () => {
      await this.refresh();
      // An OpenMetrics registry renames the counters that it prints.
      const printed: unknown = Reflect.get(registered, "name");
      return { name: printed, help, type, aggregator, values: this.families.get(name)?.values ?? [] };
    };
    this.registry.registerMetric(Object.assign(registered, { type, aggregator, get }));
    this.registered.add(name);
  }

  private count(name: string, error: unknown): void {
    countCollectError(this.registry, `OpenTelemetry ${name}`, error);
  }
}

/**
 * Puts the metrics of OpenTelemetry's SDK into a registry, so that they stand on the same page: in both formats, and in the
 * page of several processes. They are collected once at each scrape. An instrument that is made later is on the page from
 * the second scrape after its first event on.
 *
 * Names are those of OpenTelemetry's own Prometheus exporter; the attribute `le` of a histogram becomes `exported_le`. What
 * cannot be printed is left out and counted in `metrics_collect_errors_total{source="OpenTelemetry …"}`: exponential
 * histograms, deltas, a metric that writes a name which is taken.
 *
 * @param reader a `MetricReader` of `@opentelemetry/sdk-metrics` whose temporality is cumulative, such as a
 *   `PrometheusExporter` with `preventServerStart`
 * @param registry prom-client's global `register` unless given
 * @returns what takes them out again
 * @throws {MetricUsageError} when the reader has no `collect`, or the registry is none
 */
export async function exposeOpenTelemetry(
  reader: OpenTelemetryReader,
  registry: MetricsRegistry = register,
): Promise<() => void> {
  const problems = registryProblems(registry);
  if (!canCollect(reader)) {
    problems.unshift(`the reader must have a method collect, as a MetricReader does: received ${shown(reader)}`);
  }
  refuse(problems, "exposeOpenTelemetry");
  const metrics = new OpenTelemetryMetrics(reader, registry);
  await metrics.refresh();
  return () => metrics.end();
}
