import type { CounterDefinition } from "cdktf-monitoring-metrics/definitions";
import { shareOf } from "../private/query-text";
import { matcherProblems, type Matchers } from "./matchers";
import { buildQuery, definedOf } from "./private/build-query";
import type { MatchersOf, QueryOptions, SeriesLabel } from "./query-options";

/** What an error ratio can be told beside its counter and the labels that its result keeps. */
export interface ErrorRatioOptions<Metric extends CounterDefinition> extends QueryOptions<Metric> {
  /**
   * What tells errors from the rest, by label.
   *
   * @default - a `status` of 500 or more
   */
  readonly errors?: MatchersOf<Metric>;
}

/** What counts as an error has to be said of a counter without a label `status`. */
type ErrorRatioArguments<Metric extends CounterDefinition> =
  "status" extends SeriesLabel<Metric>
    ? [options?: ErrorRatioOptions<Metric>]
    : [options: ErrorRatioOptions<Metric> & Required<Pick<ErrorRatioOptions<Metric>, "errors">>];

const SERVER_ERROR = { status: '=~"5.."' };

/**
 * The share of errors among everything that is counted, 0 to 1:
 * `sum by (job) (rate(api_requests_total{status=~"5.."}[5m])) / sum by (job) (rate(api_requests_total[5m]))`. Where nothing
 * ever failed there is no series rather than a 0.
 *
 * @param by the labels that the result keeps
 * @throws {QueryError} for what the compiler cannot see: a window, a value or a regular expression that cannot work,
 * errors told by a label that the result keeps, or by one that is narrowed already
 */
export function errorRatio<Metric extends CounterDefinition>(
  metric: Metric,
  by: readonly SeriesLabel<Metric>[],
  ...[options = {}]: ErrorRatioArguments<Metric>
): string {
  const given: ErrorRatioOptions<Metric> = options;
  const errors = definedOf(given.errors ?? SERVER_ERROR);
  return buildQuery({
    name: "errorRatio",
    metric,
    by,
    options: given,
    problems: errorProblems(errors, by, definedOf(given.where)),
    text: (parts) => shareOf(metric.name, parts, errors),
  });
}

function errorProblems(errors: Matchers, by: readonly string[], where: Matchers): string[] {
  const labels = Object.keys(errors);
  return [
    ...(labels.length > 0 ? [] : ["errors must name a label that tells errors from the rest: received none"]),
    ...matcherProblems("errors", errors),
    ...labels
      .filter((label) => by.includes(label))
      .map((label) => `by must not keep "${label}", which tells errors from the rest: every share would be 1`),
    ...labels
      .filter((label) => label in where)
      .map((label) => `where must not narrow "${label}", which tells errors from the rest: say both in errors`),
  ];
}
