import { canonicalFloat } from "../../definitions";
import { familyHeader, sampleName, type ExpositionFormat } from "../exposition-format";
import { labelsText, numberText } from "./text-writer";

/** What prom-client says of a metric. */
export interface ForeignMetric {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly values?: readonly ForeignValue[];
}

interface ForeignValue {
  readonly value: number;
  readonly labels?: Readonly<Record<string, unknown>>;
  readonly metricName?: string;
  readonly exemplar?: {
    readonly labelSet: Readonly<Record<string, unknown>>;
    readonly value: number;
    readonly timestamp: number;
  } | null;
}

/** A label's value; bounds and quantiles are canonical floats in OpenMetrics. */
const printed = (name: string, value: unknown, format: ExpositionFormat): unknown =>
  format === "openmetrics" && (name === "le" || name === "quantile") ? (canonicalFloat(String(value)) ?? value) : value;

/** Prints a metric that is not of this package, in a format that its registry does not print. */
export function foreignText(
  metric: ForeignMetric,
  format: ExpositionFormat,
  defaults: readonly (readonly [string, unknown])[],
): string {
  const own = sampleName(metric, format);
  const lines = (metric.values ?? []).map(({ value, labels = {}, metricName = own, exemplar }) => {
    const all = [...Object.entries(labels), ...defaults.filter(([name]) => !Object.hasOwn(labels, name))];
    const text = labelsText(all.map(([name, each]) => [name, printed(name, each, format)] as const));
    const line = `${metricName}${text === "" ? "" : `{${text}}`} ${Number.isNaN(value) ? "NaN" : numberText(value)}`;
    if (format === "text" || !exemplar) return line;
    return `${line} # {${labelsText(Object.entries(exemplar.labelSet))}} ${numberText(exemplar.value)} ${exemplar.timestamp}`;
  });
  return familyHeader({ ...metric, type: metric.type }, format) + lines.map((line) => `${line}\n`).join("");
}
