import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { apiMetrics, counter, defineCatalogue, gauge, histogram, summary } from "cdktf-monitoring-metrics/definitions";
import { checkPromql, errorRatio, increase, metricsOf, QueryError, quantile, rate, shareWithin } from "../../promql";

const { apiRequestsTotal, apiRequestLatencySeconds } = apiMetrics;

const shop = defineCatalogue({
  ordersTotal: counter({
    name: "shop_orders_total",
    help: "Orders placed, by payment method.",
    labels: { payment: { values: ["card", "invoice"] }, job: {} },
  }),
  visitsTotal: counter({ name: "shop_visits_total", help: "Visits." }),
  basketSize: summary({ name: "shop_basket_size", help: "Goods in a basket." }),
  openBaskets: gauge({ name: "shop_open_baskets", help: "Baskets that are not paid yet." }),
  checkoutSeconds: histogram({ name: "shop_checkout_seconds", help: "Time to the placed order.", buckets: [1, 5, 60] }),
});

function problemsOf(build: () => string): readonly string[] {
  try {
    build();
  } catch (error) {
    if (error instanceof QueryError) return error.problems;
    throw error;
  }
  return [];
}

describe("a query", () => {
  it.each([
    ["a rate", rate(apiRequestsTotal, ["job"]), "sum by (job) (rate(api_requests_total[$__rate_interval]))"],
    [
      "a rate over a window of its own, by several labels",
      rate(apiRequestsTotal, ["job", "endpoint"], { window: "5m" }),
      "sum by (job, endpoint) (rate(api_requests_total[5m]))",
    ],
    ["a rate of everything", rate(shop.visitsTotal, []), "sum(rate(shop_visits_total[$__rate_interval]))"],
    [
      "a rate of some series",
      rate(apiRequestsTotal, ["job"], { where: { method: '="GET"', endpoint: '=~"$endpoint"', host: '!="web-1"' } }),
      'sum by (job) (rate(api_requests_total{method="GET",endpoint=~"$endpoint",host!="web-1"}[$__rate_interval]))',
    ],
    [
      "a rate of observations",
      rate(apiRequestLatencySeconds, ["job"], { window: "${window}" }),
      "sum by (job) (rate(api_request_latency_seconds_count[${window}]))",
    ],
    [
      "a rate of a summary's observations",
      rate(shop.basketSize, ["instance"], { window: "1h" }),
      "sum by (instance) (rate(shop_basket_size_count[1h]))",
    ],
    [
      "an increase",
      increase(apiRequestsTotal, ["job"], { window: "$__range" }),
      "sum by (job) (increase(api_requests_total[$__range]))",
    ],
    [
      "a quantile",
      quantile(0.95, apiRequestLatencySeconds, ["job", "endpoint"], { window: "5m" }),
      "histogram_quantile(0.95, sum by (job, endpoint, le) (rate(api_request_latency_seconds_bucket[5m])))",
    ],
    [
      "a quantile of everything",
      quantile(0.5, apiRequestLatencySeconds, []),
      "histogram_quantile(0.5, sum by (le) (rate(api_request_latency_seconds_bucket[$__rate_interval])))",
    ],
    [
      "the share within a bound, in the form in which Prometheus stores bounds",
      shareWithin(1, apiRequestLatencySeconds, ["job"], { window: "5m", where: { method: '="GET"' } }),
      'sum by (job) (rate(api_request_latency_seconds_bucket{method="GET",le="1.0"}[5m]))' +
        ' / sum by (job) (rate(api_request_latency_seconds_count{method="GET"}[5m]))',
    ],
    [
      "an error ratio",
      errorRatio(apiRequestsTotal, ["job"], { window: "5m", where: { endpoint: '="/pay"' } }),
      'sum by (job) (rate(api_requests_total{endpoint="/pay",status=~"5.."}[5m]))' +
        ' / sum by (job) (rate(api_requests_total{endpoint="/pay"}[5m]))',
    ],
    [
      "an error ratio with errors of another kind",
      errorRatio(shop.ordersTotal, ["exported_job"], { errors: { payment: '="invoice"' }, window: "1h" }),
      'sum by (exported_job) (rate(shop_orders_total{payment="invoice"}[1h]))' +
        " / sum by (exported_job) (rate(shop_orders_total[1h]))",
    ],
  ])("that asks for %s is the PromQL that its reader would write", (_what, query, expected) => {
    expect(query).toBe(expected);
  });

  it("leaves out a condition that is undefined", () => {
    const where = { method: undefined, endpoint: '="/pay"' } as const;
    expect(rate(apiRequestsTotal, [], { where, window: "5m" })).toBe(
      'sum(rate(api_requests_total{endpoint="/pay"}[5m]))',
    );
  });

  it("has nothing that the check of expressions would find", () => {
    const query = errorRatio(apiRequestsTotal, ["job"], { window: "5m" });
    expect(checkPromql(query, metricsOf(apiMetrics), { expect: "instant-vector", scrapeInterval: "15s" })).toEqual([]);
  });
});

describe("a query in the documentation", () => {
  const page = readFileSync(join(__dirname, "..", "..", "docs", "promql.md"), "utf8");
  const examples = [...page.matchAll(/^(\w+\(.*\));\n\/\/ (.*)$/gm)].map(([, call = "", text = ""]) => [call, text]);

  it("is there for every function", () => {
    const functions = examples.map(([call = ""]) => call.split("(")[0]);
    expect(functions.sort()).toEqual(["errorRatio", "increase", "quantile", "rate", "shareWithin"]);
  });

  it.each(examples)("gives what stands below it: %s", (call, text) => {
    const names = { apiRequestsTotal, apiRequestLatencySeconds, errorRatio, increase, quantile, rate, shareWithin };
    expect(runInNewContext(call, names)).toBe(text);
  });
});

