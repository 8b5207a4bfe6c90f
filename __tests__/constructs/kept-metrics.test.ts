import { Construct } from "constructs";
import { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { GrafanaDashboard } from "../../constructs/grafana-dashboard";
import type { Monitoring } from "../../constructs/monitoring";
import type { PrometheusOptions } from "../../constructs/prometheus";
import type { IQuerySource } from "../../constructs/query-source";
import { monitoringWith } from "./monitoring-samples";
import { prometheusWith, shopAlert, shopAlerts, shopDashboard, shopTarget } from "./samples";
import { fileOf, newApp, synthesizeStack } from "./synthesize";

interface Job {
  readonly job_name: string;
  readonly metric_relabel_configs?: readonly { readonly regex: string }[];
}

/** What a stack with a Prometheus stores of each job, and what synth warns of. */
function storedBy(build: (stack: TerraformStack) => unknown) {
  const stack = new TerraformStack(newApp(), "stack");
  build(stack);
  const file = fileOf(synthesizeStack(stack), "prometheus-config", "/configuration/prometheus.yml");
  const { scrape_configs: jobs } = parse(file) as { readonly scrape_configs: readonly Job[] };
  const warnings = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data)));
  return {
    jobs: Object.fromEntries(jobs.map((job) => [job.job_name, job.metric_relabel_configs])),
    warnings: warnings.filter((warning) => warning.startsWith("keepOnlyQueriedMetrics")),
  };
}

const keep = (regex: string) => [{ source_labels: ["__name__"], regex, action: "keep" }];

/** What is stored where something is added to a stack of Prometheus, Grafana and the shop. */
const stored = (
  add: (monitoring: Monitoring, stack: TerraformStack) => void = () => undefined,
  option: PrometheusOptions["keepOnlyQueriedMetrics"] = true,
) =>
  storedBy(
    monitoringWith(
      { prometheus: { keepOnlyQueriedMetrics: option }, nodeExporter: false, cadvisor: false },
      (monitoring, stack) => {
        monitoring.addScrapeTarget(shopTarget());
        add(monitoring, stack);
      },
    ),
  );

const dashboardAsking = (expr: string) => shopDashboard(expr, { unchecked: "anything may be asked in this test" });

const dashboardOf = (model: Readonly<Record<string, unknown>>) => {
  const { model: usual, ...rest } = dashboardAsking("orders_total");
  return { ...rest, model: { ...usual, ...model } };
};

