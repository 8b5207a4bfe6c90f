import { durationMilliseconds, formatDuration } from "../duration";
import type { Season } from "./anomaly-thresholds";
import { selector, type Matchers } from "../queries/matchers";

/** What is known of the hours of a series: the names under which their mean and their variance are recorded. */
export interface HourlyRecords {
  readonly mean: string;
  readonly variance: string;
}

const HALF_AN_HOUR = 1_800_000;

/**
 * The hour around the moment that lies that long ago: a series recorded over the last hour, as it was half an hour after
 * that moment.
 */
const around = (series: string, past: string) =>
  `${series} offset ${formatDuration((durationMilliseconds(past) ?? 0) - HALF_AN_HOUR)}`;

/** The same hour of several days as series that differ in one label, so that a day that is missing leaves the others. */
const pastHours = (series: string, { past }: Season) =>
  past.map((ago) => `label_replace(${around(series, ago)}, "past", "${ago}", "", "")`).join(" or ");

/** What is usual at this hour: the mean over the hours of a season. */
export const seasonalMean = (season: Season, { mean }: HourlyRecords, where: Matchers): string =>
  `avg without (past) (${pastHours(selector(mean, where), season)})`;

/** How far values lay from that mean: by their spread within the hours, and by the hours' own distance from each other. */
export function seasonalDeviation(season: Season, { mean, variance }: HourlyRecords, where: Matchers): string {
  const within = `avg without (past) (${pastHours(selector(variance, where), season)})`;
  const between = `stdvar without (past) (${pastHours(selector(mean, where), season)})`;
  return `sqrt(${within} + ${between})`;
}
