import { durationMilliseconds } from "../../../promql/duration";
import { anomalyThresholds, seasonalDeviation, seasonalMean, selector } from "../../../promql/signals";
import type { RecordingRule } from "../../alert-group";
import type { PlainAlert } from "../shipped-alert";
import { percent } from "../threshold-texts";

/** What is looked at, and how wide its band is. */
export interface Band {
  /** The label `group` of every series. */
  readonly group: string;
  /** How often a sample is recorded. */
  readonly interval: string;
  /** The name under which the value is recorded; the names of what is made of it begin with it. */
  readonly record: string;
  readonly value: string;
  /** How many standard deviations from the mean are still usual. */
  readonly tolerance: number;
  /** The least standard deviation, as a share of the mean. */
  readonly minimumDeviation: number;
}

const where = ({ group }: Band) => ({ group: `="${group}"` });

/** A series of the band, by what its name ends in. */
const series = (band: Band, suffix = "") => selector(`${band.record}${suffix}`, where(band));

const MEAN_OF_AN_HOUR = "_mean1h";
const VARIANCE_OF_AN_HOUR = "_variance1h";
const MEAN = "_mean";
const DEVIATION = "_deviation";
const UPPER = "_upper";
const LOWER = "_lower";

/** The series that a band is made of, each from those before it. */
export function bandRecordings(band: Band): RecordingRule[] {
  const { record, group } = band;
  const hourly = { mean: `${record}${MEAN_OF_AN_HOUR}`, variance: `${record}${VARIANCE_OF_AN_HOUR}` };
  // An hour of which less than half was seen says little of the hour.
  const seen = `count_over_time(${series(band)}[1h]) >= ${samplesInHalfAnHour(band)}`;
  const rule = (suffix: string, expression: string, labels: Record<string, string> = {}): RecordingRule => ({
    record: `${record}${suffix}`,
    expression,
    labels: { group, ...labels },
  });
  return [
    rule("", band.value),
    rule(MEAN_OF_AN_HOUR, `avg_over_time(${series(band)}[1h])\nand\n${seen}`),
    rule(VARIANCE_OF_AN_HOUR, `stdvar_over_time(${series(band)}[1h])\nand\n${seen}`),
    ...anomalyThresholds.seasons.flatMap((season) => [
      rule(MEAN, seasonalMean(season, hourly, where(band)), { season: season.name }),
      rule(DEVIATION, seasonalDeviation(season, hourly, where(band)), { season: season.name }),
    ]),
    rule(UPPER, bound(band, "max", "+")),
    rule(LOWER, bound(band, "min", "-")),
  ];
}

const samplesInHalfAnHour = ({ interval }: Band) =>
  Math.max(1, Math.floor(1_800_000 / (durationMilliseconds(interval) ?? 1_800_000)));

/** What is usual in either season is usual; without a week to compare with, nothing is known to be unusual. */
function bound(band: Band, choose: "max" | "min", sign: "+" | "-") {
  const mean = series(band, MEAN);
  const deviation = series(band, DEVIATION);
  const least = `${band.minimumDeviation} * ${mean}`;
  const week = selector(`${band.record}${MEAN}`, { ...where(band), season: '="week"' });
  return [
    `${choose} without (season) (${mean} ${sign} ${band.tolerance} * (${deviation} > ${least} or ${least}))`,
    "and ignoring (season)",
    week,
  ].join("\n");
}

/** A job gets far more requests, or far fewer, than is usual at this hour. */
export const unusualRequestRate = (band: Band, minimumRequestRate: number): PlainAlert => {
  const rate = series(band);
  const high = `${rate} > ${series(band, UPPER)}`;
  return {
    ...UNUSUAL,
    name: "UnusualRequestRate",
    option: "unusualRequestRate",
    summary: "A service gets far more or far fewer requests than usual at this hour",
    runbook: "unusual-request-rate.md",
    expression: () =>
      [
        minimumRequestRate === 0 ? high : `(${high} and ${rate} >= ${minimumRequestRate})`,
        "or",
        `${rate} < ${series(band, LOWER)}`,
      ].join("\n"),
    description: () =>
      `{{ $labels.job }} gets {{ $value | humanize }} requests a second, outside of what was usual at this hour over the ` +
      `last three days and on this weekday of the last two weeks.`,
  };
};

/** A job answers far slower than is usual at this hour. */
export const unusualLatency = (band: Band, quantile: number): PlainAlert => ({
  ...UNUSUAL,
  name: "UnusualLatency",
  option: "unusualLatency",
  summary: "A service answers far slower than usual at this hour",
  runbook: "unusual-latency.md",
  expression: () => `${series(band)} > ${series(band, UPPER)}`,
  description: () =>
    `{{ $labels.job }} takes up to {{ $value | humanizeDuration }} to answer ${percent(quantile)} of its requests, more ` +
    `than was usual at this hour over the last three days and on this weekday of the last two weeks.`,
});

const UNUSUAL = { severity: "warning", for: "15m" } as const;
