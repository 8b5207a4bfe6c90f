import { parse } from "yaml";
import { type AlertGroup, apiAlerts, NOT_NOTIFIED, prometheusRecordingFile, prometheusRuleFile } from "../../alerts";

const GROUP: AlertGroup = {
  name: "targets",
  interval: "1m",
  recordings: [
    { record: "job:up:sum", expression: "sum by (job) (up)" },
    { record: "job:up:count", expression: "count by (job) (up)", labels: { z: "last", a: "first" } },
  ],
  alerts: [
    {
      name: "TargetDown",
      expression: 'up{job!="batch"} == 0\nunless\non (job) (job:up:sum > 1)',
      for: "5m",
      keepFiringFor: "10m",
      severity: "critical",
      summary: "A target is down",
      description: "{{ $labels.instance }} of {{ $labels.job }} is down.",
      runbookUrl: "https://runbooks.example.org/target-down",
      labels: { team: "core" },
    },
    {
      name: "TargetNew",
      expression: "up unless up offset 1h",
      for: "0s",
      severity: "info",
      summary: "A target is new",
      description: "{{ $labels.instance }} is new.",
      runbookUrl: "https://runbooks.example.org/target-new",
    },
  ],
};

describe("a Prometheus rule file", () => {
  it("has recordings before alerts, and expressions as they were written", () => {
    expect(prometheusRuleFile([GROUP])).toMatchSnapshot();
  });

  it("does not depend on the order in which labels were written", () => {
    const [rule, other] = apiAlerts({ labels: { b: "2", a: "1" } }).alerts;
    expect(rule?.labels).toBeDefined();
    expect(other?.labels).toBeDefined();
    expect(prometheusRuleFile([apiAlerts({ labels: { b: "2", a: "1" } })])).toBe(
      prometheusRuleFile([apiAlerts({ labels: { a: "1", b: "2" } })]),
    );
  });

  it("marks what is shown and not sent, with the label that a route matches", () => {
    const [{ rules }] = (parse(prometheusRuleFile([apiAlerts()])) as { groups: [{ rules: { labels: object }[] }] })
      .groups;
    expect(rules.slice(0, 3).map(({ labels }) => labels)).toEqual([
      { severity: "critical" },
      { severity: "warning" },
      { severity: "info", notify: "none" },
    ]);
    expect(NOT_NOTIFIED).toEqual({ label: "notify", value: "none", matcher: 'notify="none"' });
  });

  it("begins no expression with a blank: Prometheus' reader of YAML refuses a block that begins with a tab", () => {
    const [alert] = apiAlerts().alerts;
    if (alert === undefined) throw new Error("there is no alert");
    const indented = { ...alert, expression: "\n\t\tsum(up)\n\t\t== 0\n" };
    expect(prometheusRuleFile([{ name: "tabs", interval: "1m", alerts: [indented] }])).toContain(
      "        expr: |\n          sum(up)\n          \t\t== 0\n",
    );
  });

  it("holds every group that has a rule", () => {
    const empty = { name: "empty", interval: "1m", alerts: [] };
    const { groups } = parse(prometheusRuleFile([apiAlerts(), empty, GROUP])) as { groups: { name: string }[] };
    expect(groups.map(({ name }) => name)).toEqual(["api", "targets"]);
  });
});

describe("the rule file of recordings", () => {
  it("has no alert", () => {
    expect(prometheusRecordingFile([apiAlerts(), GROUP])).toBe(`groups:
  - name: targets
    interval: 1m
    rules:
      - record: job:up:sum
        expr: |-
          sum by (job) (up)
      - record: job:up:count
        expr: |-
          count by (job) (up)
        labels:
          a: first
          z: last
`);
  });

  it("is a valid file without any recording", () => {
    expect(prometheusRecordingFile([apiAlerts()])).toBe("groups: []\n");
  });
});
