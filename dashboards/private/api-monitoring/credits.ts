import { creditLatencyQuantile, creditsUsed, creditUsageRate } from "../../../promql/signals";
import type { DashboardPanel } from "../../panel";
import { HEIGHTS, UNITS, WIDTHS } from "../../style";
import { tablePanel } from "../../table-panel";
import { timeSeriesPanel } from "../../time-series-panel";
import { percentile, QUANTILES, RATE_WINDOW, TARGETS, TIME_RANGE } from "./shared";

/** How many users the table of the largest lists: users have no bound, the table has one. */
const LARGEST = 10;

const CREDITS_PER_SECOND = "suffix: credits/s";

/** What the service's credits are used for, and by whom. */
export const creditPanels = (): DashboardPanel[] => [
  timeSeriesPanel({
    title: "Credit usage by operation",
    description: "Credits used a second.",
    unit: CREDITS_PER_SECOND,
    width: WIDTHS.third,
    height: HEIGHTS.table,
    stacked: true,
    queries: [
      {
        expression: creditUsageRate({ window: RATE_WINDOW, by: ["job", "operation"], where: TARGETS }),
        legend: "{{job}} {{operation}}",
      },
    ],
    noValue: "no credits used",
  }),
  tablePanel({
    title: "Top users by credits",
    description: `The ${LARGEST} users who used the most credits in the time range.`,
    unit: UNITS.count,
    width: WIDTHS.third,
    noValue: "no credits used",
    labels: { job: "Service", user: "User" },
    columns: [
      {
        name: "Credits",
        expression: `topk(${LARGEST}, ${creditsUsed({ window: TIME_RANGE, by: ["job", "user"], where: TARGETS })} > 0)`,
        bar: true,
      },
    ],
  }),
  timeSeriesPanel({
    title: "Credit operation latency",
    description: "The time within which 50, 95 and 99 of 100 operations on credits are done.",
    unit: UNITS.seconds,
    width: WIDTHS.third,
    height: HEIGHTS.table,
    queries: QUANTILES.map((quantile) => ({
      expression: creditLatencyQuantile(quantile, { window: RATE_WINDOW, by: ["job", "operation"], where: TARGETS }),
      legend: `{{job}} {{operation}} ${percentile(quantile)}`,
    })),
    noValue: "no credits used",
  }),
];
