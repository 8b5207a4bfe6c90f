import { Counter, Gauge, register, Registry } from "prom-client";
import {
  clusterMetrics,
  createMetrics,
  createMonitoring,
  exposeOpenTelemetry,
  metricsHandler,
  MetricUsageError,
  type MetricsRegistry,
  type OpenTelemetryReader,
} from "cdktf-monitoring-metrics";
import type * as Exposer from "cdktf-monitoring-metrics";
import { serveMetrics } from "cdktf-monitoring-metrics/server";
import { warnOfTwoClients } from "../../metrics/interop/two-clients";
import { registryProblems } from "../../metrics/interop/registry-problems";

/** What OpenTelemetry calls a reader, and somebody may take for a registry. */
class PrometheusExporter {
  collect = () => Promise.resolve([]);
}

/** A registry with all that prom-client's has, and no class in common with it: as of another package, or another copy. */
function foreignRegistry(): MetricsRegistry {
  const registry = new Registry();
  const methods = ["getMetricsAsArray", "getSingleMetric", "getSingleMetricAsString", "metrics"] as const;
  const foreign: Record<string, unknown> = { contentType: registry.contentType };
  for (const method of [...methods, "registerMetric", "removeSingleMetric"] as const) {
    foreign[method] = registry[method].bind(registry);
  }
  return foreign as Partial<MetricsRegistry> as MetricsRegistry;
}

describe("a registry of another package", () => {
  it("works when it does what prom-client's does", async () => {
    const registry = foreignRegistry();
    expect(registry).not.toBeInstanceOf(Registry);
    createMonitoring({ registry, defaultMetrics: false }).trackUser("alice");
    expect(await registry.metrics()).toContain('active_users{timeframe="1m"} 1');
  });

  it("is refused with what it lacks", () => {
    const registry = new PrometheusExporter() as Partial<MetricsRegistry> as MetricsRegistry;
    expect(() => createMonitoring({ registry, defaultMetrics: false })).toThrow(
      new MetricUsageError([
        'metrics: option "registry" must be a Registry of prom-client or @prometheus-io/client: received PrometheusExporter, which has no getMetricsAsArray, getSingleMetric, getSingleMetricAsString, metrics, registerMetric, removeSingleMetric, contentType; serve what another library exposes at a path of its own',
      ]),
    );
    expect(registryProblems(Object.create(null))).toEqual([
      expect.stringContaining("received an object, which has no"),
    ]);
  });

  const lacking = (registry: object): unknown =>
    expect.stringContaining(`received ${registry.constructor.name}, which has no`);

  it("is refused by whatever creates or serves metrics, together with what else is wrong", async () => {
    const registry = new PrometheusExporter() as Partial<MetricsRegistry> as MetricsRegistry;
    const problemsOf = async (use: () => unknown) => {
      const error: unknown = await Promise.resolve()
        .then(use)
        .catch((thrown: unknown) => thrown);
      return error instanceof MetricUsageError ? error.problems : error;
    };
    expect(await problemsOf(() => createMetrics({}, { registry, lineBudget: 0 }))).toEqual([
      lacking(registry),
      'metrics: option "lineBudget" must be a whole number of at least 1: received 0',
    ]);
    expect(await problemsOf(() => metricsHandler({ registry, maximumScrapes: 0 }))).toEqual([
      lacking(registry),
      'metrics: option "maximumScrapes" must be a whole number of at least 1: received 0',
    ]);
    expect(await problemsOf(() => serveMetrics({ registry }))).toEqual([lacking(registry)]);
    expect(await problemsOf(() => clusterMetrics({ registry, timeout: 0 }))).toEqual([
      lacking(registry),
      'clusterMetrics: option "timeout" must be a number of seconds above 0, up to 3600: received 0',
    ]);
    const reader = {} as Partial<OpenTelemetryReader> as OpenTelemetryReader;
    expect(await problemsOf(() => exposeOpenTelemetry(reader, registry))).toEqual([
      "exposeOpenTelemetry: the reader must have a method collect, as a MetricReader does: received an object",
      lacking(registry),
    ]);
  });

  it.each([null, "default"])("is refused when it is no object: %s", (registry) => {
    expect(registryProblems(registry)).toEqual([
      `option "registry" must be a Registry of prom-client or @prometheus-io/client: received ${registry}`,
    ]);
  });
});

