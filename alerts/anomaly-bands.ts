import { durationMilliseconds } from "../promql/duration";
import { anomalyThresholds, measuredRequestRate, requestLatencyQuantile, requestRate } from "../promql/signals";
import type { AlertGroup } from "./alert-group";
import type { AnomalyBandSettings } from "./anomaly-settings";
import { bandRecordings, type Band, unusualLatency, unusualRequestRate } from "./private/anomaly/band";
import { alertGroup, groupSettings, groupSettingsProblems } from "./private/group-settings";
import { shown, windowProblems } from "./private/rule-checks";
import { tunePlainAlert, unlessOff } from "./private/shipped-alert";

/**
 * Bands of what is usual for a job at this hour, for its request rate and its latency, and alerts on what lies outside.
 *
 * Prometheus records the mean and the standard deviation of the same hour of the last three days, and of the same weekday
 * of the last two weeks. The band reaches from the lower of the two lower bounds to the higher of the two upper ones: a
 * Sunday need not look like a Saturday as long as it looks like a Sunday. There is no band, and so no alert, until there
 * is a week to compare with.
 *
 * @throws {AlertGroupError} naming every setting that cannot work
 */
export function anomalyBands(settings: AnomalyBandSettings = {}): AlertGroup {
  const { name = "anomaly-bands", where = {}, minimumRequestRate = anomalyThresholds.minimumRequestRate } = settings;
  const { tolerance = anomalyThresholds.tolerance, minimumDeviation = anomalyThresholds.minimumDeviation } = settings;
  const { latencyQuantile = anomalyThresholds.latencyQuantile, retention } = settings;
  const group = groupSettings({ interval: "5m", ...settings }, anomalyThresholds.window);
  const options = { window: group.window, by: ["job"], where };
  const shared = { group: name, interval: group.interval, tolerance, minimumDeviation };
  const quantile = requestLatencyQuantile(latencyQuantile, options);
  const rate: Band = { ...shared, record: "job:api_requests:rate5m", value: requestRate(options) };
  const latency: Band = {
    ...shared,
    record: "job:api_request_latency_seconds:quantile5m",
    // Without requests the quantile is NaN, which would make every mean that it is part of NaN as well.
    value: `${quantile}\nand\n${measuredRequestRate(options)} ${minimumRequestRate === 0 ? "> 0" : `>= ${minimumRequestRate}`}`,
  };
  const tuned = [
    unlessOff(settings.unusualRequestRate, (own) =>
      tunePlainAlert(unusualRequestRate(rate, minimumRequestRate), own, group),
    ),
    unlessOff(settings.unusualLatency, (own) => tunePlainAlert(unusualLatency(latency, latencyQuantile), own, group)),
  ];
  const recordings = [
    unlessOff(settings.unusualRequestRate, () => bandRecordings(rate)),
    unlessOff(settings.unusualLatency, () => bandRecordings(latency)),
  ];
  const problems = [
    ...groupSettingsProblems(group, where),
    ...atLeast("minimumRequestRate", minimumRequestRate, "requests a second"),
    ...(tolerance > 0 && Number.isFinite(tolerance)
      ? []
      : [`tolerance must be above 0 standard deviations: received ${shown(tolerance)}`]),
    ...atLeast("minimumDeviation", minimumDeviation, "of the mean, as 0.1 is 10%"),
    ...(latencyQuantile > 0 && latencyQuantile < 1
      ? []
      : [`latencyQuantile must lie between 0 and 1: received ${shown(latencyQuantile)}`]),
    ...retentionProblems(retention),
  ];
  return alertGroup(name, group, tuned.flat(), problems, recordings.flat(2));
}

const atLeast = (option: string, value: number, unit: string) =>
  Number.isFinite(value) && value >= 0 ? [] : [`${option} must be 0 or more ${unit}: received ${shown(value)}`];

/** A week, the half hour around it, and the time that Prometheus takes to let a block go. */
const LEAST_RETENTION = "8d";

const retentionProblems = (retention: string | undefined) => {
  if (retention === undefined) return [];
  const kept = durationMilliseconds(retention) ?? 0;
  if (kept === 0) return windowProblems("retention", retention);
  return kept >= (durationMilliseconds(LEAST_RETENTION) ?? 0)
    ? []
    : [
        `retention must be ${LEAST_RETENTION} or more, since a band needs the week before: received ${shown(retention)}: ` +
          "keep samples longer, or leave the group out",
      ];
};
