import { requestLatencyQuantile, requestRate, serverErrorRatioOrZero } from "../../../promql/signals";
import type { ApiMonitoringThresholds } from "../../api-monitoring-thresholds";
import type { DashboardPanel } from "../../panel";
import { COLORS, UNITS, WIDTHS } from "../../style";
import { tablePanel } from "../../table-panel";
import { timeSeriesPanel } from "../../time-series-panel";
import { percentile, RATE_WINDOW, REQUESTS, TIME_RANGE } from "./shared";

/** How many endpoints the table of the busiest lists. */
const BUSIEST = 15;

/** The endpoints with the most requests, and the same endpoints' other numbers beside them. */
function busiestEndpoints({ highErrorRate, highLatency, latencyQuantile }: ApiMonitoringThresholds): DashboardPanel {
  const options = { window: TIME_RANGE, by: ["job", "endpoint"], where: REQUESTS };
  const busiest = `topk(${BUSIEST}, ${requestRate(options)} > 0)`;
  const amongThem = (expression: string) => `(${expression}) and on (job, endpoint) ${busiest}`;
  return tablePanel({
    title: "Busiest endpoints",
    description: `The ${BUSIEST} endpoints with the most requests, with their means over the time range.`,
    unit: UNITS.requestsPerSecond,
    width: WIDTHS.whole,
    noValue: "–",
    labels: { job: "Service", endpoint: "Endpoint" },
    columns: [
      { name: "Requests", expression: busiest, bar: true },
      {
        name: "Error rate",
        expression: amongThem(serverErrorRatioOrZero(options)),
        unit: UNITS.ratio,
        thresholds: [{ value: highErrorRate, color: COLORS.critical }],
      },
      {
        name: `Latency ${percentile(latencyQuantile)}`,
        expression: amongThem(requestLatencyQuantile(latencyQuantile, options)),
        unit: UNITS.seconds,
        thresholds: [{ value: highLatency, color: COLORS.critical }],
      },
    ],
  });
}

/** What is asked for, and how it is answered. */
export const requestPanels = (thresholds: ApiMonitoringThresholds): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Request rate by endpoint",
    description: "Requests a second for each route template and method.",
    unit: UNITS.requestsPerSecond,
    queries: [
      {
        expression: requestRate({ window: RATE_WINDOW, by: ["job", "endpoint", "method"], where: REQUESTS }),
        legend: "{{job}} {{method}} {{endpoint}}",
      },
    ],
    noValue: "no requests",
  }),
  timeSeriesPanel({
    title: "Status codes",
    description: "Answers a second for each status code: 4xx is the client's mistake, 5xx the service's.",
    unit: UNITS.requestsPerSecond,
    stacked: true,
    colors: { " [123]..$": COLORS.fine, " 4..$": COLORS.notable, " 5..$": COLORS.critical },
    queries: [
      {
        expression: requestRate({ window: RATE_WINDOW, by: ["job", "status"], where: REQUESTS }),
        legend: "{{job}} {{status}}",
      },
    ],
    noValue: "no requests",
  }),
  busiestEndpoints(thresholds),
];
