import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import {
  availabilitySignals,
  type BurnRate,
  latencySignals,
  selector,
  SLO_WINDOWS,
  sloThresholds,
} from "../promql/signals";
import { durationMilliseconds, formatDuration } from "../promql/duration";
import type { AlertGroup, RecordingRule, Severity } from "./alert-group";
import { alertGroup, groupSettings, groupSettingsProblems } from "./private/group-settings";
import { retentionProblems, shown, windowProblems } from "./private/rule-checks";
import { type PlainAlert, tunePlainAlert, unlessOff } from "./private/shipped-alert";
import { percent } from "./private/threshold-texts";
import type { SloSettings } from "./slo-settings";

/** An objective with its defaults filled in. */
interface Objective {
  readonly name: string;
  /** The share of requests, 0 to 1, that may be bad. */
  readonly budget: number;
  readonly period: string;
  /** What a request that misses it did, for a reader. */
  readonly miss: string;
  readonly minimumErrors: number;
  /** How often the recordings get a sample. */
  readonly intervalSeconds: number;
}

/**
 * A service level objective, per job: `slo({ objective: 0.999 })` for availability, `slo({ objective: 0.99, latency: 0.5 })`
 * for latency. Prometheus records the errors per request over seven windows and what is left of the error budget; two
 * alerts look at how fast it burns, as "Alerting on SLOs" in Google's Site Reliability Workbook has them.
 *
 * @throws {AlertGroupError} naming every setting that cannot work
 */
export function slo(settings: SloSettings): AlertGroup {
  const { objective, latency, period = sloThresholds.period, where = {} } = settings;
  const name = settings.name ?? (latency === undefined ? "availability" : "latency");
  const group = groupSettings({ interval: "1m", ...settings }, "5m");
  const slo: Objective = {
    name,
    // Free of what binary fractions leave behind: 1 - 0.999 is 0.0010000000000000009.
    budget: Number((1 - objective).toPrecision(12)),
    period,
    miss: latency === undefined ? "failed with a 5xx status" : `took longer than ${latency}s`,
    minimumErrors: settings.minimumErrors ?? sloThresholds.minimumErrors,
    intervalSeconds: (durationMilliseconds(group.interval) ?? 0) / 1000,
  };
  const tuned = [
    unlessOff(settings.page, (own) => tunePlainAlert(pageAlert(slo), own, group)),
    unlessOff(settings.ticket, (own) => tunePlainAlert(ticketAlert(slo), own, group)),
  ];
  const signals = latency === undefined ? availabilitySignals({ where }) : latencySignals(latency, { where });
  return alertGroup(
    `slo-${name}`,
    group,
    tuned.flat(),
    [...groupSettingsProblems(group, where), ...sloProblems(settings, slo)],
    sloRecordings(slo, signals),
  );
}

const REQUESTS = "job:slo_requests:rate5m";
const ERRORS = "job:slo_errors:rate5m";
const errorRatio = (window: string) => `job:slo_errors_per_request:ratio_rate${window}`;
const BUDGET_REMAINING = "job:slo_error_budget_remaining:ratio";

/**
 * Longer windows are made of the rates over 5 minutes, weighted by their requests: to read three days of every series of
 * every endpoint each minute would cost more than all other rules together.
 */
function sloRecordings(slo: Objective, signals: { readonly requests: string; readonly errors: string }) {
  const [requests, errors] = [seriesOf(REQUESTS, slo), seriesOf(ERRORS, slo)];
  const ratioOver = (window: string) =>
    window === "5m"
      ? `${errors} / (${requests} > 0)`
      : `sum_over_time(${errors}[${window}]) / (sum_over_time(${requests}[${window}]) > 0)`;
  const recordings: RecordingRule[] = [
    { record: REQUESTS, expression: signals.requests },
    { record: ERRORS, expression: signals.errors },
    ...SLO_WINDOWS.map((window) => ({ record: errorRatio(window), expression: ratioOver(window) })),
    { record: BUDGET_REMAINING, expression: `1 - ${ratioOver(slo.period)} / ${slo.budget}` },
  ];
  return recordings.map((recording) => ({ ...recording, labels: { slo: slo.name } }));
}

const seriesOf = (record: string, { name }: Objective) => selector(record, { slo: `="${name}"` });

const pageAlert = (slo: Objective) => burnAlert(slo, "page", "critical", sloThresholds.page);

const ticketAlert = (slo: Objective) => burnAlert(slo, "ticket", "warning", sloThresholds.ticket);

