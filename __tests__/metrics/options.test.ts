import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import fastify from "fastify";
import Koa from "koa";
import { Counter, Registry } from "prom-client";
import {
  clusterMetrics,
  counter,
  createMetrics,
  createMonitoring,
  gauge,
  histogram,
  metricsHandler,
  renderRegistry,
  SCRAPE_PATH,
  summary,
} from "cdktf-monitoring-metrics";
import { fastifyMonitoring } from "cdktf-monitoring-metrics/fastify";
import { koaMonitoring } from "cdktf-monitoring-metrics/koa";
import { serveMetrics } from "cdktf-monitoring-metrics/server";
import { problemsOf } from "./problems-of";
import { monitored } from "./recorded";
import { serving, status } from "./scrape";

const help = "What it is.";

const scrape = "path, bearerToken, basicAuth, maximumScrapes";
const request = `${scrape}, route, user, latencyThreshold, latencyThresholds, exclude, statusClasses, inFlight, requestSize, responseSize`;

describe("an option that is unknown", () => {
  const { monitoring } = monitored();
  const { metrics } = createMonitoring({ registry: new Registry(), defaultMetrics: false });
  const latency = metrics.creditOperationLatencySeconds;
  const whole = clusterMetrics();
  afterAll(() => whole.close());

  const functions: [string, (options: never) => unknown, object, string, string][] = [
    ["metricsHandler", metricsHandler, {}, "registry, ", scrape],
    ["a monitoring's metricsHandler", (options) => monitoring.metricsHandler(options), {}, "", scrape],
    ["clusterMetrics' metricsHandler", (options) => whole.metricsHandler(options), {}, "", scrape],
    ["serveMetrics", serveMetrics, {}, "registry, port, host, ", scrape],
    ["the middleware", (options) => monitoring.prometheusMonitoringMiddleware(options), {}, "", request],
    [
      "an adapter",
      (options) => monitoring.requestMonitor(options, () => undefined),
      { monitoring },
      "",
      `${request}, monitoring`,
    ],
    ["createMetrics", (options) => createMetrics({}, options), {}, "", "registry, lineBudget, expireAfter"],
    [
      "createMonitoring",
      createMonitoring,
      {},
      "",
      "registry, lineBudget, expireAfter, catalogue, defaultMetrics, exactUsers, now",
    ],
    [
      "renderRegistry",
      (options) => renderRegistry(new Registry(), options),
      { format: "text" },
      "format, ",
      "collectTimeout, now, turn",
    ],
    ["trackLatency", (options) => monitoring.trackLatency(latency, { operation: "a" }, options), {}, "", "errors"],
    [
      "instrument",
      (options) => monitoring.instrument(options),
      { endpoint: "a", method: "GET" },
      "",
      "endpoint, method, latencyThreshold",
    ],
    ["detectAnomalies", (options) => monitoring.detectAnomalies("a", options), {}, "", "latencyThreshold"],
    [
      "trackCreditOperation",
      (options) => monitoring.trackCreditOperation("a", options),
      { user: "a", credits: 1 },
      "",
      "user, credits",
    ],
  ];

  it.each(functions)("is refused by %s, with all that there are", async (_, call, options, first, others) => {
    expect(await problemsOf(call, { ...options, zzz: 1 })).toEqual([
      `metrics: option "zzz" is unknown: known are ${first}${others}`,
    ]);
    expect(await problemsOf(call, null)).toEqual([expect.stringContaining("must be an object")]);
  });

  it("is refused by clusterMetrics, with all that there are", async () => {
    expect(await problemsOf(clusterMetrics, { timeOut: 1 })).toEqual([
      'clusterMetrics: option "timeOut" is unknown: known are registry, timeout, lineBudget; did you mean "timeout"?',
    ]);
  });

  it.each([
    ["counter", counter, {}, ""],
    ["gauge", gauge, {}, ", aggregation"],
    ["histogram", histogram, { buckets: [1] }, ", buckets"],
    ["summary", summary, {}, ", quantiles"],
  ])("is refused by %s, of labels too", async (_, define, own, names) => {
    expect(await problemsOf(define, { name: "jobs", help, ...own, lables: {} })).toEqual([
      `metric "jobs": option "lables" is unknown: known are name, help, labels${names}; did you mean "labels"?`,
    ]);
    expect(await problemsOf(define, { name: "jobs", help, ...own, labels: { queue: { value: ["a"] } } })).toEqual([
      'metric "jobs": option "labels.queue.value" is unknown: known are labels.queue.open, labels.queue.values; did you mean "labels.queue.values"?',
    ]);
  });

  it.each([
    ["token", "bearerToken"],
    ["bearertoken", "bearerToken"],
    ["auth", "basicAuth"],
    ["pth", "path"],
    ["Path", "path"],
    ["registery", "registry"],
    ["register", "registry"],
    ["max_scrapes", "maximumScrapes"],
  ])("is told apart from the one that is meant: %s is %s", async (name, meant) => {
    expect(await problemsOf(metricsHandler, { [name]: "a" })).toEqual([
      expect.stringMatching(new RegExp(`; did you mean "${meant}"\\?$`)),
    ]);
  });

  it.each([
    ["latencyTreshold", "latencyThreshold"],
    ["latencyTresholds", "latencyThresholds"],
    ["threshold", "latencyThreshold"],
  ])("is told apart from the nearest of several: %s is %s", async (name, meant) => {
    const { monitoring: own } = monitored();
    const middleware = (options: object) => own.prometheusMonitoringMiddleware(options);
    expect(await problemsOf(middleware, { [name]: 1 })).toEqual([
      expect.stringMatching(new RegExp(`; did you mean "${meant}"\\?$`)),
    ]);
  });

  it("is refused together with values that are wrong", async () => {
    expect(await problemsOf(metricsHandler, { token: "a", path: "m" })).toEqual([
      expect.stringContaining('option "token" is unknown'),
      expect.stringContaining('option "path" must begin with "/"'),
    ]);
  });

  it("is not one that Fastify reads, which hands its own on", async () => {
    const app = fastify();
    const { monitoring: own } = monitored();
    await app.register(fastifyMonitoring, {
      monitoring: own,
      prefix: "/v1",
      logLevel: "warn",
      logSerializers: {},
      bearerToken: "secret",
    });
    const answer = await app.inject(SCRAPE_PATH);
    expect(answer.statusCode).toBe(401);
    await app.close();
    const other = fastify();
    const misspelled = { monitoring: own, token: "secret" };
    await expect(other.register(fastifyMonitoring, misspelled)).rejects.toThrow('option "token" is unknown');
    await other.close();
  });
});

