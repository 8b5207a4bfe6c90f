import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { gaugeValue, poolUsedRatio, queryLatencyQuantile, queryRate } from "../../../promql/signals";
import type { DashboardPanel } from "../../panel";
import { UNITS } from "../../style";
import { timeSeriesPanel } from "../../time-series-panel";
import { NEARLY_FULL, percentile, QUANTILES, RATE_WINDOW, TARGETS } from "./shared";

const pool = { by: ["job", "database"], where: TARGETS };

/** How the database keeps up. */
export const databasePanels = (): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Query latency by operation",
    description: "The time within which 50, 95 and 99 of 100 database queries are done, over all tables.",
    unit: UNITS.seconds,
    queries: QUANTILES.map((quantile) => ({
      expression: queryLatencyQuantile(quantile, { window: RATE_WINDOW, by: ["job", "operation"], where: TARGETS }),
      legend: `{{job}} {{operation}} ${percentile(quantile)}`,
    })),
    noValue: "no queries",
  }),
  timeSeriesPanel({
    title: "Query rate by operation and table",
    description: "Database queries a second.",
    unit: UNITS.operationsPerSecond,
    queries: [
      {
        expression: queryRate({ window: RATE_WINDOW, by: ["job", "operation", "table"], where: TARGETS }),
        legend: "{{job}} {{operation}} {{table}}",
      },
    ],
    noValue: "no queries",
  }),
  timeSeriesPanel({
    title: "Connection pool",
    description: "Connections in use, and the most that the pools of all instances may open together.",
    unit: UNITS.count,
    decimals: 0,
    queries: [
      { expression: gaugeValue(apiMetrics.dbConnectionPoolUsed, pool), legend: "{{job}} {{database}} in use" },
      { expression: gaugeValue(apiMetrics.dbConnectionPoolSize, pool), legend: "{{job}} {{database}} size" },
    ],
    noValue: "not reported",
  }),
  timeSeriesPanel({
    title: "Connection pool in use",
    description: "Share of the pools that is in use. A full pool makes requests wait for a connection.",
    unit: UNITS.ratio,
    max: 1,
    thresholds: NEARLY_FULL,
    queries: [{ expression: poolUsedRatio(pool), legend: "{{job}} {{database}}" }],
    noValue: "not reported",
  }),
];
