import { refuses, refusesAll } from "./refuses";

describe("histogram_quantile needs the buckets", () => {
  refuses(
    "histogram_quantile(0.95, «sum(rate(api_request_latency_seconds_bucket[5m]))»)",
    'histogram_quantile() needs the label "le", which is gone here: keep it, as in by (le)',
  );
  refuses(
    "histogram_quantile(0.95, «sum without (le) (rate(api_request_latency_seconds_bucket[5m]))»)",
    'histogram_quantile() needs the label "le", which is gone here: keep it, as in by (le)',
  );
});

describe("the labels to match on, to ignore and to lend are there", () => {
  refuses(
    "sum by (job) (up) / on («endpoint») sum by (job, endpoint) (rate(api_requests_total[5m]))",
    'the left side has no label "endpoint" to match on: there are job',
  );
  refuses(
    "up * ignoring («endpoint») up",
    'neither side has label "endpoint" to ignore: there are job, instance, host',
  );
  refuses(
    "up * on (instance) group_right («endpoint») api_requests_total",
    'the left side has no label "endpoint" to lend: there are job, instance, host',
  );
  refuses(
    "sum by (job) (up) * on (job) group_left (nodename) node_uname_info * on (job, «nodname») up",
    'neither side has label "nodname" to match on; did you mean "nodename"?',
  );
});

describe("without on or ignoring, both sides have the same labels", () => {
  refuses(
    "sum by (job) (up) «/» sum by (job, instance) (up)",
    'the sides of "/" never match, as only one of them has "instance": say on (…) or ignoring (…)',
  );
  refuses(
    "sum(up) «/» count by (job) (up)",
    'the sides of "/" never match, as only one of them has "job": say on (…) or ignoring (…)',
  );
  refuses(
    "api_error_rate «and» up",
    'the sides of "and" never match, as only one of them has "endpoint": say on (…) or ignoring (…)',
  );
  refuses(
    "sum(up) «unless» up",
    'the sides of "unless" never match, as only one of them has "job", "instance", "host": say on (…) or ignoring (…)',
  );
});

describe("a grouping label is alive at that point", () => {
  refuses(
    "sum by («endpont») (rate(api_requests_total[5m]))",
    'no series here has label "endpont"; did you mean "endpoint"?',
  );
  refuses(
    "sum without («path») (rate(api_requests_total[5m]))",
    'no series here has label "path": there are endpoint, method, status, job, instance, host',
  );
  refuses(
    "sum by («endpoint») (sum by (job) (rate(api_requests_total[5m])))",
    'no series here has label "endpoint": there are job',
  );
  refuses(
    "sum by («endpoint») (sum(rate(api_requests_total[5m])))",
    'no series here has label "endpoint": there are none at all',
  );
  refuses("sum by («job») (sum without (job) (up))", 'no series here has label "job": there are instance, host');
  refuses(
    "topk by («path») (3, api_requests_total)",
    'no series here has label "path": there are endpoint, method, status, job, instance, host',
  );
  refuses(
    "sum by («__name__») (rate(api_requests_total[5m]))",
    'no series here has label "__name__": functions, operators and aggregations drop the metric\'s name',
  );
  refuses(
    "sum by («le») (histogram_quantile(0.9, api_request_latency_seconds_bucket))",
    'no series here has label "le": only the _bucket series of a histogram have it, and aggregations that name it keep it',
  );
  refuses(
    'sum by («endpoint») (absent(api_requests_total{job="api"}))',
    'no series here has label "endpoint": there are job',
  );
  refuses('sum by («x») (count_values("y", up))', 'no series here has label "x": there are y');
  refuses('label_replace(up, "a", "$1", «"b"», ".*")', 'no series here has label "b": there are job, instance, host');
  refuses('label_join(up, "a", ",", «"b"», "job")', 'no series here has label "b": there are job, instance, host');
  refuses(
    'sum by («area») (label_replace(up, "zone", "x", "", ""))',
    'no series here has label "area": there are job, instance, host, zone',
  );
  refuses(
    "histogram_quantile(0.95, sum by («le») (rate(api_request_latency_seconds_count[5m])))",
    'no series here has label "le": only the _bucket series of a histogram have it, and aggregations that name it keep it',
  );
  refuses(
    "sum by ($group, «path») (api_requests_total)",
    'no series here has label "path": there are endpoint, method, status, job, instance, host',
  );
});

describe("a variable is one that the place fills in", () => {
  refuses(
    'sum by (endpoint) (rate(api_requests_total{endpoint=~"«$endpont»"}[5m]))',
    'unknown variable "endpont"; did you mean "endpoint"?',
    { variables: ["endpoint", "method"] },
  );
  refuses(
    "rate(api_requests_total[«$__rate_intervl»])",
    'unknown variable "__rate_intervl"; did you mean "__rate_interval"?',
    { variables: [] },
  );
  refuses(
    "rate(api_requests_total[«$__rate_interval»])",
    "$__rate_interval is a variable of a Grafana dashboard, and nothing fills it in here",
    { variables: "none" },
  );
});

describe("every finding is reported at once, in the order of the text", () => {
  refusesAll([
    [
      "histogram_quantile(«up», up)",
      "histogram_quantile() needs a scalar, and this is an instant vector: put scalar() around it",
    ],
    [
      "histogram_quantile(up, «up»)",
      'histogram_quantile() needs the label "le", which only the _bucket series of a histogram have',
    ],
  ]);
  refusesAll([
    ["quantile_over_time(«up[5m]», 0.5)", "quantile_over_time() needs a scalar, and this is a range vector"],
    ["quantile_over_time(up[5m], «0.5»)", "quantile_over_time() needs a range vector, and this is a scalar"],
  ]);
  refusesAll([
    [
      'sum by (path) (rate(«api_request_total»{x="y"}[5m])) / sum by (methd) (rate(user_sessions[5m]))',
      'unknown metric "api_request_total"; did you mean "api_requests_total"?',
    ],
    [
      'sum by (path) (rate(api_request_total{x="y"}[5m])) «/» sum by (methd) (rate(user_sessions[5m]))',
      'the sides of "/" never match, as only one of them has "path", "methd": say on (…) or ignoring (…)',
    ],
    [
      'sum by (path) (rate(api_request_total{x="y"}[5m])) / sum by («methd») (rate(user_sessions[5m]))',
      'no series here has label "methd": there are auth_method, job, instance, host',
    ],
    [
      'sum by (path) (rate(api_request_total{x="y"}[5m])) / sum by (methd) (rate(«user_sessions»[5m]))',
      'rate() needs a counter, and "user_sessions" is a gauge: use deriv() or delta()',
    ],
  ]);
});