describe("a query that cannot work", () => {
  it("names everything that is wrong with it at once", () => {
    const where = { method: "GET", endpoint: '="a"b"' } as object;
    expect(problemsOf(() => quantile(95, apiRequestLatencySeconds, ["job"], { window: "5 minutes", where }))).toEqual([
      'quantile of "api_request_latency_seconds": share must lie between 0 and 1, as 0.95 does: received 95',
      'quantile of "api_request_latency_seconds": window must be a duration as Prometheus writes it, such as 5m, or a variable, such as $__rate_interval: received "5 minutes"',
      'quantile of "api_request_latency_seconds": where.method must be an operator and a quoted text, such as ="a" or =~"a|b": received "GET"',
      'quantile of "api_request_latency_seconds": where.endpoint must be an operator and a quoted text, such as ="a" or =~"a|b": received "=\\"a\\"b\\""',
    ]);
  });

  it.each([
    [
      "a share above 1",
      () => quantile(1.5, apiRequestLatencySeconds, []),
      'quantile of "api_request_latency_seconds": share must lie between 0 and 1, as 0.95 does: received 1.5',
    ],
    [
      "a bound that is none of the histogram's",
      () => shareWithin(2, shop.checkoutSeconds, []),
      'shareWithin of "shop_checkout_seconds": bound must be one of the bucket bounds 1, 5, 60: received 2',
    ],
    [
      "a regular expression that RE2 refuses",
      () => rate(apiRequestsTotal, ["job"], { where: { endpoint: '=~"/(?!pay)"' } }),
      /^rate of "api_requests_total": .* at "\(\?!"$/,
    ],
    [
      "a regular expression that no value of a closed label matches",
      () => rate(apiRequestsTotal, ["job"], { where: { method: '=~"get|head"' } }),
      /^rate of "api_requests_total": label "method" of "api_requests_total" never matches "get\|head": it is one of /,
    ],
    [
      "a label that only a widened type let through",
      () => rate(apiRequestsTotal, ["endpont"] as string[] as "endpoint"[]),
      'rate of "api_requests_total": no series here has label "endpont"; did you mean "endpoint"? at "endpont"',
    ],
    [
      "errors told by nothing",
      () => errorRatio(shop.ordersTotal, [], { errors: {} }),
      'errorRatio of "shop_orders_total": errors must name a label that tells errors from the rest: received none',
    ],
    [
      "errors told by a label that the result keeps",
      () => errorRatio(apiRequestsTotal, ["job", "status"]),
      'errorRatio of "api_requests_total": by must not keep "status", which tells errors from the rest: every share would be 1',
    ],
    [
      "errors told by a label that is narrowed already",
      () => errorRatio(apiRequestsTotal, ["job"], { where: { status: '!="404"' } }),
      'errorRatio of "api_requests_total": where must not narrow "status", which tells errors from the rest: say both in errors',
    ],
  ])("is refused: %s", (_what, build, expected) => {
    expect(problemsOf(build)).toEqual([
      typeof expected === "string" ? expected : (expect.stringMatching(expected) as string),
    ]);
  });
});

describe("a query that the compiler refuses", () => {
  it("names a label that the metric does not have, or asks of a metric what it has not", () => {
    const refused = [
      // @ts-expect-error no such label
      () => rate(apiRequestsTotal, ["endpont"]),
      // @ts-expect-error a metric without labels has those of its target alone
      () => rate(shop.visitsTotal, ["endpoint"]),
      // @ts-expect-error a label that the target has too is kept under another name
      () => rate(shop.ordersTotal, ["job"], { where: { exported_jobs: '="a"' } }),
      // @ts-expect-error le is written by the query itself
      () => quantile(0.95, apiRequestLatencySeconds, ["le"]),
      // @ts-expect-error no such label to match
      () => rate(apiRequestsTotal, ["job"], { where: { methd: '="GET"' } }),
      // @ts-expect-error a condition has an operator and quotes
      () => rate(apiRequestsTotal, ["job"], { where: { endpoint: "/pay" } }),
      // @ts-expect-error no such method
      () => rate(apiRequestsTotal, ["job"], { where: { method: '="get"' } }),
      // @ts-expect-error no such payment
      () => rate(shop.ordersTotal, [], { where: { payment: '!="cash"' } }),
      // @ts-expect-error a gauge does not count
      () => rate(shop.openBaskets, []),
      // @ts-expect-error a counter has no quantiles
      () => quantile(0.95, apiRequestsTotal, []),
      // @ts-expect-error a summary's quantiles are its own
      () => quantile(0.95, shop.basketSize, []),
      // @ts-expect-error what an error is has to be said where there is no status
      () => errorRatio(shop.ordersTotal, []),
      // @ts-expect-error nor is it said by other options
      () => errorRatio(shop.ordersTotal, [], { window: "5m" }),
    ];
    expect(refused).toHaveLength(13);
  });

  it("is not one with a variable of Grafana's, no value, or a closed value", () => {
    const closed = (method: '="$method"' | '="${method}"' | '=""' | '!="GET"') =>
      rate(apiRequestsTotal, ["job"], { where: { method }, window: "5m" });
    expect(closed('="$method"')).toContain('{method="$method"}');
    expect(closed('="${method}"')).toContain('{method="${method}"}');
    expect(closed('=""')).toContain('{method=""}');
    expect(closed('!="GET"')).toContain('{method!="GET"}');
  });
});
