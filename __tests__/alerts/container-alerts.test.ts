import { AlertGroupError, containerAlerts, type ContainerAlertSettings, validateAlertGroup } from "../../alerts";
import { checkPromql } from "../../promql/check";
import { exporterMetrics } from "../../promql/known";
import type { KnownMetrics } from "../../promql/known-metrics";

const ALL = {
  kernelLog: true,
  expectedContainers: ["grafana", { name: "shop", host: "web-1" }],
} as const satisfies ContainerAlertSettings;

/** The only rule of a name. */
function ruleOf(name: string, settings: ContainerAlertSettings = ALL) {
  const [rule, ...others] = containerAlerts(settings).alerts.filter((alert) => alert.name === name);
  if (rule === undefined || others.length > 0) throw new Error(`expected one rule ${name}`);
  return rule;
}

function problemsOf(settings: unknown): readonly string[] {
  try {
    containerAlerts(settings as ContainerAlertSettings);
  } catch (error) {
    if (error instanceof AlertGroupError) return error.problems;
    throw error;
  }
  return [];
}

const CHECKS = { expect: "instant-vector", scrapeInterval: "15s", variables: "none" } as const;

/** What cAdvisor exposes once it writes the count of restarts as a label. */
const CADVISOR: KnownMetrics = new Map(
  [...exporterMetrics.cadvisor].map(([name, metric]) => [
    name,
    name.startsWith("container_") ? { ...metric, labels: [...metric.labels, "container_label_restartcount"] } : metric,
  ]),
);

/** Every setting, with the name of its alert. */
const ALERTS = [
  ["missing", "ContainerMissing"],
  ["unseen", "ContainersUnseen"],
  ["restarting", "ContainerRestarting"],
  ["memoryNearLimit", "ContainerMemoryNearLimit"],
  ["killedForMemory", "ContainerKilledForMemory"],
  ["cpuThrottled", "ContainerCpuThrottled"],
  ["filesystemFilling", "ContainerFilesystemFilling"],
] as const;

const tuned = (option: string, settings: object | false): ContainerAlertSettings => ({ ...ALL, [option]: settings });

