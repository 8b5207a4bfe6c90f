import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConsumerProject, pack, type Tarball } from "./consumer-project";

const directory = mkdtempSync(join(tmpdir(), "cdktf-monitoring-package-"));
const workspaces = ["@cdktf/provider-grafana", "cdktf-monitoring-metrics"];
const prometheusClient = ["@opentelemetry/api", "bintrees", "prom-client", "tdigest"];

/** Counts one request with a package's exposer, and prints what the consumer's own prom-client has of it. */
const countingProgram = (entryPoint: string): string => `
  const { apiMetrics, createMetrics } = require("${entryPoint}");
  const { register } = require("prom-client");
  createMetrics(apiMetrics).apiRequestsTotal.inc({ endpoint: "/orders", method: "GET", status: "200" });
  register.getSingleMetricAsString("api_requests_total").then((page) => console.log(page.split("\\n").at(-1)));
`;
const oneRequest = 'api_requests_total{endpoint="/orders",method="GET",status="200"} 1\n';

/** Serves a registry's requests after one, in both formats. */
const pageProgram = (registry: string): string => `
  const { createMonitoring, renderRegistry } = require("cdktf-monitoring-metrics");
  const registry = ${registry};
  const { metrics } = createMonitoring({ registry, defaultMetrics: false });
  metrics.apiRequestsTotal.inc({ endpoint: "/orders", method: "GET", status: "200" });
  metrics.apiRequestLatencySeconds.observe({ endpoint: "/orders", method: "GET" }, 1);
  (async () => {
    for (const format of ["text", "openmetrics"]) {
      let page = "";
      for await (const chunk of renderRegistry(registry, { format })) page += chunk;
      const shown = /^(api_requests_total|api_request_latency_seconds_bucket.le="1(.0)?"|# EOF)/;
      console.log(page.split("\\n").filter((line) => shown.test(line)).join("\\n"));
    }
  })();
`;
const onePage = `${oneRequest}api_request_latency_seconds_bucket{le="1",endpoint="/orders",method="GET"} 1
${oneRequest}api_request_latency_seconds_bucket{le="1.0",endpoint="/orders",method="GET"} 1
# EOF
`;

/** What says that it wants Node 22 is installed on Node 20 with a warning, unless the project is strict; and it runs. */
const anyNode = "--engine-strict=false";
const successor = "@prometheus-io/client@0.16.1";

const subpaths = ["definitions", "express", "fastify", "hono", "http", "koa", "nest", "server"];
const frameworks = [
  "express@5",
  "@types/express@5",
  "fastify@5",
  "hono@4",
  "koa@3",
  "@types/koa@3",
  "@nestjs/common@11",
  "@nestjs/core@11",
  "reflect-metadata@0.2",
  "rxjs@7",
];

/** Uses each adapter with its framework, as its documentation does. */
const adapted = `
  import express from "express";
  import { fastify } from "fastify";
  import { Hono } from "hono";
  import Koa from "koa";
  import type { INestApplication } from "@nestjs/common";
  import { monitorExpress } from "cdktf-monitoring-metrics/express";
  import { fastifyMonitoring } from "cdktf-monitoring-metrics/fastify";
  import { honoMonitoring } from "cdktf-monitoring-metrics/hono";
  import { monitorHttp } from "cdktf-monitoring-metrics/http";
  import { koaMonitoring } from "cdktf-monitoring-metrics/koa";
  import { monitorNest } from "cdktf-monitoring-metrics/nest";
  import { serveMetrics } from "cdktf-monitoring-metrics/server";

  monitorExpress(express());
  fastify().register(fastifyMonitoring);
  new Hono().use(honoMonitoring());
  new Koa().use(koaMonitoring());
  export const listener = monitorHttp((request, response) => response.end(request.url));
  export const nest = (app: INestApplication) => monitorNest(app);
  export const server = serveMetrics({ port: 0 });
  // @ts-expect-error -- the types are there, and so refuse
  honoMonitoring(1);
  // @ts-expect-error -- of each of them
  serveMetrics({ port: "9464" });
`;

