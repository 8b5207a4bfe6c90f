import type { LabelValue } from "../../handles";
import type { ExposedMetric } from "../../handles/exposed-metric";
import { GONE, type SeriesTable } from "../../series/series-table";
import type { Turns } from "../../private/turns";

type Labels = Readonly<Record<string, LabelValue | undefined>>;

/** Prints one line up to its value. */
export type PrintLine = (name: string, labels: Labels) => string;

/** The lines of a metric's table, and the numbers that go with them. */
export interface TableReading {
  readonly lines: readonly string[];
  readonly numbers: Float64Array;
}

/** The lines of a metric, printed once for each place of its table. */
interface PrintedLines {
  readonly generation: number;
  readonly printing: string;
  /** The lines of all places that are printed, those of series that are gone included. */
  readonly all: string[];
  places: number;
  /** The lines of the series that were there when they were last read, and which those were. */
  current: { readonly series: string; readonly lines: readonly string[] };
}

const printed = new WeakMap<ExposedMetric, PrintedLines>();

/** What is printed already, as far as places have the meaning that they had. */
function printedOf(metric: ExposedMetric, printing: string): PrintedLines {
  const { generation } = metric.series.table;
  const known = printed.get(metric);
  if (known?.generation === generation && known.printing === printing) return known;
  const fresh = { generation, printing, all: [], places: 0, current: { series: "", lines: [] } };
  printed.set(metric, fresh);
  return fresh;
}

/** Places that are printed before it is asked whether others wait. */
const PLACES_A_STEP = 64;

/** Prints the next places, each once, whoever asks for it. */
function printSome(metric: ExposedMetric, known: PrintedLines, print: PrintLine): void {
  const { definition, series } = metric;
  const end = Math.min(known.places + PLACES_A_STEP, series.table.size);
  for (; known.places < end; known.places += 1) {
    const isGone = ((series.table.marks[known.places] as number) & GONE) !== 0;
    const samples = isGone ? [] : metric.samplesOf(known.places);
    for (let line = 0; line < series.lines; line += 1) {
      const sample = samples[line];
      known.all.push(
        sample === undefined
          ? ""
          : print(sample.metricName ?? definition.name, { ...sample.labels, ...sample.sharedLabels }),
      );
    }
  }
}

/**
 * The lines of a metric of this package, and its numbers read from where they are kept: while no series comes or goes, the
 * lines are the same array, and of one that has come only its own are printed. A summary's numbers are not kept that way.
 *
 * @param printing tells apart whatever else decides how lines are printed
 */
export async function readTable(
  metric: ExposedMetric,
  print: PrintLine,
  printing: string,
  turns: Turns,
): Promise<TableReading> {
  await metric.series.prepareReading(performance.now());
  const { table } = metric.series;
  // Every series keeps its place while others have their turn.
  table.beginReading();
  try {
    let known = printedOf(metric, printing);
    while (known.places < table.size) {
      printSome(metric, known, print);
      await turns.pass();
      known = printedOf(metric, printing);
    }
    const lines = currentLines(known, table, metric.series.lines);
    return { lines, numbers: numbersOf(metric, lines.length) };
  } finally {
    table.endReading();
  }
}

/** The lines of the series that are there. Places are used once, so that two numbers say which. */
function currentLines(known: PrintedLines, table: SeriesTable, linesOfSeries: number): readonly string[] {
  const series = `${table.size} ${table.live}`;
  if (known.current.series === series) return known.current.lines;
  const lines =
    table.live === table.size
      ? known.all.slice()
      : Array.from(table.places(), (place) =>
          known.all.slice(place * linesOfSeries, (place + 1) * linesOfSeries),
        ).flat();
  known.current = { series, lines };
  return lines;
}

function numbersOf({ definition, series: { table } }: ExposedMetric, length: number): Float64Array {
  const { stride, values, marks } = table;
  const numbers = new Float64Array(length);
  let at = 0;
  for (let place = 0; place < table.size; place += 1) {
    if (((marks[place] as number) & GONE) !== 0) continue;
    const from = place * stride;
    if (definition.type !== "histogram") {
      numbers[at++] = values[from] as number;
      continue;
    }
    let below = 0;
    for (let bucket = 0; bucket < stride - 1; bucket += 1) {
      below += values[from + bucket] as number;
      numbers[at++] = below;
    }
    numbers[at++] = values[from + stride - 1] as number;
    numbers[at++] = below;
  }
  return numbers;
}