describe("the alerts of containers, as they are shipped,", () => {
  const group = containerAlerts(ALL);

  it("are these, with these severities and times", () => {
    expect(group.alerts.map(({ name, severity, for: pending }) => `${name} ${severity} ${pending}`)).toEqual([
      "ContainerMissing critical 2m",
      "ContainersUnseen critical 5m",
      "ContainerRestarting warning 0s",
      "ContainerMemoryNearLimit warning 5m",
      "ContainerKilledForMemory warning 0s",
      "ContainerCpuThrottled info 15m",
      "ContainerFilesystemFilling warning 15m",
    ]);
  });

  it("know nothing of expected containers or of the kernel's log until they are told", () => {
    const names = containerAlerts().alerts.map(({ name }) => name);
    expect(names).toEqual([
      "ContainersUnseen",
      "ContainerRestarting",
      "ContainerMemoryNearLimit",
      "ContainerCpuThrottled",
      "ContainerFilesystemFilling",
    ]);
    expect(containerAlerts({ kernelLog: false }).alerts.map(({ name }) => name)).toEqual(names);
  });

  it("form a group named containers that is evaluated every 30 s", () => {
    expect(group).toMatchObject({ name: "containers", interval: "30s" });
  });

  it("pass the check of groups", () => {
    expect(validateAlertGroup(group)).toEqual([]);
  });

  it("ask for metrics and labels that cAdvisor has, over four scrapes or more", () => {
    const findings = group.alerts.flatMap(({ name, expression }) =>
      checkPromql(expression, CADVISOR, CHECKS).map(({ message }) => `${name}: ${message}`),
    );
    expect(findings).toEqual([]);
  });

  it("need the count of restarts as a label for the alert on restarts alone", () => {
    const unfit = group.alerts.filter(
      ({ expression }) => checkPromql(expression, exporterMetrics.cadvisor, CHECKS).length > 0,
    );
    expect(unfit.map(({ name }) => name)).toEqual(["ContainerRestarting"]);
  });

  it("keep what tells containers apart in every result, and nothing that a restart changes", () => {
    for (const { name, expression } of group.alerts) {
      if (name === "ContainersUnseen" || name === "ContainerMissing") continue;
      expect(expression).toMatch(/^(?:max|sum) by \(job, instance, host, name\) \(/);
    }
  });

  it("ask whether a container runs by a series that goes with it", () => {
    for (const { expression } of group.alerts) expect(expression).not.toContain("container_last_seen");
    expect(ruleOf("ContainerMissing").expression).toBe(
      [
        "(",
        '  label_replace(group by (job, instance, host) (container_start_time_seconds{name!=""}), "name", "grafana", "", "")',
        "  or",
        '  label_replace(group by (job, instance, host) (container_start_time_seconds{name!="",host="web-1"}), "name", "shop", "", "")',
        ")",
        "unless on (job, instance, host, name)",
        "container_start_time_seconds",
      ].join("\n"),
    );
  });
});

describe("a setting of the group", () => {
  it("names it, and changes how often it is evaluated", () => {
    expect(containerAlerts({ name: "containers-web", interval: "1m" })).toMatchObject({
      name: "containers-web",
      interval: "1m",
    });
  });

  it.each(ALERTS)("narrows %s to some hosts", (_option, name) => {
    const { expression } = ruleOf(name, { ...ALL, where: { host: '="web-2"' } });
    expect(expression).toContain('host="web-2"');
    expect(checkPromql(expression, CADVISOR, CHECKS)).toEqual([]);
  });

  it("narrows what is measured to some containers, and does not keep them from being missing or unseen", () => {
    const settings = { ...ALL, where: { name: '!~"build-.*"' } };
    expect(ruleOf("ContainerMemoryNearLimit", settings).expression).toContain('{name!~"build-.*"}');
    for (const name of ["ContainerMissing", "ContainersUnseen"]) {
      expect(ruleOf(name, settings).expression).toBe(ruleOf(name).expression);
    }
  });

  it("labels every alert, and an alert's own label of that name holds", () => {
    const settings = { ...ALL, labels: { team: "core" }, restarting: { labels: { team: "edge" } } };
    expect(ruleOf("ContainerRestarting", settings).labels).toEqual({ team: "edge" });
    expect(ruleOf("ContainerMissing", settings).labels).toEqual({ team: "core" });
  });

  it("leads the links to where the runbooks are published", () => {
    expect(ruleOf("ContainerMissing", { ...ALL, runbookBaseUrl: "https://runbooks.example.org" }).runbookUrl).toBe(
      "https://runbooks.example.org/container-missing.md",
    );
  });
});

describe("a setting of an alert", () => {
  it.each(ALERTS)("switches %s off", (option, name) => {
    const names = containerAlerts(tuned(option, false)).alerts.map((alert) => alert.name);
    expect(names).not.toContain(name);
    expect(names).toHaveLength(ALERTS.length - 1);
  });

  it.each(ALERTS)("changes for, keepFiringFor, severity, labels and notify of %s", (option, name) => {
    const tuning = { for: "10m", keepFiringFor: "5m", severity: "info", labels: { team: "core" }, notify: true };
    expect(ruleOf(name, tuned(option, tuning))).toMatchObject(tuning);
  });

  it.each([
    ["restarting", "ContainerRestarting"],
    ["memoryNearLimit", "ContainerMemoryNearLimit"],
    ["killedForMemory", "ContainerKilledForMemory"],
    ["cpuThrottled", "ContainerCpuThrottled"],
    ["filesystemFilling", "ContainerFilesystemFilling"],
  ] as const)("changes the threshold of %s, or gives one to each severity", (option, name) => {
    expect(ruleOf(name, tuned(option, { threshold: 0.42 })).expression).toMatch(/ > 0\.42(?:\n|$)/);
    const rules = containerAlerts(tuned(option, { thresholds: { warning: 0.1, critical: 0.2 } })).alerts;
    expect(rules.filter((rule) => rule.name === name).map(({ severity }) => severity)).toEqual(["critical", "warning"]);
  });

  it.each([
    ["restarting", "ContainerRestarting"],
    ["killedForMemory", "ContainerKilledForMemory"],
    ["cpuThrottled", "ContainerCpuThrottled"],
  ] as const)("changes the window of %s, in the expression and in the description", (option, name) => {
    const { expression, description } = ruleOf(name, tuned(option, { window: "40m" }));
    expect(expression).toContain("[40m]");
    expect(description).toContain("the last 40m");
  });
});

describe("settings that cannot work", () => {
  it("are refused all at once, each with its option, the value and what is allowed", () => {
    expect(
      problemsOf({
        kernelLog: true,
        interval: "15s",
        expectedContainers: ["shop", "/shop", "shop", { name: "ledger", host: 'a"b' }],
        restarting: { threshold: -1 },
        memoryNearLimit: { threshold: 90 },
        killedForMemory: { threshold: -1, window: "0s" },
        filesystemFilling: { thresholds: { warning: 0.2, critical: 0.1 } },
      }),
    ).toEqual([
      'alert group "containers": interval must be a multiple of 10s, as Grafana demands: received "15s"',
      'alert group "containers": expectedContainers must have names of a letter or digit, then letters, digits, _, . and -: received "/shop"',
      'alert group "containers": expectedContainers has "shop" more than once: remove one',
      'alert group "containers": expectedContainers must have hosts of letters, digits, _, . and -: received "a\\"b"',
      'alert group "containers": restarting.threshold must be 0 or more restarts: received -1',
      'alert group "containers": memoryNearLimit.threshold must be a share from 0 to below 1, as 0.05 is 5%: received 90',
      'alert group "containers": killedForMemory.threshold must be 0 or more kills: received -1',
      'alert group "containers": killedForMemory.window must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "0s"',
      'alert group "containers": filesystemFilling.thresholds.critical must be above filesystemFilling.thresholds.warning, 0.2: received 0.1',
    ]);
  });

  it("include an empty list of expected containers", () => {
    expect(problemsOf({ expectedContainers: [] })).toEqual([
      'alert group "containers": expectedContainers must name a container: received []: leave the option out',
    ]);
  });

  it("allow one name on two hosts", () => {
    const expectedContainers = [
      { name: "shop", host: "web-1" },
      { name: "shop", host: "web-2" },
    ];
    expect(problemsOf({ expectedContainers })).toEqual([]);
  });

  it("include every alert switched off", () => {
    expect(problemsOf(Object.fromEntries(ALERTS.map(([option]) => [option, false])))).toEqual([
      'alert group "containers": every alert is false: leave the group out',
    ]);
  });
});

describe("a setting that no rule reads", () => {
  it("does not compile", () => {
    const unread: ContainerAlertSettings[] = [
      // @ts-expect-error no alert has this name
      { restarts: {} },
      // @ts-expect-error nothing is missing where nothing is expected
      { missing: { for: "5m" } },
      // @ts-expect-error kills are not known per container without the kernel's log
      { killedForMemory: {} },
      // @ts-expect-error what is used now has no window
      { memoryNearLimit: { window: "10m" } },
      // @ts-expect-error a container runs or it does not
      { expectedContainers: ["shop"], missing: { threshold: 1 } },
    ];
    expect(unread).toHaveLength(5);
  });
});
