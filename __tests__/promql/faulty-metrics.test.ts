import { refuses } from "./refuses";

describe("a histogram is queried by its parts", () => {
  refuses(
    "«api_request_latency_seconds»",
    '"api_request_latency_seconds" is a histogram, which has no series of that name; did you mean "api_request_latency_seconds_bucket", "api_request_latency_seconds_sum" or "api_request_latency_seconds_count"?',
  );
});

describe("a selector has one name and does not take everything", () => {
  refuses('{"up", «"up"»}', 'the selector has two names, "up" and "up": leave one out');
  refuses("«{}»", "the selector would take every series: name a metric, or a label's value that is not empty");
  refuses('«{job=""}»', "the selector would take every series: name a metric, or a label's value that is not empty");
});

describe("a metric is known", () => {
  refuses("up == «null»", 'unknown metric "null"');
  refuses("sum(rate(«api_requests»[5m]))", 'unknown metric "api_requests"; did you mean "api_requests_total"?');
  refuses(
    "«api_latency_seconds_bucket»",
    'unknown metric "api_latency_seconds_bucket"; did you mean "api_request_latency_seconds_bucket"?',
  );
  refuses(
    "«api_request_latency_bucket»",
    'unknown metric "api_request_latency_bucket"; did you mean "api_request_latency_seconds_bucket"?',
  );
  refuses(
    "«api_request_latency_seconds_buckets»",
    'unknown metric "api_request_latency_seconds_buckets"; did you mean "api_request_latency_seconds_bucket"?',
  );
  refuses(
    "«node_cpu_secconds_total»",
    'unknown metric "node_cpu_secconds_total"; did you mean "node_cpu_seconds_total"?',
  );
  refuses(
    "«node_memory_MemAvailable»",
    'unknown metric "node_memory_MemAvailable"; did you mean "node_memory_MemAvailable_bytes"?',
  );
  refuses(
    "«container_memory_workingset_bytes»",
    'unknown metric "container_memory_workingset_bytes"; did you mean "container_memory_working_set_bytes"?',
  );
  refuses("«somethingelse»", 'unknown metric "somethingelse"');
  refuses('{__name__=«"api_request_total"»}', 'unknown metric "api_request_total"; did you mean "api_requests_total"?');
  refuses('{«"api_request_total"»}', 'unknown metric "api_request_total"; did you mean "api_requests_total"?');
  refuses(
    "api_requests_total / «ai_requests_total»",
    'unknown metric "ai_requests_total"; did you mean "api_requests_total"?',
  );
});

describe("a label's value is one that it can have", () => {
  refuses(
    'api_requests_total{method=«"GTE"»}',
    'label "method" of "api_requests_total" is never "GTE"; did you mean "GET"?',
  );
  refuses(
    'api_requests_total{method!=«"get"»}',
    'label "method" of "api_requests_total" is never "get": it is one of "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER"',
  );
  refuses(
    'anomaly_detection_triggered_total{reason=«"error"»}',
    'label "reason" of "anomaly_detection_triggered_total" is never "error": it is one of "server_error", "high_latency", "high_error_rate"',
  );
  refuses(
    'active_users{timeframe=«"60m"»}',
    'label "timeframe" of "active_users" is never "60m": it is one of "1m", "5m", "15m", "1h", "1d"',
  );
  refuses(
    'node_cpu_seconds_total{mode=«"idel"»}',
    'label "mode" of "node_cpu_seconds_total" is never "idel"; did you mean "idle"?',
  );
  refuses(
    'api_request_latency_seconds_bucket{le=«"10"»}',
    'le="10" matches nothing, as Prometheus stores it in another form: write "10.0"',
  );
  refuses(
    'api_request_latency_seconds_bucket{le=«"2"»}',
    '"api_request_latency_seconds_bucket" has no le="2.0": it has 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, +Inf',
  );
  refuses(
    'api_request_latency_seconds_bucket{le=«"inf"»}',
    'le="inf" matches nothing, as Prometheus stores it in another form: write "+Inf"',
  );
  refuses(
    'api_request_latency_seconds_bucket{le=~«"1|2"»}',
    'label "le" of "api_request_latency_seconds_bucket" never matches "1|2": it is one of "0.005", "0.01", "0.025", "0.05", "0.075", "0.1", "0.25", "0.5", "0.75", "1.0", "2.5", "5.0", "7.5", "10.0", "+Inf"',
  );
  refuses(
    'prometheus_rule_evaluation_duration_seconds{quantile=«"0.50"»}',
    'quantile="0.50" matches nothing, as Prometheus stores it in another form: write "0.5"',
  );
  refuses(
    'prometheus_rule_evaluation_duration_seconds{quantile=«"0.95"»}',
    '"prometheus_rule_evaluation_duration_seconds" has no quantile="0.95": it has 0.5, 0.9, 0.99',
  );
  refuses(
    'ALERTS{alertstate=«"active"»}',
    'label "alertstate" of "ALERTS" is never "active": it is one of "pending", "firing"',
  );
});

