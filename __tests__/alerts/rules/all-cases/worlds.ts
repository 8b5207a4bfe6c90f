import type { RecordedCase } from "../promtool";
import type { SeriesTest } from "../promtool-test";
import { samplesOf } from "../series-notation";

/** A moment of a case at which an alert fires. */
export interface FiringMoment {
  /** Seconds from the case's first scrape on. */
  readonly seconds: number;
  readonly test: SeriesTest;
}

/** Moments whose metrics differ, so that one Prometheus can have them all. */
export type World = readonly FiringMoment[];

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

const secondsOf = (duration: string): number =>
  Array.from(duration.matchAll(/(\d+)([smh])/g)).reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit] ?? NaN),
    0,
  );

/** The moments at which a case has an alert of the severity fire. */
export const firingMoments = ({ test }: RecordedCase, severity: string): FiringMoment[] =>
  test.tests.flatMap((seriesTest) =>
    (seriesTest.alert_rule_test ?? [])
      .filter(({ exp_alerts: alerts }) => alerts.some(({ exp_labels: labels }) => labels["severity"] === severity))
      .map(({ eval_time: time }) => ({ seconds: secondsOf(time), test: seriesTest })),
  );

/** Whether two moments are of the same samples. */
export const isSame = (first: FiringMoment, second: FiringMoment): boolean =>
  first.seconds === second.seconds &&
  JSON.stringify(first.test.input_series) === JSON.stringify(second.test.input_series);

const metricsOf = ({ test }: FiringMoment) => test.input_series.map(({ series }) => series.replace(/\{.*/, ""));

/** Adds a moment to the first world that has none of its metrics, unless it is in one already. */
export function withMoment(worlds: readonly World[], moment: FiringMoment): readonly World[] {
  if (worlds.some((world) => world.some((other) => isSame(other, moment)))) return worlds;
  const own = new Set(metricsOf(moment));
  const place = worlds.findIndex((world) => !world.flatMap(metricsOf).some((metric) => own.has(metric)));
  if (place === -1) return [...worlds, [moment]];
  return worlds.map((world, index) => (index === place ? [...world, moment] : world));
}

/** The samples of a world as OpenMetrics, so that each of its moments is at the given time, in seconds. */
export function openMetricsOf(world: World, now: number): string {
  const lines = world.flatMap(({ seconds, test }) =>
    test.input_series.flatMap(({ series, values }) =>
      samplesOf(values)
        .map(({ scrape, value }) => ({ time: scrape * secondsOf(test.interval), value }))
        .filter(({ time }) => time <= seconds)
        .map(({ time, value }) => `${series} ${value} ${(now - seconds + time).toFixed(3)}`),
    ),
  );
  return [...lines, "# EOF", ""].join("\n");
}
