import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { apiMonitoring, DashboardError, dashboardQueries, type ApiMonitoringSettings } from "../../dashboards";
import { checkPromql, checkVariableQuery, mergeMetrics, metricsOf, SCRAPE_METRICS } from "../../promql";
import { apiThresholds } from "../../promql/signals";
import { panelNamed as panelOf } from "./shipped-dashboards";

const panelNamed = (title: string, settings?: ApiMonitoringSettings) => panelOf(title, apiMonitoring(settings));

const problems = (settings: ApiMonitoringSettings): readonly string[] => {
  try {
    apiMonitoring(settings);
  } catch (error) {
    if (error instanceof DashboardError) return error.problems;
    throw error;
  }
  return [];
};

const queries = dashboardQueries(apiMonitoring());
const known = mergeMetrics(metricsOf(apiMetrics), SCRAPE_METRICS);

describe("apiMonitoring", () => {
  it("draws these panels with these queries", () => {
    expect(
      queries.map(({ place, kind, expression }) => `${place}, ${kind}:\n    ${expression}`).join("\n"),
    ).toMatchSnapshot();
  });

  it("shows something of every metric of the catalogue", () => {
    const asked = queries.map(({ expression }) => expression).join("\n");
    const missing = Object.values(apiMetrics).filter(({ name }) => !asked.includes(name));
    expect(missing).toEqual([]);
  });

  it.each(queries.filter(({ kind }) => kind !== "variable").map((query) => [query.place, query] as const))(
    "asks in %s only what the catalogue has",
    (_, { expression, kind }) => {
      const findings = checkPromql(expression, known, {
        expect: kind === "range" ? "range-query" : "instant-vector",
        scrapeInterval: "15s",
        variables: ["job", "host", "endpoint", "method"],
      });
      expect(findings).toEqual([]);
    },
  );

  it("offers in its variables the values of labels that the catalogue has", () => {
    const asked = queries.filter(({ kind }) => kind === "variable").map(({ expression }) => expression);
    expect(asked.map((query) => /, (\w+)\)$/.exec(query)?.[1])).toEqual(["job", "host", "endpoint", "method"]);
    expect(asked.flatMap((query) => checkVariableQuery(query, known))).toEqual([]);
  });

  it("keeps services apart in every result", () => {
    const apart = queries.filter(({ kind, expression }) => kind !== "variable" && /\bby \((?!job\b)/.test(expression));
    expect(apart).toEqual([]);
  });

  it("never adds up, over instances, what has no sum", () => {
    const unsummable = Object.values(apiMetrics).filter(
      (definition) => definition.type === "gauge" && definition.aggregation !== "sum",
    );
    expect(unsummable).not.toEqual([]);
    for (const { name } of unsummable) {
      const summed = queries.filter(({ expression }) =>
        new RegExp(`(sum|avg) by \\([^)]*\\) \\(${name}`).test(expression),
      );
      expect(summed).toEqual([]);
    }
  });

  const names = Object.values(apiMetrics).map(({ name }) => name);
  const selectors = queries
    .filter(({ kind }) => kind !== "variable")
    .flatMap(({ place, expression }) =>
      [...expression.matchAll(new RegExp(`(?:${names.join("|")})(?:_bucket|_count)?(?:\\{[^}]*\\})?`, "g"))].map(
        ([selector]) => ({ place, selector }),
      ),
    );

  it("narrows every panel and annotation by service and host", () => {
    expect(selectors.length).toBeGreaterThan(queries.length);
    expect(selectors.filter(({ selector }) => !selector.includes('{job=~"$job",host=~"$host"'))).toEqual([]);
  });

  it("narrows panels by endpoint and method, where the metric has them", () => {
    const inPanels = selectors.filter(({ place }) => place.startsWith("panel"));
    for (const label of ["endpoint", "method"] as const) {
      const having = Object.values(apiMetrics).filter(({ labels }) => label in labels);
      const unnarrowed = inPanels.filter(
        ({ selector }) =>
          having.some(({ name }) => selector.startsWith(name)) && !selector.includes(`${label}=~"$${label}"`),
      );
      expect(unnarrowed).toEqual([]);
    }
  });

  describe("the JSON", () => {
    const { model } = apiMonitoring();

    it("marks the restarts of each instance", () => {
      expect(model).toMatchObject({ annotations: { list: [{}, { name: "Restarts", enable: true }] } });
    });
  });

  describe("settings", () => {
    it("has a title, which does not change the uid", () => {
      const { uid, title, model } = apiMonitoring({ title: "Shop" });
      expect({ uid, title, model: model["title"] }).toEqual({ uid: "api-monitoring", title: "Shop", model: "Shop" });
    });

    it("has a uid", () => {
      const { uid, model } = apiMonitoring({ uid: "shop" });
      expect([uid, model["uid"]]).toEqual(["shop", "shop"]);
    });

    it("takes undefined for the default", () => {
      const undefinedSettings = {
        title: undefined,
        uid: undefined,
        datasourceUid: undefined,
        timeRange: undefined,
        refresh: undefined,
        timezone: undefined,
        tags: undefined,
        thresholds: { highErrorRate: undefined, highLatency: undefined, latencyQuantile: undefined },
      };
      expect(apiMonitoring(undefinedSettings)).toEqual(apiMonitoring());
    });

    it("has a datasource, a time range, a refresh, a time zone and tags", () => {
      const timeRange = { from: "now-6h", to: "now" };
      const { model } = apiMonitoring({
        datasourceUid: "second",
        timeRange,
        refresh: false,
        timezone: "utc",
        tags: [],
      });
      expect(model).toMatchObject({ time: timeRange, refresh: "", timezone: "utc", tags: [] });
      expect(JSON.stringify(model)).not.toContain('"uid":"prometheus"');
    });

    it("has the tag api by default", () => {
      expect(apiMonitoring().model["tags"]).toEqual(["api"]);
    });

    const reds = (title: string, settings?: ApiMonitoringSettings) =>
      panelNamed(title, settings).fieldConfig?.defaults.thresholds.steps.filter(({ color }) => color === "red");

    it.each(["Error rate", "Error rate by endpoint", "Error rate as the service sees it"])(
      "turns %s red from the alert's threshold on, and from another when told",
      (title) => {
        expect(reds(title)).toEqual([{ color: "red", value: apiThresholds.highErrorRate }]);
        expect(reds(title, { thresholds: { highErrorRate: 0.02 } })).toEqual([{ color: "red", value: 0.02 }]);
      },
    );

    it.each(["Latency p95", "Latency p95 by endpoint"])(
      "turns %s red from the alert's threshold on, and from another when told",
      (title) => {
        expect(reds(title)).toEqual([{ color: "red", value: apiThresholds.highLatency }]);
        expect(reds(title, { thresholds: { highLatency: 2.5 } })).toEqual([{ color: "red", value: 2.5 }]);
      },
    );

    it("colours the table of the busiest endpoints by the same thresholds", () => {
      const json = JSON.stringify(
        panelNamed("Busiest endpoints", { thresholds: { highErrorRate: 0.02, highLatency: 2.5 } }),
      );
      expect(json).toContain('{"color":"red","value":0.02}');
      expect(json).toContain('{"color":"red","value":2.5}');
    });

    it("shows the quantile that the alert goes by, under its name", () => {
      const settings = { thresholds: { latencyQuantile: 0.999 } };
      for (const title of ["Latency p99.9", "Latency p99.9 by endpoint"]) {
        expect(panelNamed(title, settings).targets?.[0]?.["expr"]).toMatch(/^histogram_quantile\(0\.999, /);
      }
      expect(panelNamed("Latency p99.9", settings).description).toMatch(/^The time within which 99\.9 of 100 /);
    });

    it("refuses thresholds that cannot be met or missed, with everything else that is wrong", () => {
      const thresholds = { highErrorRate: 5, highLatency: 10, latencyQuantile: 95 };
      expect(problems({ uid: "1", thresholds })).toEqual([
        'dashboard "Django API Monitoring": thresholds.highErrorRate must be a share above 0 and at most 1: received 5',
        'dashboard "Django API Monitoring": thresholds.highLatency must be seconds above 0 and below 10, the largest bucket: received 10',
        'dashboard "Django API Monitoring": thresholds.latencyQuantile must be a share between 0 and 1: received 95',
        'dashboard "Django API Monitoring": uid must be 1 to 40 letters, digits, "-" and "_", and not all digits: received "1": derive one with grafanaUid',
      ]);
    });

    it("refuses a scrape interval that is none", () => {
      expect(problems({ scrapeInterval: "often" })).toEqual([
        'dashboard "Django API Monitoring": scrapeInterval must be a duration such as 15s or 2m: received "often"',
      ]);
    });

    it("counts anomalies within four scrapes where 5 minutes hold fewer", () => {
      const windowsOf = (scrapeInterval?: string) =>
        JSON.stringify(apiMonitoring({ scrapeInterval }).model).match(
          /(?<=anomaly_detection_triggered_total\{[^}]*\}\[)\w+/g,
        );
      expect(new Set(windowsOf())).toEqual(new Set(["5m"]));
      expect(new Set(windowsOf("2m"))).toEqual(new Set(["8m"]));
    });

    it("refuses thresholds that are no numbers", () => {
      const thresholds = { highErrorRate: NaN, highLatency: NaN, latencyQuantile: NaN };
      expect(problems({ thresholds })).toHaveLength(3);
    });

    it("takes an error rate of 1, which only a service that fails all requests reaches", () => {
      expect(problems({ thresholds: { highErrorRate: 1 } })).toEqual([]);
    });
  });
});
