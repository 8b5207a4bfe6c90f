import type { OpenTelemetryMetric, OpenTelemetryScope } from "../open-telemetry-reader";

/** The kinds of data points, by the numbers that OpenTelemetry's SDK gives them. */
const KINDS = ["histogram", "exponential histogram", "gauge", "sum"] as const;

/** The temporality of numbers that say what happened since they were last read. */
const DELTA = 0;

/** One line, as prom-client's metrics give it out. */
export interface FamilyValue {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly metricName?: string;
}

/** One metric of OpenTelemetry, as prom-client's metrics give themselves out. */
export interface OpenTelemetryFamily {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  /** How those of several processes merge. */
  readonly aggregator: "sum" | "average" | "first";
  readonly values: readonly FamilyValue[];
}

interface HistogramValue {
  readonly buckets: { readonly boundaries: readonly number[]; readonly counts: readonly number[] };
  readonly sum?: number;
  readonly count: number;
}

const sanitized = (name: string): string => name.replace(/[^a-zA-Z0-9_]/g, "_").replace(/^(?=\d)/, "_");

/** A name that no label can have would cost the page, and `__name__` would be the metric's own. */
function labelName(attribute: string): string {
  const label = sanitized(attribute);
  if (label === "") return "_";
  return label === "__name__" ? "exported___name__" : label;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

type Attributes = Readonly<Record<string, unknown>>;

/** Attributes as labels; those whose names become the same are joined, as OpenTelemetry's specification has it. */
function labelsOf({ name, version }: OpenTelemetryScope, attributes: Attributes): Record<string, string> {
  const labels = new Map<string, string>();
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    const label = labelName(key);
    const known = labels.get(label);
    labels.set(label, known === undefined ? textOf(value) : `${known};${textOf(value)}`);
  }
  if (name !== "") labels.set("otel_scope_name", name);
  if (version !== undefined && version !== "") labels.set("otel_scope_version", version);
  return Object.fromEntries(labels);
}

/** Labels that stand beside one of the lines' own: an attribute of that name is renamed as Prometheus renames it. */
function labelsBeside(own: string, labels: Record<string, string>): Record<string, string> {
  const { [own]: attribute, ...others } = labels;
  if (attribute === undefined) return labels;
  let name = `exported_${own}`;
  while (others[name] !== undefined) name = `exported_${name}`;
  return { ...others, [name]: attribute };
}

function histogramValues(name: string, labels: Record<string, string>, value: HistogramValue): FamilyValue[] {
  const { buckets, count, sum } = value;
  let below = 0;
  const counted = buckets.boundaries.map((bound, index) => {
    below += buckets.counts[index] as number;
    return { metricName: `${name}_bucket`, labels: { le: String(bound), ...labels }, value: below };
  });
  return [
    ...counted,
    { metricName: `${name}_bucket`, labels: { le: "+Inf", ...labels }, value: count },
    // OpenTelemetry keeps no sum where values may be negative.
    ...(sum === undefined ? [] : [{ metricName: `${name}_sum`, labels, value: sum }]),
    { metricName: `${name}_count`, labels, value: count },
  ];
}

/** What is measured, as the one series of `target_info` that OpenTelemetry's own Prometheus exporter has. */
export const targetFamily = (attributes: Attributes): OpenTelemetryFamily => ({
  name: "target_info",
  help: "What OpenTelemetry measures here.",
  type: "gauge",
  aggregator: "first",
  values: [{ labels: labelsOf({ name: "" }, attributes), value: 1 }],
});

/**
 * A metric of OpenTelemetry, under the name that its own Prometheus exporter gives it.
 *
 * @throws {Error} for what neither text format can say
 */
export function familyOf(scope: OpenTelemetryScope, metric: OpenTelemetryMetric): OpenTelemetryFamily {
  const { descriptor, dataPointType, aggregationTemporality, isMonotonic = false, dataPoints } = metric;
  const kind = KINDS[dataPointType];
  if (kind === undefined || kind === "exponential histogram") {
    throw new Error(
      `the text formats have no ${kind ?? "such metric"}: give its view buckets with explicit boundaries`,
    );
  }
  if (kind !== "gauge" && aggregationTemporality === DELTA) {
    throw new Error("it says what happened since it was last read: have its reader choose cumulative temporality");
  }
  const own = sanitized(descriptor.name);
  const name = kind === "sum" && isMonotonic && !own.endsWith("_total") ? `${own}_total` : own;
  const help = descriptor.description === "" ? `${descriptor.name}, of OpenTelemetry.` : descriptor.description;
  const aggregator = kind === "gauge" ? "average" : "sum";
  if (kind === "histogram") {
    const values = dataPoints.flatMap(({ attributes, value }) =>
      histogramValues(name, labelsBeside("le", labelsOf(scope, attributes)), value as HistogramValue),
    );
    return { name, help, type: "histogram", aggregator, values };
  }
  const values = dataPoints.map(({ attributes, value }) => ({
    labels: labelsOf(scope, attributes),
    value: value as number,
  }));
  return { name, help, type: kind === "sum" && isMonotonic ? "counter" : "gauge", aggregator, values };
}