describe("a matcher's label is on that metric", () => {
  refuses(
    'api_requests_total{«path»="/"}',
    'metric "api_requests_total" has no label "path": it has endpoint, method, status, job, instance, host',
  );
  refuses(
    'api_requests_total{«le»="1.0"}',
    'metric "api_requests_total" has no label "le": it has endpoint, method, status, job, instance, host',
  );
  refuses('node_load1{«cpu»="0"}', 'metric "node_load1" has no label "cpu": it has job, instance, host');
  refuses(
    '{__name__=~"node_load.*", «cpu»="0"}',
    'no metric that is selected has a label "cpu": it has job, instance, host',
  );
  refuses(
    'api_request_latency_seconds_bucket{«status»="200"}',
    'metric "api_request_latency_seconds_bucket" has no label "status": it has endpoint, method, job, instance, host, le',
  );
});

describe("a regular expression is one that RE2 takes", () => {
  refuses('up{job=~"«(?<=»a)b"}', 'RE2 has no look-behind "(?<="');
  refuses('up{job=~"a«++»"}', 'RE2 has no possessive or doubled repetition "++"');
  refuses('up{job=~"«*»"}', '"*" repeats nothing');
  refuses('up{job=~"«(»"}', '"(" is not closed');
  refuses('up{job=~"a«)»"}', '")" closes no group');
  refuses('up{job=~"«[»a"}', '"[" is not closed');
  refuses('up{job=~"a«{2000}»"}', 'RE2 repeats at most 1000 times, and "{2000}" is more');
  refuses('up{job!~«"\\\\y"»}', 'RE2 has no escape "\\y"');
  refuses('up{job=~"«(?>»a)"}', 'RE2 has no atomic group "(?>"');
  refuses('up{job=~"$job«(?!»x)"}', 'RE2 has no look-ahead "(?!"');
});

describe("what counts restarts reads counters", () => {
  refuses("increase(«api_error_rate»[5m])", 'increase() needs a counter, and "api_error_rate" is a gauge: use delta()');
  refuses("irate(«node_load1»[5m])", 'irate() needs a counter, and "node_load1" is a gauge: use idelta()');
  refuses("resets(«up»[1h])", 'resets() needs a counter, and "up" is a gauge: use changes()');
  refuses(
    "rate((«node_memory_MemFree_bytes»[5m]))",
    'rate() needs a counter, and "node_memory_MemFree_bytes" is a gauge: use deriv() or delta()',
  );
  refuses(
    "rate(«prometheus_rule_evaluation_duration_seconds»[5m])",
    'rate() needs a counter, and "prometheus_rule_evaluation_duration_seconds" is a summary\'s quantile: use deriv() or delta()',
  );
  refuses(
    'rate(«{__name__=~"node_load.+"}»[5m])',
    'rate() needs a counter, and "node_load1" is a gauge: use deriv() or delta()',
  );
  refuses(
    'rate(«user_sessions{auth_method="$method"}»[$__rate_interval])',
    'rate() needs a counter, and "user_sessions" is a gauge: use deriv() or delta()',
  );
});

describe("a window holds four scrapes", () => {
  refuses(
    "increase(api_requests_total[«1m»])",
    "a window of 1m holds fewer than 4 scrapes at an interval of 30s: write 2m or more",
    { scrapeInterval: "30s" },
  );
  refuses(
    "rate(api_requests_total[«45»])",
    "a window of 45s holds fewer than 4 scrapes at an interval of 15s: write 1m or more",
    { scrapeInterval: "15s" },
  );
  refuses(
    "deriv(user_sessions[«10s»] offset 1m)",
    "a window of 10s holds fewer than 4 scrapes at an interval of 15s: write 1m or more",
    { scrapeInterval: "15s" },
  );
});