describe("a Prometheus that keeps only queried metrics", () => {
  it("is one that was asked to: by default it stores all that it scrapes", () => {
    const all = { prometheus: undefined, grafana: undefined, shop: undefined };
    expect(stored((monitoring) => monitoring.addDashboard(shopDashboard()), false).jobs).toEqual(all);
    const usual = storedBy(prometheusWith({}, (prometheus) => prometheus.addScrapeTarget(shopTarget())));
    expect(usual.jobs).toEqual({ prometheus: undefined, shop: undefined });
  });

  it("stores what panels, alerts and recording rules read, of every job that they may mean", () => {
    const { jobs, warnings } = stored((monitoring) => {
      monitoring.addDashboard(dashboardAsking("rate(panel_total[5m])"));
      const recording = { record: "job:orders:rate5m", expression: "sum by (job) (rate(orders_total[5m]))" };
      const alert = shopAlert({ expression: '{"a.b"} > alert_total', unchecked: "nothing exposes these" });
      monitoring.addAlerts(shopAlerts({ alerts: [alert], recordings: [recording] }));
    });
    const kept = keep("a\\.b|alert_total|orders_total|panel_total");
    expect(jobs).toEqual({ prometheus: kept, grafana: kept, shop: kept });
    expect(warnings).toEqual([]);
  });

  it("stores of a job only what is asked of it, where queries name the job", () => {
    const { jobs } = stored((monitoring) =>
      monitoring.addDashboard(dashboardAsking('a + b{job="shop"} + c{job!="shop"}')),
    );
    expect(jobs).toEqual({ prometheus: keep("a|c"), grafana: keep("a|c"), shop: keep("a|b") });
  });

  it("has nothing to say of series that Prometheus adds after relabelling", () => {
    const { jobs } = stored((monitoring) =>
      monitoring.addDashboard(dashboardAsking("orders_total + up + scrape_samples_scraped + job:orders:rate5m")),
    );
    expect(jobs["shop"]).toEqual(keep("orders_total"));
  });

  it("stores what patterns of names take", () => {
    const { jobs } = stored((monitoring) =>
      monitoring.addDashboard(dashboardAsking('{__name__=~"node_.*|up"} + up_total')),
    );
    expect(jobs["shop"]).toEqual(keep("(?:node_.*|up)|up_total"));
  });

  it("stores what template variables and annotations read", () => {
    const { jobs } = stored((monitoring) =>
      monitoring.addDashboard(
        dashboardOf({
          templating: { list: [{ name: "v", type: "query", query: "label_values(variable_info, x)" }] },
          annotations: { list: [{ name: "a", expr: "annotation_time" }] },
        }),
      ),
    );
    expect(jobs["shop"]).toEqual(keep("annotation_time|orders_total|variable_info"));
  });

  it("stores what is queried from outside of the app, when it is told", () => {
    const { jobs } = stored(() => undefined, { alsoQueried: ["sum(rate(further_total[5m]))"] });
    expect(jobs["shop"]).toEqual(keep("further_total"));
  });

  it("stores what a dashboard reads that was given no metrics to be checked against", () => {
    const { jobs } = stored(({ grafana }, stack) => {
      const scope = new Construct(stack, "elsewhere");
      new GrafanaDashboard(scope, "shop", { grafana, dashboard: dashboardAsking("elsewhere_total") });
    });
    expect(jobs["shop"]).toEqual(keep("elsewhere_total"));
  });

  it("stores what a construct of anyone's asks", () => {
    class Report extends Construct implements IQuerySource {
      askedQueries() {
        return [{ place: "report", expression: "report_total", kind: "instant" as const }];
      }
    }
    expect(stored((_, stack) => new Report(stack, "report")).jobs["shop"]).toEqual(keep("report_total"));
  });
});

describe("a job is stored whole, and synth says why", () => {
  const place = 'dashboard "Shop": panel "Orders"';
  const becauseOf = (jobs: string, where: string) =>
    `keepOnlyQueriedMetrics keeps all of ${jobs}, since any metric may be meant in ${where}: name the metrics there, or the job`;

  it("where a query that names no metric can reach it", () => {
    const { jobs, warnings } = stored((monitoring) =>
      monitoring.addDashboard(dashboardAsking('count({job=~"shop|other"})')),
    );
    expect(jobs).toEqual({ prometheus: keep(""), grafana: keep(""), shop: undefined });
    expect(warnings).toEqual([becauseOf('"shop"', place)]);
  });

  it("where a query cannot be read", () => {
    const { jobs, warnings } = stored((monitoring) => monitoring.addDashboard(dashboardAsking("sum(orders_total")));
    expect(jobs).toEqual({ prometheus: undefined, grafana: undefined, shop: undefined });
    expect(warnings).toEqual([becauseOf('"prometheus", "grafana", "shop"', place)]);
  });

  it("where a panel's queries are known to Grafana alone", () => {
    const panels = [{ title: "Shared", libraryPanel: { uid: "a", name: "Library" } }];
    const { jobs, warnings } = stored((monitoring) => monitoring.addDashboard(dashboardOf({ panels })));
    expect(jobs["shop"]).toBeUndefined();
    expect(warnings).toEqual([becauseOf('"prometheus", "grafana", "shop"', 'dashboard "Shop": panel "Shared"')]);
  });

  it("where its target does not say what it exposes", () => {
    const unknown = { scrapeConfig: () => ({ ...shopTarget().scrapeConfig(), job: "unknown" }) };
    const { jobs, warnings } = stored((monitoring) => {
      monitoring.addScrapeTarget(unknown);
      monitoring.addDashboard(shopDashboard());
    });
    expect(jobs["unknown"]).toBeUndefined();
    expect(jobs["shop"]).toEqual(keep("orders_total"));
    expect(warnings).toEqual([
      'keepOnlyQueriedMetrics keeps all of "unknown", whose metrics are not known: say what each target exposes',
    ]);
  });
});
