import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import {
  anomaliesTotal,
  creditsUsed,
  creditUsageRate,
  gaugeValue,
  memoryUsedRatio,
  poolUsedRatio,
  queryRate,
  serverErrorRatioOrZero,
} from "../../../promql/signals";

const options = { window: "5m", by: ["job"], where: { job: '="api"' } };

describe("signals that panels draw", () => {
  it("serverErrorRatioOrZero is 0 where none failed, and nothing where none was answered", () => {
    expect(serverErrorRatioOrZero(options)).toBe(
      '(sum by (job) (rate(api_requests_total{job="api",status=~"5.."}[5m]))' +
        ' or sum by (job) (rate(api_requests_total{job="api"}[5m])) * 0)' +
        ' / (sum by (job) (rate(api_requests_total{job="api"}[5m])) > 0)',
    );
  });

  it("creditUsageRate and queryRate are sums of rates", () => {
    expect(creditUsageRate(options)).toBe('sum by (job) (rate(credit_usage_total{job="api"}[5m]))');
    expect(queryRate(options)).toBe('sum by (job) (rate(db_query_latency_seconds_count{job="api"}[5m]))');
  });

  it.each([
    ["creditsUsed", creditsUsed, "credit_usage_total"],
    ["anomaliesTotal", anomaliesTotal, "anomaly_detection_triggered_total"],
  ])("%s counts the whole of a series that is new, unless its target was down before", (_, signal, name) => {
    const series = `${name}{job="api"}`;
    expect(signal(options)).toBe(
      `sum by (job) ((${series} unless ${series} offset 5m unless on (job, instance) (up offset 5m == 0))` +
        ` or increase(${series}[5m]))`,
    );
  });

  it.each(
    Object.values(apiMetrics).flatMap((metric) => (metric.type === "gauge" ? [[metric.name, metric] as const] : [])),
  )("gaugeValue adds %s up only where its definition says that it adds up", (name, definition) => {
    const operator = definition.aggregation === "sum" ? "sum" : "max";
    expect(gaugeValue(definition, { by: ["job", "instance"] })).toBe(`${operator} by (job, instance) (${name})`);
  });

  it("poolUsedRatio and memoryUsedRatio divide what is in use by what there is", () => {
    expect(poolUsedRatio({ by: ["job"] })).toBe(
      "sum by (job) (db_connection_pool_used) / sum by (job) (db_connection_pool_size)",
    );
    expect(memoryUsedRatio({ by: ["instance"], where: { job: '="api"' } })).toBe(
      'max by (instance) (system_memory_usage{job="api",type="used"})' +
        ' / max by (instance) (system_memory_usage{job="api",type="total"})',
    );
  });
});
