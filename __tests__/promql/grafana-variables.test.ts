import { checkPromql } from "../../promql";
import { substituteVariables } from "../../promql/private/grafana-variables";
import { stackMetrics } from "./known-stack";

describe("Grafana's variables are understood where panels use them", () => {
  it.each([
    ["rate(api_requests_total[$__rate_interval])"],
    ["rate(api_requests_total[${__rate_interval}])"],
    ["increase(api_requests_total[$__range])"],
    ["max_over_time(sum(rate(api_requests_total[5m]))[$__range:$__interval])"],
    ["rate(api_requests_total[${window}m])"],
    ["api_requests_total offset $shift"],
    ["api_requests_total offset -${shift}"],
    ["rate(api_requests_total[5m] offset ${shift}h)"],
    ["api_requests_total @ ${__to:date:seconds}"],
    ['rate(api_requests_total{endpoint=~"$endpoint", method="$method"}[5m])'],
    ['rate(api_requests_total{endpoint=~"${endpoint:regex}"}[5m])'],
    ['rate(api_requests_total{endpoint=~"/api/${area:pipe}/.+"}[5m])'],
    ['rate(api_requests_total{method=~"$method|HEAD"}[5m])'],
    ['up{job=~"^$job$"}'],
    ["sum by ($group) (rate(api_requests_total[5m]))"],
    ["sum by (job, ${group:csv}) (rate(api_requests_total[5m]))"],
    ["sum by (anything) (sum by ($group) (rate(api_requests_total[5m])))"],
    ["up * on (${labels}) group_left (anything) sum by (${labels}) (up)"],
    ["up * on (instance) group_left ($labels) node_uname_info"],
    ['api_requests_total{$label="x"}'],
    ["rate($metric[5m])"],
    ['rate(${metric}{job="api"}[5m])'],
    ["rate(node_${device}_total[5m])"],
    ["job:$metric:rate5m"],
    ["topk($limit, api_error_rate)"],
    ["api_error_rate > $threshold"],
    ["histogram_quantile($quantile, api_request_latency_seconds_bucket)"],
    ["rate(api_requests_total[5m]) * $__interval_ms / 1000"],
    ["$expression"],
    ["$first / ignoring (anything) $second"],
    ['label_replace(up, "$label", "$1", "job", "(.*)")'],
    ['sum by (anything) (label_replace(up, "$label", "x", "", ""))'],
  ])("accepts %s", (query) => {
    expect(checkPromql(query, stackMetrics)).toEqual([]);
  });
});

describe("a variable's stand-in is as long as the variable, so that places stay the same", () => {
  it.each([
    ["rate(x[$__rate_interval])", "rate(x[111111111111111s])"],
    ["rate(x[5m]) + step # now", "rate(x[11]) + xxxx      "],
    ["rate(x[${n}ms])", "rate(x[1111ms])"],
    ["sum by ($group) (x)", "sum by (_group) (x)"],
    ["node_${device}_total", "node___device__total"],
    ["topk($n, x)", "topk(11, x)"],
    ['x{a="$b"}', 'x{a="xx"}'],
  ])("in %s", (original, text) => {
    const substitution = substituteVariables(original);
    expect(substitution.text).toBe(text);
    expect(substitution.text).toHaveLength(original.length);
  });
});

describe("which variables may be used is up to the place", () => {
  const query = 'rate(api_requests_total{endpoint=~"$endpoint"}[$__rate_interval])';

  it("any, unless it says something else", () => {
    expect(checkPromql(query, stackMetrics)).toEqual([]);
  });

  it("those that a dashboard has, and Grafana's own", () => {
    expect(checkPromql(query, stackMetrics, { variables: ["endpoint"] })).toEqual([]);
    expect(checkPromql(query, stackMetrics, { variables: ["method"] })).toMatchObject([{ from: 35, to: 44 }]);
  });

  it("none at all, in a rule", () => {
    expect(checkPromql(query, stackMetrics, { variables: "none" })).toHaveLength(2);
  });

  it("a group of a regular expression is no variable", () => {
    const replaced = 'label_replace(up, "area", "${1}-$2", "job", "(.*)-(.*)")';
    expect(checkPromql(replaced, stackMetrics, { variables: "none" })).toEqual([]);
  });
});
