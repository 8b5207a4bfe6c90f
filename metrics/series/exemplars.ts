import { MetricUsageError } from "../handles/metric-usage-error";
import { internalized } from "./internalized";
import { shownValue } from "./shown-value";
import type { SeriesCompanion } from "./series-table";

/** What the labels of one exemplar may have together, in characters, by OpenMetrics 1.0. */
const LONGEST_LABELS = 128;

/** One event that stands for others: what led to it, and its value. */
export interface Exemplar {
  /** Names with their values: `trace_id`. */
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/** An exemplar as prom-client's registry prints it. */
export interface PrintedExemplar {
  readonly labelSet: Record<string, string>;
  readonly value: number;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** Characters as OpenMetrics counts them: a pair of surrogates is one. */
const characters = (text: string): number => Array.from(text).length;

/**
 * The labels of an exemplar, in a map of their own.
 *
 * @param given whatever was handed over: who does not compile may hand over anything
 * @throws {MetricUsageError} when they are no object, or OpenMetrics does not allow them
 */
export function exemplarLabels(metric: string, given: unknown): ReadonlyMap<string, string> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    const received = typeof given === "string" ? `"${given}"` : Array.isArray(given) ? "an array" : String(given);
    throw new MetricUsageError([
      `metric "${metric}": an exemplar must be an object with its labels, such as { trace_id: "…" }, or left out: received ${received}`,
    ]);
  }
  const labels = new Map(Object.entries(given).map(([name, value]) => [name, internalized(shownValue(value))]));
  const problems = [...labels.keys()]
    .filter((name) => !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name))
    .map((name) => `exemplar label names must match [a-zA-Z_][a-zA-Z0-9_]*: received "${name}"`);
  const length = [...labels].reduce((sum, [name, value]) => sum + characters(name) + characters(value), 0);
  if (length > LONGEST_LABELS) {
    problems.push(
      `the labels of an exemplar have at most ${LONGEST_LABELS} characters together, names included: received ${length}`,
    );
  }
  if (problems.length > 0) throw new MetricUsageError(problems.map((problem) => `metric "${metric}": ${problem}`));
  return labels;
}

/** The latest exemplar of each line that has one: of a counter's series, or of a histogram's bucket. */
export class Exemplars implements SeriesCompanion {
  private readonly bySeries = new Map<number, Map<number, Exemplar>>();

  put(place: number, line: number, labels: ReadonlyMap<string, string>, value: number): void {
    const lines = this.bySeries.get(place) ?? new Map<number, Exemplar>();
    lines.set(line, { labels, value, time: Date.now() / 1_000 });
    this.bySeries.set(place, lines);
  }

  /** The latest of one line, as prom-client has it. */
  printedAt(place: number, line: number): PrintedExemplar | undefined {
    const exemplar = this.bySeries.get(place)?.get(line);
    if (exemplar === undefined) return undefined;
    return { labelSet: Object.fromEntries(exemplar.labels), value: exemplar.value, timestamp: exemplar.time };
  }

  of(place: number): ReadonlyMap<number, Exemplar> | undefined {
    return this.bySeries.get(place);
  }

  moved(from: number, to: number): void {
    const lines = this.bySeries.get(from);
    if (lines === undefined) return;
    this.bySeries.delete(from);
    this.bySeries.set(to, lines);
  }

  removed(place: number): void {
    this.bySeries.delete(place);
  }

  cleared(): void {
    this.bySeries.clear();
  }
}