describe("a package that is installed as prom-client", () => {
  it("is refused with what it lacks", () => {
    jest.isolateModules(() => {
      jest.doMock("prom-client", () => ({ Counter, Gauge, Registry }));
      const copy = jest.requireActual<typeof Exposer>("cdktf-monitoring-metrics");
      jest.dontMock("prom-client");
      expect(() => copy.createMonitoring({ registry: new Registry() })).toThrow(
        'metrics: the package installed as "prom-client" has no Histogram, Summary, collectDefaultMetrics, register: install prom-client 15, or have "overrides" in package.json put "npm:@prometheus-io/client@0.16" in its place',
      );
    });
  });
});

describe("another client beside prom-client", () => {
  const warnings = jest.spyOn(process, "emitWarning");
  const successorFile = "/app/node_modules/@prometheus-io/client/index.js";
  const copyFile = "/app/node_modules/prom-client/index.js";
  const successor = (exports: unknown) => ({ filename: successorFile, exports });
  const copy = (exports: unknown) => ({ filename: copyFile, exports });
  const successorWarning = `metrics: @prometheus-io/client is loaded beside prom-client, and its metrics are not on this page: hand its register over as option "registry", or have "overrides" in package.json put it in the place of prom-client (${successorFile})`;
  const copyWarning = `metrics: another copy of prom-client is loaded beside prom-client, and its metrics are not on this page: hand its register over as option "registry", or install one version for all, which \`npm ls prom-client\` shows (${copyFile})`;

  beforeEach(() => void warnings.mockReset());

  it("is warned of once when it is the successor, as its metrics are not on the page", () => {
    const other = successor({ register: new Registry() });
    warnOfTwoClients([undefined, { filename: "/app/index.js", exports: {} }, other, other]);
    expect(warnings.mock.calls).toEqual([[successorWarning, { code: "METRICS_TWO_CLIENTS" }]]);
    warnOfTwoClients([other]);
    expect(warnings).toHaveBeenCalledTimes(1);
  });

  it("is warned of once when it is a copy of prom-client, on whatever system", () => {
    const other = copy({ register: new Registry() });
    warnOfTwoClients([copy({ register }), other, other]);
    expect(warnings.mock.calls).toEqual([[copyWarning, { code: "METRICS_TWO_CLIENTS" }]]);
    const exports = { register: new Registry() };
    warnOfTwoClients([{ ...copy(exports), filename: "C:\\app\\node_modules\\prom-client\\index.js" }]);
    expect(warnings).toHaveBeenCalledTimes(2);
  });

  it("is warned of for each client, when there are several", () => {
    warnOfTwoClients([copy({ register: new Registry() }), successor({ register: new Registry() })]);
    expect(warnings.mock.calls.map(([warning]) => warning)).toEqual([successorWarning, copyWarning]);
  });

  it("is no matter where it is what is installed as prom-client, or not loaded to its end", () => {
    for (const exports of [{ register }, {}, null, "text"]) warnOfTwoClients([successor(exports), copy(exports)]);
    expect(warnings).not.toHaveBeenCalled();
  });

  it("is no matter in a file that only ends alike", () => {
    const filename = "/app/my-prom-client/index.js";
    warnOfTwoClients([{ filename, exports: { register: new Registry() } }]);
    expect(warnings).not.toHaveBeenCalled();
  });

  it.each<[string, (copy: typeof Exposer) => unknown]>([
    ["createMonitoring", (copy) => copy.createMonitoring({ defaultMetrics: false })],
    ["createMetrics", (copy) => copy.createMetrics({})],
    ["metricsHandler", (copy) => copy.metricsHandler()],
    ["clusterMetrics", (copy) => copy.clusterMetrics().close()],
  ])("is looked for by %s without a registry", (_, use) => {
    jest.isolateModules(() => {
      const warnOfTwo = jest.fn();
      jest.doMock("../../metrics/interop/two-clients", () => ({ warnOfTwoClients: warnOfTwo }));
      const copy = jest.requireActual<typeof Exposer>("cdktf-monitoring-metrics");
      jest.dontMock("../../metrics/interop/two-clients");
      use(copy);
      expect(warnOfTwo).toHaveBeenCalledTimes(1);
    });
  });

  it("is no matter where nobody loaded it, or a registry was handed over", () => {
    createMonitoring({ registry: new Registry(), defaultMetrics: false });
    warnOfTwoClients();
    expect(warnings).not.toHaveBeenCalled();
  });
});