describe("options", () => {
  it.each([
    [null, "null"],
    [7, "7"],
    ["/metrics", '"/metrics"'],
    [["/metrics"], '["/metrics"]'],
    [() => "/metrics", "a function"],
  ])("are an object, and not %p", async (options, received) => {
    expect(await problemsOf(metricsHandler, options)).toEqual([
      `metrics: options must be an object: received ${received}`,
    ]);
  });

  it("are no request: a middleware that was handed over without being called says so", async () => {
    const { monitoring } = monitored();
    const request = new IncomingMessage(new Socket());
    expect(await problemsOf((options: object) => monitoring.prometheusMonitoringMiddleware(options), request)).toEqual([
      expect.stringMatching(
        /^metrics: options must be an object with path, .*: received an object of the class IncomingMessage; where a framework takes what this function returns, call it there, as in app\.use\(prometheusMonitoringMiddleware\(\)\)$/,
      ),
    ]);
  });

  it("are no registry: they hold it, as the message says", async () => {
    expect(await problemsOf(metricsHandler, new Registry())).toEqual([
      expect.stringMatching(
        /received an object of the class Registry; hand a registry over as option "registry", as in metricsHandler\(\{ registry \}\)$/,
      ),
    ]);
  });

  it("are no context of Koa: the request is answered with 500, and does not hang", async () => {
    const app = new Koa();
    const errors: unknown[] = [];
    app.on("error", (error) => errors.push(error));
    app.use(koaMonitoring as never);
    const listener = app.callback();
    await serving(
      (request, response) => void listener(request, response),
      async (address) => expect(await status(address, "/")).toBe(500),
    );
    expect(String(errors[0])).toContain("where a framework takes what this function returns, call it there");
  });

  it("may come from a class, and without a prototype", async () => {
    class Options {
      path = "/metrics";
    }
    expect(await problemsOf(metricsHandler, new Options())).toBeUndefined();
    const bare: object = Object.assign(Object.create(null) as object, { token: "a" });
    expect(await problemsOf(metricsHandler, bare)).toEqual([expect.stringContaining('did you mean "bearerToken"?')]);
  });
});

