import { AlertGroupError, hostAlerts, type HostAlertSettings, validateAlertGroup } from "../../alerts";
import { checkPromql } from "../../promql/check";
import { exporterMetrics } from "../../promql/known";

/** The rules of a name, the gravest first. */
function rulesOf(name: string, settings?: HostAlertSettings) {
  const rules = hostAlerts(settings).alerts.filter((alert) => alert.name === name);
  if (rules.length === 0) throw new Error(`expected a rule ${name}`);
  return rules;
}

const expressionsOf = (name: string, settings?: HostAlertSettings) =>
  rulesOf(name, settings).map(({ expression }) => expression);

function problemsOf(settings: unknown): readonly string[] {
  try {
    hostAlerts(settings as HostAlertSettings);
  } catch (error) {
    if (error instanceof AlertGroupError) return error.problems;
    throw error;
  }
  return [];
}

const CHECKS = { expect: "instant-vector", scrapeInterval: "15s", variables: "none" } as const;

/** Every setting, with the name of its alert. */
const ALERTS = [
  ["highCpu", "HostHighCpu"],
  ["highMemory", "HostHighMemory"],
  ["diskSpaceLow", "HostDiskSpaceLow"],
  ["diskFillingUp", "HostDiskFillingUp"],
  ["inodesLow", "HostInodesLow"],
  ["filesystemReadOnly", "HostFilesystemReadOnly"],
  ["filesystemError", "HostFilesystemError"],
  ["raidDegraded", "HostRaidDegraded"],
  ["clockSkew", "HostClockSkew"],
  ["clockNotSynchronised", "HostClockNotSynchronised"],
  ["networkErrors", "HostNetworkErrors"],
  ["rebooted", "HostRebooted"],
  ["outOfMemoryKill", "HostOutOfMemoryKill"],
  ["fileDescriptorsLow", "HostFileDescriptorsLow"],
] as const;

describe("the alerts of hosts, as they are shipped,", () => {
  const group = hostAlerts();

  it("are these, with these severities and times", () => {
    expect(group.alerts.map(({ name, severity, for: pending }) => `${name} ${severity} ${pending}`)).toEqual([
      "HostHighCpu warning 15m",
      "HostHighMemory critical 10m",
      "HostHighMemory warning 10m",
      "HostDiskSpaceLow critical 10m",
      "HostDiskSpaceLow warning 10m",
      "HostDiskFillingUp critical 1h",
      "HostDiskFillingUp warning 1h",
      "HostInodesLow critical 10m",
      "HostInodesLow warning 10m",
      "HostFilesystemReadOnly critical 1m",
      "HostFilesystemError critical 5m",
      "HostRaidDegraded critical 5m",
      "HostClockSkew warning 10m",
      "HostClockNotSynchronised warning 10m",
      "HostNetworkErrors warning 15m",
      "HostRebooted warning 0s",
      "HostOutOfMemoryKill warning 0s",
      "HostFileDescriptorsLow critical 15m",
      "HostFileDescriptorsLow warning 15m",
    ]);
  });

  it("form a group named host that is evaluated every 30 s", () => {
    expect(group).toMatchObject({ name: "host", interval: "30s" });
  });

  it("pass the check of groups", () => {
    expect(validateAlertGroup(group)).toEqual([]);
  });

  it("ask for metrics and labels that Node Exporter has, over four scrapes or more", () => {
    const findings = group.alerts.flatMap(({ name, expression }) =>
      checkPromql(expression, exporterMetrics.nodeExporter, CHECKS).map(({ message }) => `${name}: ${message}`),
    );
    expect(findings).toEqual([]);
  });

  it("keep what tells hosts apart in every result", () => {
    for (const { expression } of group.alerts) {
      for (const [, labels = ""] of expression.matchAll(/\b(?:by|on) \(([^)]*)\)/g)) {
        expect(labels.split(", ")).toEqual(expect.arrayContaining(["job", "instance", "host"]));
      }
    }
  });

  it("look at disks alone, and at interfaces that lead out of the host", () => {
    const disks = '{fstype!~"tmpfs|ramfs|overlay|squashfs|erofs|iso9660|udf|fuse.lxcfs|fuse.snapfuse"}';
    expect(expressionsOf("HostDiskSpaceLow")).toEqual([
      `1 - node_filesystem_avail_bytes${disks} / node_filesystem_size_bytes > 0.95\nand\nnode_filesystem_readonly == 0`,
      `1 - node_filesystem_avail_bytes${disks} / node_filesystem_size_bytes > 0.9\nand\nnode_filesystem_readonly == 0`,
    ]);
    expect(expressionsOf("HostNetworkErrors")[0]).toContain('{device!~"lo|veth.+|docker.+|br-.+|ifb.+"}');
  });
});

