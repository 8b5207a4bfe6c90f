import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { slo, type SloSettings } from "../../alerts";
import { MetricsExposer } from "../../constructs/metrics-exposer";
import type { MonitoringProps } from "../../constructs/monitoring";
import { monitoringWith } from "./monitoring-samples";
import { shopDashboard, shopTarget } from "./samples";
import { refusals } from "./synthesize";

/** A stack with an application and an objective on it. */
const objective = (settings: Partial<SloSettings>, props: MonitoringProps = {}) =>
  monitoringWith(props, (monitoring, stack) => {
    const { host } = monitoring;
    monitoring.addApplication(new MetricsExposer(stack, "api", { host, target: "api:8000", catalogue: apiMetrics }));
    monitoring.addAlerts(slo({ objective: 0.999, ...settings }));
  });

const beyond = (path: string, window: string, kept: string): unknown[] => [
  `[stack/monitoring/${path}] group "slo-availability": recording rule "job:slo_error_budget_remaining:ratio": ` +
    `this looks ${window} back, and samples are kept for ${kept}: look back less far, or keep samples longer by prometheus.retentionTime ` +
    `at "job:slo_errors:rate5m{slo="availability"}[${window}]" (character 19)`,
  expect.stringContaining(`at "job:slo_requests:rate5m{slo="availability"}[${window}]" (character `),
];

describe("an objective whose period is longer than samples are kept", () => {
  it("is refused by the path, the period and the retention, whoever evaluates alerts", () => {
    expect(refusals(objective({}))).toEqual(beyond("prometheus", "30d", "15d"));
    expect(refusals(objective({}, { alerting: "prometheus" }))).toEqual(beyond("prometheus", "30d", "15d"));
    expect(refusals(objective({ period: "56d" }, { prometheus: { retentionTime: "30d" } }))).toEqual(
      beyond("prometheus", "56d", "30d"),
    );
  });

  it("is none with a period that fits, or samples that are kept as long", () => {
    expect(refusals(objective({ period: "15d" }))).toEqual([]);
    expect(refusals(objective({}, { prometheus: { retentionTime: "30d" } }))).toEqual([]);
  });

  it("is not told by a retention that is refused itself", () => {
    expect(refusals(objective({}, { prometheus: { retentionTime: "a month" } }))).toEqual([
      expect.stringMatching(/^\[stack\/monitoring\/prometheus\] retentionTime must be a duration/),
    ]);
  });
});

describe("a panel that looks further back than samples are kept", () => {
  it("is refused", () => {
    const stack = (expression: string) =>
      monitoringWith({}, (monitoring) => {
        monitoring.addScrapeTarget(shopTarget());
        monitoring.addDashboard(shopDashboard(expression));
      });
    expect(refusals(stack("sum(increase(orders_total[15d]))"))).toEqual([]);
    expect(refusals(stack("sum(increase(orders_total[1y]))"))).toEqual([
      expect.stringContaining("this looks 365d back, and samples are kept for 15d"),
    ]);
  });
});