describe("a secret that failed to resolve", () => {
  const unset = (name: string) =>
    `metrics: option "${name}" is there and undefined, as of a secret that failed to resolve: give it a value, or leave it out to do without`;

  it.each(["bearerToken", "basicAuth"])("is refused where %s is there and undefined", async (name) => {
    expect(await problemsOf(metricsHandler, { [name]: undefined })).toEqual([unset(name)]);
    const { monitoring } = monitored();
    const middleware = (options: object) => monitoring.prometheusMonitoringMiddleware(options);
    expect(await problemsOf(middleware, { [name]: undefined })).toEqual([unset(name)]);
  });

  it("does not matter where nothing is served", async () => {
    const { monitoring } = monitored();
    const middleware = (options: object) => monitoring.prometheusMonitoringMiddleware(options);
    expect(await problemsOf(middleware, { path: false, bearerToken: undefined })).toBeUndefined();
  });

  it.each([
    [null, "object"],
    [7, "number"],
  ])("is refused where the token is no text, but %p, and is not shown", async (bearerToken, type) => {
    expect(await problemsOf(metricsHandler, { bearerToken })).toEqual([
      `metrics: option "bearerToken" must be a text: received something of the type ${type}`,
    ]);
  });

  it.each([
    ["a:b", "string"],
    [null, "object"],
  ])("is refused where the login is no object, but %p, and is not shown", async (basicAuth, type) => {
    const problems = await problemsOf(metricsHandler, { basicAuth });
    expect(problems?.[0]).toBe(
      `metrics: option "basicAuth" must be an object with username and password: received something of the type ${type}`,
    );
  });

  it("is refused by the names of the option's own fields, whatever the environment says", async () => {
    expect(await problemsOf(metricsHandler, { basicAuth: {} })).toEqual([
      'metrics: option "basicAuth.username" is missing: a password goes with a user name',
      'metrics: option "basicAuth.password" is missing: a user name goes with a password',
    ]);
    expect(await problemsOf(metricsHandler, { basicAuth: { user: "a", password: 7 } })).toEqual([
      'metrics: option "basicAuth.user" is unknown: known are basicAuth.username, basicAuth.password; did you mean "basicAuth.username"?',
      'metrics: option "basicAuth.password" must be a text: received something of the type number',
      'metrics: option "basicAuth.username" is missing: a password goes with a user name',
    ]);
  });
});

describe("the series that trackLatency counts failures in", () => {
  const { monitoring, registry } = monitored();
  const { creditOperationLatencySeconds: latency, dbQueryLatencySeconds } = monitoring.metrics;
  const track = (options: never) => monitoring.trackLatency(latency, { operation: "a" }, options);
  const labelled =
    'metrics: option "errors" must be one series: received a counter with labels: give it as counter.labels({ … })';

  it("is one: a counter with labels is refused at creation, of whatever package", async () => {
    expect(await problemsOf(track, { errors: monitoring.metrics.creditUsageTotal })).toEqual([labelled]);
    const foreign = new Counter({ name: "foreign_total", help, labelNames: ["a"], registers: [registry] });
    expect(await problemsOf(track, { errors: foreign })).toEqual([labelled]);
  });

  it("is a kept one, or a counter without labels, of whatever package", async () => {
    const foreign = new Counter({ name: "plain_total", help, registers: [registry] });
    const { jobs } = createMetrics({ jobs: counter({ name: "jobs_total", help }) }, { registry });
    for (const errors of [foreign, jobs, monitoring.metrics.creditUsageTotal.labels({ operation: "a", user: "b" })]) {
      expect(await problemsOf(track, { errors })).toBeUndefined();
    }
  });

  it("is no other thing", async () => {
    const notOne = 'metrics: option "errors" must be a series of a counter: received';
    expect(await problemsOf(track, { errors: dbQueryLatencySeconds.labels({ operation: "a", table: "b" }) })).toEqual([
      expect.stringContaining(notOne),
    ]);
    expect(await problemsOf(track, { errors: "jobs_total" })).toEqual([`${notOne} "jobs_total"`]);
  });
});
