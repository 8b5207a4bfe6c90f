import type { LabelValue } from "../../handles";
import type { ExposedMetric } from "../../handles/exposed-metric";

type Labels = Readonly<Record<string, LabelValue | undefined>>;

/** Prints one line up to its value. */
export type PrintLine = (name: string, labels: Labels) => string;

interface KnownLines {
  readonly signature: string;
  readonly lines: readonly string[];
}

const known = new WeakMap<ExposedMetric, KnownLines>();

/**
 * The lines of a metric of this package, and its numbers read from where they are kept: while no series comes or goes, the
 * lines are the same array. Undefined for a summary, whose numbers are not kept that way.
 *
 * @param printing tells apart whatever else decides how lines are printed
 */
export function readTable(
  metric: ExposedMetric,
  print: PrintLine,
  printing: string,
): { readonly lines: readonly string[]; readonly numbers: readonly number[] } | undefined {
  if (metric.definition.type === "summary") return undefined;
  metric.series.expire(performance.now());
  const { table } = metric.series;
  const signature = `${table.generation} ${table.size} ${table.live} ${printing}`;
  let found = known.get(metric);
  if (found?.signature !== signature) {
    const lines = Array.from(table.places(), (place) =>
      metric
        .samplesOf(place)
        .map(({ metricName, labels, sharedLabels }) =>
          print(metricName ?? metric.definition.name, { ...labels, ...sharedLabels }),
        ),
    ).flat();
    found = { signature, lines };
    known.set(metric, found);
  }
  return { lines: found.lines, numbers: numbersOf(metric) };
}

function numbersOf({ definition, series: { table } }: ExposedMetric): number[] {
  const { stride, values } = table;
  const numbers: number[] = [];
  for (const place of table.places()) {
    const at = place * stride;
    if (definition.type !== "histogram") {
      numbers.push(values[at] as number);
      continue;
    }
    let below = 0;
    for (let bucket = 0; bucket < stride - 1; bucket += 1) {
      below += values[at + bucket] as number;
      numbers.push(below);
    }
    numbers.push(values[at + stride - 1] as number, below);
  }
  return numbers;
}
