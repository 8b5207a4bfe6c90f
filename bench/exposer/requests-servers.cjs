// One server for each framework and contender of the comparison, as built and as installed.
const { createServer } = require("node:http");
const { register } = require("prom-client");

const BODY = "hello";

/** Requests that a registry of prom-client, or one like it, has counted: those of one histogram or counter. */
const counted = (registry, name) => async () => {
  const { values } = await registry.getSingleMetric(name).get();
  return values
    .filter(({ metricName = name }) => metricName === name || metricName === `${name}_count`)
    .reduce((sum, { value }) => sum + value, 0);
};

const ownTotal = () => {
  const { defaultMonitoring } = require("cdktf-monitoring-metrics");
  return counted(defaultMonitoring().registry, "api_requests_total");
};

const answer = (_, response) => response.setHeader("Content-Length", BODY.length).end(BODY);

const httpWith = (listener) => ({
  bare: () => ({ server: createServer(listener) }),
  ours: () => {
    const { monitorHttp } = require("cdktf-monitoring-metrics/http");
    return { server: createServer(monitorHttp(listener)), total: ownTotal() };
  },
  "@platformatic/http-metrics": () => {
    const { Registry } = require("@platformatic/prom-client");
    const registry = new Registry();
    require("@platformatic/http-metrics")(registry);
    return { server: createServer(listener), total: counted(registry, "http_request_duration_seconds") };
  },
});

const expressWith = (monitor, total) => {
  const express = require("express");
  const app = express();
  monitor(app);
  app.get("/hello/:id", (_, response) => void response.send(BODY));
  return { server: createServer(app), total };
};

const express = {
  bare: () => expressWith(() => undefined),
  "express-prom-bundle": () => {
    const bundle = require("express-prom-bundle");
    return expressWith(
      (app) => app.use(bundle({ includeMethod: true, includePath: true })),
      counted(register, "http_request_duration_seconds"),
    );
  },
  "@promster/express": () => {
    const { createMiddleware, defaultRegister } = require("@promster/express");
    return expressWith(
      (app) => app.use(createMiddleware({ app })),
      counted(defaultRegister, "http_request_duration_seconds"),
    );
  },
  "prometheus-api-metrics": () => {
    const apiMetrics = require("prometheus-api-metrics");
    return expressWith((app) => app.use(apiMetrics()), counted(register, "http_request_duration_seconds"));
  },
};

const fastifyWith = async (plugin, options, total) => {
  const app = require("fastify")();
  if (plugin !== undefined) await app.register(plugin, options);
  app.get("/hello/:id", (_, reply) => reply.send(BODY));
  await app.ready();
  return { server: app.server, total };
};

const fastify = {
  bare: () => fastifyWith(),
  ours: () => fastifyWith(require("cdktf-monitoring-metrics/fastify").fastifyMonitoring, {}, ownTotal()),
  "fastify-metrics": () => {
    const client = require("@platformatic/prom-client");
    const options = { promClient: client, routeMetrics: { enabled: { histogram: true, summary: false } } };
    return fastifyWith(require("fastify-metrics"), options, counted(client.register, "http_request_duration_seconds"));
  },
  "@promster/fastify": () => {
    const { plugin, defaultRegister } = require("@promster/fastify");
    return fastifyWith(plugin, {}, counted(defaultRegister, "http_request_duration_seconds"));
  },
};

const koaWith = (middleware, total) => {
  const Koa = require("koa");
  const app = new Koa();
  if (middleware !== undefined) app.use(middleware);
  app.use((context) => {
    // What @koa/router leaves for those who come after it.
    context._matchedRoute = "/hello/:id";
    context.body = BODY;
  });
  return { server: createServer(app.callback()), total };
};

const koa = {
  bare: () => koaWith(),
  ours: () => koaWith(require("cdktf-monitoring-metrics/koa").koaMonitoring(), ownTotal()),
  "prometheus-api-metrics": () => {
    const { koaMiddleware } = require("prometheus-api-metrics");
    return koaWith(koaMiddleware(), counted(register, "http_request_duration_seconds"));
  },
};

module.exports = {
  BODY,
  servers: {
    http: httpWith(answer),
    "http, answered in a later turn": httpWith((request, response) => void setImmediate(answer, request, response)),
    Fastify: fastify,
    Koa: koa,
    "Express by monitorExpress": {
      ...express,
      ours: () => expressWith(require("cdktf-monitoring-metrics/express").monitorExpress, ownTotal()),
    },
    "Express by app.use": {
      ...express,
      ours: () => {
        const { prometheusMonitoringMiddleware } = require("cdktf-monitoring-metrics");
        return expressWith((app) => app.use(prometheusMonitoringMiddleware()), ownTotal());
      },
    },
  },
};
