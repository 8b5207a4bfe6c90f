import { apiAlerts, prometheusRecordingFile, prometheusRuleFile, type AlertGroup } from "../../../alerts";
import { SHIPPED_GROUPS } from "../shipped-groups";
import { checkRules } from "./promtool";

const recorded: AlertGroup = {
  name: "recorded",
  interval: "1m",
  alerts: [],
  recordings: [{ record: "job:up:sum", expression: "sum by (job) (up)", labels: { level: "job" } }],
};

describe("promtool check rules finds nothing", () => {
  it("in the alerts of an application as they are shipped", () => {
    expect(checkRules(prometheusRuleFile([apiAlerts()]))).toContain("SUCCESS: 6 rules found");
  });

  it.each(SHIPPED_GROUPS.map((group) => [group.name, group] as const))("in the group %s", (_, group) => {
    const count = group.alerts.length + (group.recordings ?? []).length;
    expect(checkRules(prometheusRuleFile([group]))).toContain(`SUCCESS: ${count} rules found`);
  });

  it("in alerts of which every setting is set", () => {
    const tuned = apiAlerts({
      name: "payments",
      interval: "1m",
      window: "10m",
      where: { job: '=~"payments|ledger"' },
      labels: { team: "payments" },
      runbookBaseUrl: "https://runbooks.example.org/",
      highErrorRate: {
        thresholds: { info: 0.01, warning: 0.05, critical: 0.2 },
        for: "10m",
        keepFiringFor: "5m",
        labels: { pager: "yes" },
        notify: true,
        minimumRequestRate: 1,
        window: "15m",
      },
      highLatency: { threshold: 2.5, severity: "critical", quantile: 0.99, minimumRequestRate: 0 },
      anomalyDetected: { threshold: 5, severity: "warning", for: "1m" },
    });
    expect(checkRules(prometheusRuleFile([tuned]))).toContain("SUCCESS: 8 rules found");
  });

  it("in recordings beside alerts, and in recordings alone", () => {
    expect(checkRules(prometheusRuleFile([apiAlerts(), recorded]))).toContain("SUCCESS: 7 rules found");
    expect(checkRules(prometheusRecordingFile([apiAlerts(), recorded]))).toContain("SUCCESS: 1 rules found");
  });

  it("in a file without a rule", () => {
    expect(checkRules(prometheusRecordingFile([apiAlerts()]))).toContain("SUCCESS: 0 rules found");
  });
});