function burnAlert(
  slo: Objective,
  option: "page" | "ticket",
  severity: Severity,
  burnRates: readonly BurnRate[],
): PlainAlert {
  const reachable = reachableRates(slo, burnRates);
  const slowest = reachable.at(-1)?.rate ?? 1;
  return {
    name: "ErrorBudgetBurn",
    option,
    severity,
    // The short windows do what a `for` is for, and end the alert as well.
    for: "0s",
    summary: "An error budget burns too fast",
    runbook: "error-budget-burn.md",
    expression: () => reachable.map((burnRate) => burnCondition(slo, burnRate)).join("\nor\n"),
    description: () =>
      `{{ $value | humanizePercentage }} of the requests to {{ $labels.job }} ${slo.miss}. The objective "${slo.name}" ` +
      `allows ${percent(slo.budget)} over ${slo.period}: as it burns now, that error budget lasts ` +
      `${lifetime(slo, slowest)} or less.`,
  };
}

/** How long the budget of a whole period lasts at a rate, to the hour. */
const lifetime = ({ period }: Objective, rate: number) =>
  formatDuration(Math.round((durationMilliseconds(period) ?? 0) / rate / HOUR) * HOUR);

const HOUR = 3_600_000;

function burnCondition(slo: Objective, { rate, long, short }: BurnRate): string {
  const limit = `(${rate} * ${slo.budget})`;
  const burnt = `sum_over_time(${seriesOf(ERRORS, slo)}[${long}]) * ${slo.intervalSeconds} >= ${slo.minimumErrors}`;
  return [
    "(",
    `  ${seriesOf(errorRatio(long), slo)} > ${limit}`,
    "  and",
    `  ${seriesOf(errorRatio(short), slo)} > ${limit}`,
    ...(slo.minimumErrors === 0 ? [] : ["  and", `  ${burnt}`]),
    ")",
  ].join("\n");
}

/** Those that requests can reach at all: with an objective of 0.9, 14.4 times the budget are more than all requests. */
const reachableRates = ({ budget }: Objective, burnRates: readonly BurnRate[]) =>
  burnRates.filter(({ rate }) => rate * budget < 1);

const BOUNDS: readonly number[] = apiMetrics.apiRequestLatencySeconds.buckets;

const LONGEST_WINDOW = "3d";

function sloProblems(settings: SloSettings, slo: Objective): string[] {
  const { objective, latency, minimumErrors = 0, retention, page, ticket } = settings;
  const period = durationMilliseconds(slo.period) ?? 0;
  const longest = durationMilliseconds(LONGEST_WINDOW) ?? 0;
  const isShare = Number.isFinite(objective) && objective > 0 && objective < 1;
  return [
    ...(isShare ? [] : [`objective must lie between 0 and 1, as 0.999 is 99.9%: received ${shown(objective)}`]),
    ...(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(slo.name)
      ? []
      : [`name must begin with a letter or digit, then letters, digits, _, . or -: received ${shown(slo.name)}`]),
    ...(latency === undefined || BOUNDS.includes(latency)
      ? []
      : [
          `latency must be a bucket bound of ${apiMetrics.apiRequestLatencySeconds.name}, one of ${BOUNDS.join(", ")}: ` +
            `received ${shown(latency)}`,
        ]),
    ...windowProblems("period", slo.period),
    ...(period > 0 && period < longest
      ? [
          `period must be ${LONGEST_WINDOW} or more, the longest window that is looked at: received ${shown(slo.period)}`,
        ]
      : []),
    ...retentionProblems("period", slo.period, retention),
    ...(Number.isFinite(minimumErrors) && minimumErrors >= 0
      ? []
      : [`minimumErrors must be 0 or more: received ${shown(minimumErrors)}`]),
    ...(page === false || !isShare ? [] : unreachableProblems("page", slo, sloThresholds.page)),
    ...(ticket === false || !isShare ? [] : unreachableProblems("ticket", slo, sloThresholds.ticket)),
  ];
}

function unreachableProblems(option: string, slo: Objective, burnRates: readonly BurnRate[]): string[] {
  if (reachableRates(slo, burnRates).length > 0) return [];
  const slowest = Math.min(...burnRates.map(({ rate }) => rate));
  return [
    `${option} must be false: ${slowest} times the error budget of ${percent(slo.budget)} are more than all requests, ` +
      "so that the alert could never fire",
  ];
}
