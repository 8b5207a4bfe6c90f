import { canonicalFloat } from "../../definitions";
import { familyHeader, sampleName, type ExpositionFormat } from "../../exposition/exposition-format";
import type { FamilyLayout } from "./snapshot";

const printed = (value: number): string => {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "+Inf" : "-Inf";
};

// Quotes within a value are escaped, so that nothing but the label itself looks like this.
const BOUND = /(?<=[{,])le="([^"]*)"/;

/** A line as OpenMetrics has it: counters end in `_total`, and bounds are canonical floats. */
function openMetricsLine({ name, type }: FamilyLayout, line: string): string {
  if (type === "counter") return sampleName({ name, type }, "openmetrics") + line.slice(name.length);
  if (type !== "histogram") return line;
  return line.replace(BOUND, (_, bound: string) => `le="${canonicalFloat(bound) ?? bound}"`);
}

/** The lines of a metric up to their values, in each format. */
export interface FormattedLines {
  readonly text: readonly string[];
  /** As far as it has been asked for. */
  readonly openMetrics: string[];
}

/** One metric of the whole, as it was when it was put together: it stays so while a later page is. */
export interface FamilyReading {
  readonly layout: FamilyLayout;
  /** Further lines may come, behind those that have a value. */
  readonly lines: FormattedLines;
  readonly values: Float64Array;
  /** How many processes have each line; one that none has is not printed. */
  readonly weights: Float64Array;
}

/** Lines that are printed at once. */
const LINES_A_SLICE = 2_048;

/** Prints a metric, some thousand lines at a time. */
function* printFamily(
  { layout, lines, values, weights }: FamilyReading,
  format: ExpositionFormat,
  separator: string,
): Generator<string, void> {
  const { text, openMetrics } = lines;
  const lineAt = (slot: number): string => {
    const line = text[slot] as string;
    return format === "text" ? line : (openMetrics[slot] ??= openMetricsLine(layout, line));
  };
  let slice = separator + familyHeader(layout, format);
  for (let slot = 0; slot < values.length; slot += 1) {
    if ((weights[slot] as number) > 0) slice += `${lineAt(slot)} ${printed(values[slot] as number)}\n`;
    if (slot % LINES_A_SLICE !== LINES_A_SLICE - 1) continue;
    yield slice;
    slice = "";
  }
  yield slice;
}

/** Prints a page, some thousand lines of one metric at a time. */
export function* printPage(readings: readonly FamilyReading[], format: ExpositionFormat): Generator<string, void> {
  for (const [index, reading] of readings.entries()) {
    yield* printFamily(reading, format, index > 0 && format === "text" ? "\n" : "");
  }
  if (format === "openmetrics") yield "# EOF\n";
}
