import { containerAlerts, hostAlerts, type AlertGroup } from "../../alerts";
import { containerMonitoring, DashboardError, dashboardQueries, hostMonitoring } from "../../dashboards";
import { checkPromql, checkVariableQuery, exporterMetrics, mergeMetrics, SCRAPE_METRICS } from "../../promql";
import { panelNamed, panelsOf, stepsOf } from "./shipped-dashboards";

const RESTART_COUNT = "container_label_restartcount";

/** What cAdvisor reports with the label that the stack has it write. */
const cadvisor = new Map(
  [...exporterMetrics.cadvisor].map(([name, metric]) => [
    name,
    name.startsWith("container_") ? { ...metric, labels: [...metric.labels, RESTART_COUNT] } : metric,
  ]),
);

describe.each([
  ["hostMonitoring", hostMonitoring, exporterMetrics.nodeExporter, ["host"]],
  ["containerMonitoring", containerMonitoring, cadvisor, ["host", "container"]],
] as const)("%s", (_, make, exposed, variables) => {
  const known = mergeMetrics(SCRAPE_METRICS, exposed);
  const queries = dashboardQueries(make());
  const inPanels = queries.filter(({ kind }) => kind !== "variable");

  const refusalsOf = (settings: object): readonly string[] => {
    try {
      make(settings);
    } catch (error) {
      if (error instanceof DashboardError) return error.problems;
      throw error;
    }
    return [];
  };

  it("draws these panels with these queries", () => {
    expect(
      queries.map(({ place, kind, expression }) => `${place}, ${kind}:\n    ${expression}`).join("\n"),
    ).toMatchSnapshot();
  });

  it.each(inPanels.map((query) => [query.place, query] as const))(
    "asks in %s only what the exporter has",
    (_place, { expression, kind }) => {
      const findings = checkPromql(expression, known, {
        expect: kind === "range" ? "range-query" : "instant-vector",
        scrapeInterval: "15s",
        variables: [...variables],
      });
      expect(findings).toEqual([]);
    },
  );

  it("offers in its variables what the exporter has", () => {
    const asked = queries.filter(({ kind }) => kind === "variable").map(({ expression }) => expression);
    expect(asked).toHaveLength(variables.length);
    expect(asked.flatMap((query) => checkVariableQuery(query, known))).toEqual([]);
  });

  it("narrows every panel by what the reader chose", () => {
    for (const { expression } of inPanels) {
      for (const variable of variables) expect(expression).toContain(`=~"$${variable}"`);
    }
  });

  it("keeps hosts apart in every result", () => {
    const apart = inPanels.filter(({ expression }) => /\bby \((?!job, instance, host\b|host\b)/.test(expression));
    expect(apart).toEqual([]);
  });

  it("has a title, a uid, a datasource, a time range, a refresh, a time zone and tags", () => {
    const timeRange = { from: "now-6h", to: "now" };
    const settings = { datasourceUid: "second", timeRange, refresh: false, timezone: "utc", tags: [] } as const;
    const { uid, title, model } = make({ title: "Ours", uid: "ours", ...settings });
    expect({ uid, title }).toEqual({ uid: "ours", title: "Ours" });
    expect(model).toMatchObject({
      uid: "ours",
      title: "Ours",
      time: timeRange,
      refresh: "",
      timezone: "utc",
      tags: [],
    });
    expect(JSON.stringify(model)).not.toContain('"uid":"prometheus"');
  });

  it("takes undefined for the default", () => {
    expect(make({ title: undefined, uid: undefined, tags: undefined, thresholds: undefined })).toEqual(make());
  });

  it("refuses what cannot be used, all at once", () => {
    expect(refusalsOf({ uid: "1", refresh: "1s" })).toHaveLength(2);
  });
});

describe("containerMonitoring", () => {
  it("takes rates over four minutes or more, since cAdvisor may look at a container once a minute only", () => {
    const targets = panelsOf(containerMonitoring()).flatMap((panel) => panel.targets ?? []);
    const rates = targets.filter(({ expr }) => String(expr).includes("$__rate_interval"));
    expect(rates).toHaveLength(5);
    expect(rates.filter(({ interval }) => interval !== "1m")).toEqual([]);
  });
});

/** The thresholds of an alert, by severity, as its rules compare with them: shares, and fractions of a second. */
const levelsOf = ({ alerts }: AlertGroup, alert: string) =>
  Object.fromEntries(
    alerts
      .filter(({ name }) => name === alert)
      .map(({ severity, expression }) => [severity, Number(/ > (0\.\d+)/.exec(expression)?.[1])]),
  );

const COLORS = { info: "yellow", warning: "orange", critical: "red" };

const colored = (levels: Readonly<Record<string, number>>) =>
  Object.entries(COLORS).flatMap(([severity, color]) => {
    const value = levels[severity];
    return value === undefined ? [] : [{ value, color }];
  });

describe("the colours of the panels", () => {
  it.each([
    ["CPU in use", "HostHighCpu"],
    ["CPU", "HostHighCpu"],
    ["Memory in use", "HostHighMemory"],
    ["Memory", "HostHighMemory"],
    ["Fullest file system", "HostDiskSpaceLow"],
    ["Space in use", "HostDiskSpaceLow"],
    ["Clock offset", "HostClockSkew"],
    ["File descriptors", "HostFileDescriptorsLow"],
    ["Packets with errors", "HostNetworkErrors"],
  ])("of %s change where the alert %s begins", (title, alert) => {
    const levels = levelsOf(hostAlerts(), alert);
    expect(levels).not.toEqual({});
    expect(stepsOf(panelNamed(title, hostMonitoring()))).toEqual(colored(levels));
  });

  it.each([
    ["Nearest its memory limit", "ContainerMemoryNearLimit"],
    ["Memory of the limit", "ContainerMemoryNearLimit"],
    ["Waiting for the CPU quota", "ContainerCpuThrottled"],
    ["Layer and log of the disk", "ContainerFilesystemFilling"],
  ])("of %s change where the alert %s begins", (title, alert) => {
    const levels = levelsOf(containerAlerts(), alert);
    expect(levels).not.toEqual({});
    expect(stepsOf(panelNamed(title, containerMonitoring()))).toEqual(colored(levels));
  });

  it("of the tables change there too", () => {
    const columnsOf = (title: string, dashboard: ReturnType<typeof hostMonitoring>) =>
      JSON.stringify(panelNamed(title, dashboard).fieldConfig?.overrides);
    const hosts = hostMonitoring({ thresholds: { diskSpaceLow: { critical: 0.77 }, inodesLow: { info: 0.66 } } });
    expect(columnsOf("File systems", hosts)).toContain('{"color":"red","value":0.77}');
    expect(columnsOf("File systems", hosts)).toContain('{"color":"yellow","value":0.66}');
    const containers = containerMonitoring({ thresholds: { memoryNearLimit: { warning: 0.55 } } });
    expect(columnsOf("Containers", containers)).toContain('{"color":"orange","value":0.55}');
  });

  it("change where they are told, while the others keep their own", () => {
    const told = hostMonitoring({ thresholds: { highCpu: { info: 0.5, critical: 0.99 }, highMemory: undefined } });
    expect(stepsOf(panelNamed("CPU", told))).toEqual([
      { value: 0.5, color: "yellow" },
      { value: 0.99, color: "red" },
    ]);
    expect(stepsOf(panelNamed("Memory", told))).toEqual(stepsOf(panelNamed("Memory", hostMonitoring())));
    expect(panelsOf(told)).toHaveLength(panelsOf(hostMonitoring()).length);
  });

  it.each([
    [{ warning: NaN }, '{"warning":null}'],
    [{ warning: -1 }, '{"warning":-1}'],
    [{ warning: 0.9, critical: 0.8 }, '{"warning":0.9,"critical":0.8}'],
  ])("are refused when they are %j, with everything else that is wrong", (highCpu, received) => {
    expect(() => hostMonitoring({ uid: "1", thresholds: { highCpu } })).toThrow(
      expect.objectContaining({
        problems: [
          `dashboard "Hosts": thresholds.highCpu must be numbers of 0 or more, the graver the higher: received ${received}`,
          expect.stringContaining("uid must be"),
        ],
      }) as Error,
    );
  });
});
