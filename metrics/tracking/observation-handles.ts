import type { Catalogue, HistogramDefinition, SummaryDefinition } from "../definitions";
import { MetricUsageError, type LabelledObservations, type LabelValues, type ObservationSeries } from "../handles";
import { shown } from "../private/shown";
import type { LatencySeries, ObservationSource } from "./observation-source";

type Observations = LabelledObservations<string> | ObservationSeries;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isObservations = (handle: unknown): handle is Observations => isObject(handle) && "observe" in handle;

/** Finds the series that a latency goes to, from a handle or from a definition of one catalogue. */
export class ObservationHandles {
  private readonly byName: ReadonlyMap<string, unknown>;

  constructor(catalogue: Catalogue, handles: Readonly<Record<string, unknown>>) {
    this.byName = new Map(Object.entries(catalogue).map(([key, { name }]) => [name, handles[key]]));
  }

  /**
   * The series of a handle or definition that these labels choose.
   *
   * @throws {MetricUsageError} for wrong labels, or a definition of another catalogue
   */
  seriesOf(source: ObservationSource, labels: LabelValues<string>): LatencySeries {
    const handle = isObject(source) && "observe" in source ? source : this.handleOf(source);
    if ("labels" in handle) return handle.labels(labels);
    // Whoever does not compile may hand over no labels at all.
    const names = Object.keys({ ...labels });
    if (names.length === 0) return handle;
    throw new MetricUsageError([`the series has its labels already, or the metric none: received ${names.join(", ")}`]);
  }

  /** @param source a definition, or whatever somebody handed over whom no compiler checked */
  private handleOf(source: HistogramDefinition | SummaryDefinition | null | undefined): Observations {
    const name: unknown = source?.name;
    if (typeof name !== "string") {
      throw new MetricUsageError([
        `metrics: a latency goes to a histogram or summary, or to the definition of one: received ${shown(source)}`,
      ]);
    }
    const handle = this.byName.get(name);
    if (isObservations(handle)) return handle;
    throw new MetricUsageError([
      `metric "${name}": this monitoring has no histogram or summary of that name: give its definition to option "catalogue", or hand over the handle`,
    ]);
  }
}
