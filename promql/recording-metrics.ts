import type { KnownMetric, KnownMetrics } from "./known-metrics";
import { resultLabels } from "./result-labels";

/** A rule that records what an expression gives. */
export interface Recording {
  /** The name of the new series, as `level:metric:operations`. */
  readonly record: string;
  /** PromQL; each series in its result becomes one of the new name. */
  readonly expression: string;
  /**
   * Labels to add.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * The series that recording rules write, as later queries see them.
 *
 * @param recordings in any order: one may read what another writes
 * @param metrics what is known beside them
 */
export function recordingMetrics(recordings: readonly Recording[], metrics: KnownMetrics): KnownMetrics {
  let recorded = recordOnce(recordings, metrics);
  // What a rule reads from a later one has its labels in the next round; each round settles one rule or more.
  for (let round = 1; round < recordings.length; round++) {
    const next = recordOnce(recordings, new Map([...metrics, ...recorded]));
    if (JSON.stringify([...next]) === JSON.stringify([...recorded])) break;
    recorded = next;
  }
  return recorded;
}

function recordOnce(recordings: readonly Recording[], metrics: ReadonlyMap<string, KnownMetric>): KnownMetrics {
  const known = new Map(metrics);
  const recorded = new Map<string, KnownMetric>();
  for (const { record, expression, labels = {} } of recordings) {
    const earlier = recorded.get(record)?.labels ?? [];
    const kept = resultLabels(expression, known);
    const metric: KnownMetric = {
      type: "gauge",
      labels: [...new Set([...earlier, ...kept, ...Object.keys(labels)])],
    };
    recorded.set(record, metric);
    known.set(record, metric);
  }
  return recorded;
}
