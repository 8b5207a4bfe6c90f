/** How much the heap may grow, as a share of what it is, and in bytes where that is more. */
export const TOLERANCE = { share: 0.02, bytes: 1_048_576 };

/** The share of a run that fills caches, label values and compiled code. */
const WARM_UP = 0.25;

/** Fewer readings than these say nothing. */
export const LEAST_READINGS = 8;

/** What the readings of a heap say. */
export interface HeapTrend {
  /** Bytes by which the second half of the run, after its warm-up, lies above the first: by their medians. */
  readonly betweenHalves: number;
  /** Bytes by which a line through the readings rises from the first of them to the last. */
  readonly rise: number;
  /** Bytes that either may be. */
  readonly allowed: number;
  readonly flat: boolean;
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[values.length >> 1] ?? NaN;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How many bytes a line of least squares rises over all readings, which are equally far apart. */
function riseOf(readings: readonly number[]): number {
  const middle = (readings.length - 1) / 2;
  const average = mean(readings);
  let together = 0;
  let alone = 0;
  readings.forEach((reading, index) => {
    together += (index - middle) * (reading - average);
    alone += (index - middle) ** 2;
  });
  return (together / alone) * (readings.length - 1);
}

/**
 * Whether a heap stays as it is: both the medians of the run's halves and a line through all readings may rise by 2 %, or
 * by 1 MiB. Two measures, as a heap that jumps once moves the medians, and one that creeps moves the line.
 *
 * @param readings bytes in use after a full collection, at equal intervals
 * @throws {Error} for too few readings
 */
export function heapTrend(readings: readonly number[]): HeapTrend {
  if (readings.length < LEAST_READINGS) {
    throw new Error(`${LEAST_READINGS} readings of the heap are the least: there are ${readings.length}`);
  }
  const settled = readings.slice(Math.ceil(readings.length * WARM_UP));
  const half = settled.length >> 1;
  const first = median(settled.slice(0, half));
  const betweenHalves = median(settled.slice(-half)) - first;
  const rise = riseOf(settled);
  const allowed = Math.max(TOLERANCE.bytes, first * TOLERANCE.share);
  return { betweenHalves, rise, allowed, flat: betweenHalves <= allowed && rise <= allowed };
}