describe("a setting of the group", () => {
  it("names it, and changes how often it is evaluated", () => {
    expect(hostAlerts({ name: "host-web", interval: "1m" })).toMatchObject({ name: "host-web", interval: "1m" });
  });

  it.each(ALERTS)("narrows %s to some hosts", (_option, name) => {
    for (const expression of expressionsOf(name, { where: { host: '="web-1"' } })) {
      expect(expression).toContain('host="web-1"');
      expect(checkPromql(expression, exporterMetrics.nodeExporter, CHECKS)).toEqual([]);
    }
  });

  it("labels every alert, and an alert's own label of that name holds", () => {
    const settings = { labels: { team: "core" }, highCpu: { labels: { team: "edge" } } };
    expect(rulesOf("HostHighCpu", settings)[0]?.labels).toEqual({ team: "edge" });
    expect(rulesOf("HostRebooted", settings)[0]?.labels).toEqual({ team: "core" });
  });

  it("leads the links to where the runbooks are published", () => {
    expect(rulesOf("HostHighCpu", { runbookBaseUrl: "https://runbooks.example.org/" })[0]?.runbookUrl).toBe(
      "https://runbooks.example.org/host-high-cpu.md",
    );
  });

  it("chooses file systems, each label in place of the default's", () => {
    const narrowed = expressionsOf("HostInodesLow", { fileSystems: { mountpoint: '!~"/mnt/.*"' } })[0];
    expect(narrowed).toContain('fstype!~"tmpfs|');
    expect(narrowed).toContain('mountpoint!~"/mnt/.*"');
    const replaced = expressionsOf("HostDiskFillingUp", { fileSystems: { fstype: '=~"ext4|xfs"' } })[0];
    expect(replaced).toContain('{fstype=~"ext4|xfs"}');
    expect(replaced).not.toContain("tmpfs");
  });

  it("chooses interfaces", () => {
    const [expression] = expressionsOf("HostNetworkErrors", { interfaces: '=~"eth.+"' });
    expect(expression).toContain('{device=~"eth.+"}');
    expect(expression).not.toContain("veth");
  });
});

describe("a setting of an alert", () => {
  it.each(ALERTS)("switches %s off", (option, name) => {
    const names = hostAlerts({ [option]: false }).alerts.map((alert) => alert.name);
    expect(names).not.toContain(name);
    expect(new Set(names).size).toBe(ALERTS.length - 1);
  });

  it.each(ALERTS)("changes for, keepFiringFor, labels and notify of %s", (option, name) => {
    const tuning = { for: "2h", keepFiringFor: "5m", labels: { team: "core" }, notify: false };
    for (const rule of rulesOf(name, { [option]: tuning })) expect(rule).toMatchObject(tuning);
  });

  it.each([
    ["highMemory", "HostHighMemory"],
    ["diskSpaceLow", "HostDiskSpaceLow"],
    ["inodesLow", "HostInodesLow"],
    ["fileDescriptorsLow", "HostFileDescriptorsLow"],
  ] as const)("changes the thresholds of %s, those that are given in place of all", (option, name) => {
    const rules = rulesOf(name, { [option]: { thresholds: { info: 0.5, critical: 0.8 } } });
    expect(rules.map(({ severity }) => severity)).toEqual(["critical", "info"]);
    expect(rules[0]?.expression).toContain("> 0.8");
    expect(rules[1]?.description).toMatch(/The limit is 50%\.$/);
  });

  it.each([
    ["highCpu", "HostHighCpu"],
    ["networkErrors", "HostNetworkErrors"],
    ["clockSkew", "HostClockSkew"],
    ["outOfMemoryKill", "HostOutOfMemoryKill"],
  ] as const)("changes the threshold of %s, its severity, or both by severity", (option, name) => {
    const [rule] = rulesOf(name, { [option]: { threshold: 0.42, severity: "info" } });
    expect(rule).toMatchObject({ severity: "info", expression: expect.stringContaining("> 0.42") });
    const levels = rulesOf(name, { [option]: { thresholds: { warning: 0.1, critical: 0.2 } } });
    expect(levels.map(({ severity }) => severity)).toEqual(["critical", "warning"]);
  });

  it.each([
    ["filesystemReadOnly", "HostFilesystemReadOnly"],
    ["filesystemError", "HostFilesystemError"],
    ["raidDegraded", "HostRaidDegraded"],
    ["clockNotSynchronised", "HostClockNotSynchronised"],
    ["rebooted", "HostRebooted"],
  ] as const)("changes the severity of %s", (option, name) => {
    expect(rulesOf(name, { [option]: { severity: "info" } })[0]?.severity).toBe("info");
  });

  it.each([
    ["highCpu", "HostHighCpu", "[20m]"],
    ["filesystemReadOnly", "HostFilesystemReadOnly", "[20m]"],
    ["clockSkew", "HostClockSkew", "[20m]"],
    ["clockNotSynchronised", "HostClockNotSynchronised", "[20m]"],
    ["networkErrors", "HostNetworkErrors", "[20m]"],
    ["outOfMemoryKill", "HostOutOfMemoryKill", "[20m]"],
    ["rebooted", "HostRebooted", "offset 20m"],
    ["diskFillingUp", "HostDiskFillingUp", "[20m]"],
  ] as const)("changes the window of %s", (option, name, part) => {
    expect(expressionsOf(name, { [option]: { window: "20m" } })[0]).toContain(part);
  });

  it("changes the hours of the prediction, and its parts with its window", () => {
    const [rule] = rulesOf("HostDiskFillingUp", {
      diskFillingUp: { thresholds: { warning: 48 }, window: "12h", minimumUsed: 0.5 },
    });
    expect(rule?.severity).toBe("warning");
    expect(rule?.expression).toContain("> 0.5\nand\n");
    expect(rule?.expression).toContain("predict_linear(node_filesystem_avail_bytes[12h], 172800) < 0");
    expect(rule?.expression).toContain("predict_linear(node_filesystem_avail_bytes[2h], 172800) < 0");
    expect(rule?.expression).toContain("present_over_time(node_filesystem_avail_bytes[6h] offset 6h)");
    expect(rule?.description).toContain("full within 48h if it goes on filling as over the last 12h");
  });

  it("changes the seconds since a reboot with its window", () => {
    expect(expressionsOf("HostRebooted", { rebooted: { window: "1h" } })[0]).toContain("< 3600\n");
  });

  it("changes the least packet rate, and 0 takes the condition away", () => {
    expect(expressionsOf("HostNetworkErrors", { networkErrors: { minimumPacketRate: 100 } })[0]).toMatch(/>= 100\)$/);
    expect(expressionsOf("HostNetworkErrors", { networkErrors: { minimumPacketRate: 0 } })[0]).not.toContain(">=");
  });
});