const resolutions = [
  ["node16", { module: "node16", moduleResolution: "node16" }],
  ["bundler", { module: "esnext", moduleResolution: "bundler" }],
  ["node10", { module: "commonjs", moduleResolution: "node10" }],
] as const;

let main: Tarball;
let metrics: Tarball;

beforeAll(() => {
  main = pack(".", directory);
  metrics = pack("metrics", directory);
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe("the tarballs", () => {
  it("hold compiled code, declarations and what a package says about itself", () => {
    const expected =
      /^(node_modules\/(@cdktf\/provider-grafana|cdktf-monitoring-metrics)\/)?((dist|lib)\/.+\.(js|d\.ts)|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/;
    expect([...main.files, ...metrics.files].filter((file) => !expected.test(file))).toEqual([]);
  });

  it("name their licence", () => {
    expect(main.files).toEqual(expect.arrayContaining(["LICENSE", "CHANGELOG.md", "README.md"]));
    expect(main.files).toContain("node_modules/@cdktf/provider-grafana/LICENSE");
    expect(metrics.files).toContain("LICENSE");
  });

  it("bring no test and no benchmark", () => {
    expect(main.files.filter((file) => /__tests__|\b(bench|e2e|examples)\//.test(file))).toEqual([]);
  });
});

describe("cdktf-monitoring-metrics, installed into an empty project", () => {
  let project: ConsumerProject;

  beforeAll(() => {
    project = new ConsumerProject(join(directory, "application"));
    project.install(metrics.path);
  });

  it("brings prom-client with its own dependencies, and nothing else", () => {
    const expected = [...prometheusClient, "cdktf-monitoring-metrics"].map((name) => `node_modules/${name}`);
    expect(project.installed()).toEqual(expected.sort());
  });

  it("counts in the registry of the application's own prom-client", () => {
    expect(project.node(countingProgram("cdktf-monitoring-metrics"))).toBe(oneRequest);
  });

  it("leaves the frameworks to those who have them", () => {
    const frameworks = /\/(express|fastify|hono|koa|@nestjs\/common)$/;
    expect(project.installed().filter((path) => frameworks.test(path))).toEqual([]);
    const loaded = subpaths.map((subpath) => `typeof require("cdktf-monitoring-metrics/${subpath}")`);
    expect(project.node(`console.log([${loaded.join()}].join())`)).toBe(`${subpaths.map(() => "object").join()}\n`);
  });

  it("gives its definitions without loading prom-client", () => {
    const program = `
      require("cdktf-monitoring-metrics/definitions");
      console.log(Object.keys(require.cache).some((file) => file.includes("prom-client")));
    `;
    expect(project.node(program)).toBe("false\n");
  });

  describe("in TypeScript", () => {
    beforeAll(() => {
      project.install("@types/node@20");
    });

    it.each(resolutions)("has sound types under moduleResolution %s", (_name, options) => {
      const source = `
        import { createMetrics } from "cdktf-monitoring-metrics";
        import { apiMetrics, defineCatalogue } from "cdktf-monitoring-metrics/definitions";
        export const used = [createMetrics(apiMetrics), defineCatalogue];
        // @ts-expect-error -- the types are there, and so refuse
        createMetrics(1);
      `;
      expect(project.typeErrors(source, { ...options, types: ["node"], skipLibCheck: false })).toBe("");
    });

    describe("beside the frameworks", () => {
      beforeAll(() => {
        project.install(anyNode, ...frameworks);
      });

      it.each(resolutions)("has sound types of each subpath under moduleResolution %s", (_name, options) => {
        // The frameworks' own declarations are theirs to keep sound.
        const compilerOptions = { ...options, types: ["node"], esModuleInterop: true, skipLibCheck: true };
        expect(project.typeErrors(adapted, compilerOptions)).toBe("");
      });
    });
  });
});

describe("cdktf-monitoring-metrics, where prom-client is replaced by its successor", () => {
  it("counts and serves with the successor under prom-client's name", () => {
    const project = new ConsumerProject(join(directory, "replaced"), { "prom-client": `npm:${successor}` });
    project.install(anyNode, metrics.path);
    expect(project.installed().filter((path) => path.endsWith("prom-client"))).toEqual(["node_modules/prom-client"]);
    expect(project.node(`console.log(require("prom-client/package.json").name)`)).toBe("@prometheus-io/client\n");
    expect(project.node(countingProgram("cdktf-monitoring-metrics"))).toBe(oneRequest);
    expect(project.node(pageProgram("require('prom-client').register"))).toBe(onePage);
  });

  it("counts and serves in the successor's registry where both are loaded, and warns where it is not handed over", () => {
    const project = new ConsumerProject(join(directory, "both"));
    project.install(anyNode, successor, metrics.path);
    expect(project.node(pageProgram("require('@prometheus-io/client').register"))).toBe(onePage);
    const program = `
      require("@prometheus-io/client");
      process.on("warning", ({ code }) => console.log(code));
      require("cdktf-monitoring-metrics").createMonitoring({ defaultMetrics: false });
    `;
    expect(project.node(program)).toBe("METRICS_TWO_CLIENTS\n");
  });
});

describe("cdktf-monitoring-metrics beside OpenTelemetry", () => {
  it("has the SDK's metrics on its page, and takes its readers by their types", () => {
    const project = new ConsumerProject(join(directory, "opentelemetry"));
    project.install("@opentelemetry/sdk-metrics@2.12.1", "@opentelemetry/exporter-prometheus@0.222.0", metrics.path);
    const program = `
      const { MeterProvider } = require("@opentelemetry/sdk-metrics");
      const { PrometheusExporter } = require("@opentelemetry/exporter-prometheus");
      const { exposeOpenTelemetry } = require("cdktf-monitoring-metrics");
      const { register } = require("prom-client");
      const reader = new PrometheusExporter({ preventServerStart: true });
      const meter = new MeterProvider({ readers: [reader] }).getMeter("shop");
      meter.createCounter("orders").add(3, { "order.kind": "book" });
      exposeOpenTelemetry(reader)
        .then(() => register.getSingleMetricAsString("orders_total"))
        .then((page) => console.log(page.split("\\n").at(-1)));
    `;
    expect(project.node(program)).toBe('orders_total{order_kind="book",otel_scope_name="shop"} 3\n');
    project.install("@types/node@20");
    const source = `
      import { PrometheusExporter } from "@opentelemetry/exporter-prometheus";
      import { exposeOpenTelemetry } from "cdktf-monitoring-metrics";
      export const exposed = exposeOpenTelemetry(new PrometheusExporter({ preventServerStart: true }));
      // @ts-expect-error -- a provider is no reader
      exposeOpenTelemetry({ getMeter: () => undefined });
    `;
    const options = { module: "node16", moduleResolution: "node16", types: ["node"], skipLibCheck: true };
    expect(project.typeErrors(source, options)).toBe("");
  });
});

describe("cdktf-monitoring, installed into an empty project", () => {
  let project: ConsumerProject;

  beforeAll(() => {
    project = new ConsumerProject(join(directory, "stack"));
    project.install(main.path);
  });

  it("brings the Grafana bindings and the metrics package inside it", () => {
    const inside = project.installed().filter((path) => path.startsWith("node_modules/cdktf-monitoring/"));
    expect(inside).toEqual(workspaces.map((name) => `node_modules/cdktf-monitoring/node_modules/${name}`));
  });

  it("brings prom-client once, from the registry", () => {
    const copies = project.installed().filter((path) => path.endsWith("/prom-client"));
    expect(copies).toEqual(["node_modules/prom-client"]);
  });

  it("counts in the registry of the application's own prom-client", () => {
    expect(project.node(countingProgram("cdktf-monitoring/metrics"))).toBe(oneRequest);
  });

  it("leaves cdktf, constructs and the docker provider to its user", () => {
    const peers = /\/(cdktf|constructs|@cdktf\/provider-docker)$/;
    expect(project.installed().filter((path) => peers.test(path))).toEqual([]);
  });

  it("works for metrics, dashboards, alerts and PromQL without cdktf", () => {
    const program = `
      const { createMetrics } = require("cdktf-monitoring/metrics");
      const { apiMonitoring } = require("cdktf-monitoring/dashboards");
      const { apiAlerts } = require("cdktf-monitoring/alerts");
      const { checkPromql } = require("cdktf-monitoring/promql");
      console.log([createMetrics, apiMonitoring, apiAlerts, checkPromql].map((one) => typeof one).join());
    `;
    expect(project.node(program)).toBe("function,function,function,function\n");
  });

  describe("beside cdktf, constructs and the docker provider", () => {
    beforeAll(() => {
      project.install("cdktf@^0.21.0", "constructs@^10.4.2", "@cdktf/provider-docker@^12.0.3");
    });

    it("still brings prom-client once, when the metrics package is installed too", () => {
      project.install(metrics.path);
      const copies = project.installed().filter((path) => path.endsWith("/prom-client"));
      expect(copies).toEqual(["node_modules/prom-client"]);
    });

    it("synthesizes a stack with its content", () => {
      const program = `
        const { TerraformStack, Testing } = require("cdktf");
        const { MetricsExposer, Monitoring } = require("cdktf-monitoring");
        const { apiMetrics } = require("cdktf-monitoring/metrics");
        const { apiMonitoring } = require("cdktf-monitoring/dashboards");
        const { apiAlerts } = require("cdktf-monitoring/alerts");
        const stack = new TerraformStack(Testing.app(), "consumer");
        const monitoring = new Monitoring(stack, "monitoring");
        const { host } = monitoring;
        const api = new MetricsExposer(stack, "api", { host, target: "host.docker.internal:8000", catalogue: apiMetrics });
        monitoring.addApplication(api);
        monitoring.addDashboard(apiMonitoring());
        monitoring.addAlerts(apiAlerts());
        console.log(Object.keys(JSON.parse(Testing.synth(stack, true)).resource).sort().join("\\n"));
      `;
      expect(project.node(program).trim().split("\n")).toEqual(
        expect.arrayContaining(["docker_container", "docker_network", "grafana_dashboard", "grafana_rule_group"]),
      );
    });

    it("gives every Grafana resource", () => {
      const program = `
        const { Dashboard, Folder, GrafanaProvider, MuteTiming } = require("cdktf-monitoring/grafana");
        console.log([Dashboard, Folder, GrafanaProvider, MuteTiming].map((one) => one.name).join());
      `;
      expect(project.node(program)).toBe("Dashboard,Folder,GrafanaProvider,MuteTiming\n");
    });

    it("has a command", () => {
      expect(project.bin("cdktf-monitoring", "--help")).toContain("cdktf-monitoring");
    });

    it("has a command that checks files", () => {
      project.write("rules.yml", "groups: [{ name: a, rules: [{ alert: Down, expr: up == 0 }] }]");
      expect(project.bin("cdktf-monitoring", "check", "rules.yml")).toBe("");
    });

    it.each(resolutions)("has its types found under moduleResolution %s", (_name, options) => {
      const source = `
        import { Monitoring } from "cdktf-monitoring";
        import { apiAlerts } from "cdktf-monitoring/alerts";
        import { apiMonitoring } from "cdktf-monitoring/dashboards";
        import { Folder, GrafanaProvider } from "cdktf-monitoring/grafana";
        import { createMetrics } from "cdktf-monitoring/metrics";
        import { checkPromql } from "cdktf-monitoring/promql";
        export const used = [Monitoring, apiAlerts, apiMonitoring, Folder, GrafanaProvider, createMetrics, checkPromql];
        // @ts-expect-error -- the types are there, and so refuse
        new Monitoring(1);
        // @ts-expect-error -- the types of the bundled bindings too
        new Folder(1);
        // @ts-expect-error -- and those of the bundled metrics package
        createMetrics(1);
      `;
      expect(project.typeErrors(source, { ...options, skipLibCheck: true })).toBe("");
    });
  });
});
