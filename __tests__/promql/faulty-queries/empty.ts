import type { FaultyQuery } from "./faulty-query";

/** What Prometheus takes, and answers nothing to, or something else than was meant. */
export const emptyQueries: readonly FaultyQuery[] = [
  {
    kind: "aggregated-counter",
    marked: "rate(«sum by (job) (api_requests_total)[5m:]»)",
    message:
      "rate() of an aggregation takes the restart of any one target for a restart of all: take rate() first, and aggregate that",
  },
  {
    kind: "beyond-retention",
    marked: "sum_over_time(«up[30d]»)",
    message: "this looks 30d back, and samples are kept for 15d: look back less far, or keep samples longer",
    options: { retention: "15d" },
  },
  {
    kind: "bucket-missing",
    marked: 'api_request_latency_seconds_bucket{le=«"0.3"»}',
    message:
      '"api_request_latency_seconds_bucket" has no le="0.3": it has 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, +Inf',
  },
  {
    kind: "buckets-gone",
    marked: "histogram_quantile(0.95, «sum by (endpoint) (rate(api_request_latency_seconds_bucket[5m]))»)",
    message: 'histogram_quantile() needs the label "le", which is gone here: keep it, as in by (le)',
  },
  {
    kind: "buckets-never",
    marked: "histogram_quantile(0.95, «rate(api_request_latency_seconds_sum[5m])»)",
    message: 'histogram_quantile() needs the label "le", which only the _bucket series of a histogram have',
  },
  {
    kind: "histogram-without-part",
    marked: "rate(«api_request_latency_seconds»[5m])",
    message:
      '"api_request_latency_seconds" is a histogram, which has no series of that name; did you mean "api_request_latency_seconds_bucket", "api_request_latency_seconds_sum" or "api_request_latency_seconds_count"?',
  },
  {
    kind: "label-gone",
    marked: "sum by («path») (rate(api_requests_total[5m]))",
    message: 'no series here has label "path": there are endpoint, method, status, job, instance, host',
  },
  {
    kind: "label-not-canonical",
    marked: 'api_request_latency_seconds_bucket{le=«"1"»}',
    message: 'le="1" matches nothing, as Prometheus stores it in another form: write "1.0"',
  },
  {
    kind: "label-not-lent",
    marked: "api_requests_total * on (job) group_left («version») up",
    message: 'the right side has no label "version" to lend: there are job, instance, host',
  },
  {
    kind: "label-not-matched",
    marked: "api_requests_total / on («endpoint») up",
    message: 'the right side has no label "endpoint" to match on: there are job, instance, host',
  },
  {
    kind: "label-not-numeric",
    marked: 'api_request_latency_seconds_bucket{le=«"1s"»}',
    message: '"1s" is no number, and le is one',
  },
  {
    kind: "label-unknown",
    marked: 'api_requests_total{«endpont»="/"}',
    message: 'metric "api_requests_total" has no label "endpont"; did you mean "endpoint"?',
  },
  {
    kind: "label-without-name",
    marked: 'label_replace(up, «""», "$1", "job", "(.*)")',
    message: "the new label has no name",
  },
  {
    kind: "not-a-counter",
    marked: "rate(«user_sessions»[5m])",
    message: 'rate() needs a counter, and "user_sessions" is a gauge: use deriv() or delta()',
  },
  {
    kind: "replacement-pattern",
    marked: 'label_replace(up, "a", "$1", "job", «"(?=x)"»)',
    message: 'RE2 has no look-ahead "(?="',
  },
  {
    kind: "sides-never-match",
    marked: "rate(api_requests_total[5m]) «/» up",
    message:
      'the sides of "/" never match, as only one of them has "endpoint", "method", "status": say on (…) or ignoring (…)',
  },
  {
    kind: "threshold-beyond-buckets",
    marked: "«histogram_quantile(0.95, sum by (le) (rate(api_request_latency_seconds_bucket[5m]))) > 10»",
    message:
      'the quantile is at most 10, the largest finite bucket bound of "api_request_latency_seconds_bucket", so that this is never true: compare with less, or add a larger bucket',
  },
  { kind: "trim-of-scalars", marked: "1 «</» 2", message: '"</" works on histograms, and both sides are scalars' },
  {
    kind: "two-names",
    marked: '{"up", «"down"»}',
    message: 'the selector has two names, "up" and "down": leave one out',
  },
  {
    kind: "unknown-metric",
    marked: "«api_request_total»",
    message: 'unknown metric "api_request_total"; did you mean "api_requests_total"?',
  },
  { kind: "unknown-metrics", marked: '{«__name__=~"apis_.*"»}', message: "no known metric has such a name" },
  {
    kind: "value-never",
    marked: 'api_requests_total{method=«"get"»}',
    message:
      'label "method" of "api_requests_total" is never "get": it is one of "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"',
  },
  {
    kind: "values-never",
    marked: 'api_requests_total{method=~«"get|put"»}',
    message:
      'label "method" of "api_requests_total" never matches "get|put": it is one of "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"',
  },
  {
    kind: "window-too-short",
    marked: "rate(api_requests_total[«30s»])",
    message: "a window of 30s holds fewer than 4 scrapes at an interval of 15s: write 1m or more",
    options: { scrapeInterval: "15s" },
  },
  {
    kind: "window-varies",
    marked: "rate(api_requests_total[«$__interval»])",
    message: "$__interval can be as short as one scrape interval: write $__rate_interval",
    options: { scrapeInterval: "15s" },
  },
];