describe("settings that cannot work", () => {
  it("are refused all at once, each with its option, the value and what is allowed", () => {
    expect(
      problemsOf({
        interval: "15s",
        where: { host: "web-1" },
        fileSystems: { mountpoint: "/mnt" },
        interfaces: "eth0",
        highCpu: { threshold: 90 },
        highMemory: { thresholds: { warning: 0.9, critical: 0.8 } },
        diskFillingUp: { thresholds: { warning: 4, critical: 24 }, minimumUsed: 75, window: "soon" },
        clockSkew: { threshold: 0 },
        networkErrors: { minimumPacketRate: -1 },
        outOfMemoryKill: { threshold: -1 },
        rebooted: { severity: "fatal", window: "0s" },
      }),
    ).toEqual([
      'alert group "host": interval must be a multiple of 10s, as Grafana demands: received "15s"',
      'alert group "host": where.host must be an operator and a quoted text, such as ="a" or =~"a|b": received "web-1"',
      'alert group "host": fileSystems.mountpoint must be an operator and a quoted text, such as ="a" or =~"a|b": received "/mnt"',
      'alert group "host": interfaces must be an operator and a quoted text, such as ="a" or =~"a|b": received "eth0"',
      'alert group "host": diskFillingUp.minimumUsed must be a share from 0 to below 1: received 75',
      'alert group "host": networkErrors.minimumPacketRate must be 0 or more packets a second: received -1',
      'alert group "host": highCpu.threshold must be a share from 0 to below 1, as 0.05 is 5%: received 90',
      'alert group "host": highMemory.thresholds.critical must be above highMemory.thresholds.warning, 0.9: received 0.8',
      'alert group "host": diskFillingUp.thresholds.critical must be below diskFillingUp.thresholds.warning, 4: received 24',
      'alert group "host": diskFillingUp.window must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "soon"',
      'alert group "host": clockSkew.threshold must be above 0 seconds: received 0',
      'alert group "host": rebooted.severity must be one of "critical", "warning", "info": received "fatal"',
      'alert group "host": rebooted.window must be above zero, a duration as Prometheus writes it, such as 90s, 5m or 1h30m: received "0s"',
      'alert group "host": outOfMemoryKill.threshold must be 0 or more kills: received -1',
    ]);
  });

  it("include a single threshold where an alert has several", () => {
    expect(problemsOf({ highMemory: { threshold: 0.9 } })).toEqual([
      'alert group "host": highMemory must have thresholds in place of threshold and severity: such as {"warning":0.9,"critical":0.95}',
    ]);
  });

  it("include no threshold at all", () => {
    expect(problemsOf({ diskSpaceLow: { thresholds: {} } })).toEqual([
      'alert group "host": diskSpaceLow.thresholds must have a threshold: received {}: write false for no alert',
    ]);
  });

  it("include every alert switched off", () => {
    expect(problemsOf(Object.fromEntries(ALERTS.map(([option]) => [option, false])))).toEqual([
      'alert group "host": every alert is false: leave the group out',
    ]);
  });
});

describe("a setting that no rule reads", () => {
  it("does not compile", () => {
    const unread: HostAlertSettings[] = [
      // @ts-expect-error no alert has this name
      { highCPU: {} },
      // @ts-expect-error what is used now has no window
      { highMemory: { window: "10m" } },
      // @ts-expect-error there is a threshold for each severity
      { diskSpaceLow: { threshold: 0.9 } },
      // @ts-expect-error a file system is read-only or it is not
      { filesystemReadOnly: { threshold: 1 } },
      // @ts-expect-error the floor is the prediction's
      { diskSpaceLow: { minimumUsed: 0.5 } },
      // @ts-expect-error file systems have no such label
      { fileSystems: { path: '="/"' } },
    ];
    expect(unread).toHaveLength(6);
  });
});
