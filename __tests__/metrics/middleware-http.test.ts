import { request as send } from "node:http";
import { Gauge, register, Registry } from "prom-client";
import {
  createMonitoring,
  MetricUsageError,
  prometheusMonitoringMiddleware,
  SCRAPE_PATH,
  type ApiMonitoring,
  type MonitoringMiddlewareOptions,
} from "cdktf-monitoring-metrics";
import { series, serving, status, until } from "./scrape";

type Listener = Parameters<typeof serving>[0];

const templates: MonitoringMiddlewareOptions = {
  route: ({ url = "" }) => (/^\/users\/\w+$/.test(url) ? "/users/:id" : undefined),
};

function monitored(options: MonitoringMiddlewareOptions = templates) {
  let time = 0;
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, defaultMetrics: false, now: () => time });
  const middleware = monitoring.prometheusMonitoringMiddleware(options);
  /** A plain server that answers everything with the status in the query, or 200. */
  const listener =
    (answer: Listener = (_, response) => void response.end()): Listener =>
    (request, response) =>
      void middleware(request, response, () => answer(request, response));
  const requests = () => series(registry, "api_requests_total");
  return {
    registry,
    monitoring,
    middleware,
    listener,
    requests,
    pass: (seconds: number) => void (time += seconds * 1_000),
  };
}

/** A request whose method `fetch` would not send. */
const sent = (address: string, method: string, path: string) =>
  new Promise<void>((resolve, reject) => {
    send(`${address}${path}`, { method }, (response) => response.resume().on("end", resolve))
      .on("error", reject)
      .end();
  });

describe("the middleware on plain http", () => {
  it("records each request by the template that it is told, with method and status", async () => {
    const { listener, requests } = monitored();
    const answer: Listener = ({ url }, response) => response.writeHead(url === "/users/7" ? 201 : 404).end();
    await serving(listener(answer), async (address) => {
      await status(address, "/users/7", { method: "POST" });
      await status(address, "/users/8");
      await status(address, "/users/9");
      await until(async () => (await requests()).length === 2);
    });
    expect(await requests()).toEqual([
      'api_requests_total{endpoint="/users/:id",method="POST",status="201"} 1',
      'api_requests_total{endpoint="/users/:id",method="GET",status="404"} 2',
    ]);
  });

  it("records under one name what no template is told for, whatever the path", async () => {
    const { listener, requests } = monitored();
    await serving(listener(), async (address) => {
      for (let index = 0; index < 20; index += 1) await status(address, `/${index}/${index}`);
    });
    expect(await requests()).toEqual(['api_requests_total{endpoint="unmatched",method="GET",status="200"} 20']);
  });

  it("records every request as unmatched without `route`", async () => {
    const { listener, requests } = monitored({});
    await serving(listener(), (address) => status(address, "/users/7"));
    expect(await requests()).toEqual(['api_requests_total{endpoint="unmatched",method="GET",status="200"} 1']);
  });

  it("records under one name the methods that are not known", async () => {
    const { listener, requests } = monitored();
    await serving(listener(), async (address) => {
      for (const method of ["PROPFIND", "MKCOL", "DELETE"]) await sent(address, method, "/users/7");
    });
    expect(await requests()).toEqual([
      'api_requests_total{endpoint="/users/:id",method="OTHER",status="200"} 2',
      'api_requests_total{endpoint="/users/:id",method="DELETE",status="200"} 1',
    ]);
  });

  it("records the time from a request's arrival to the end of its answer", async () => {
    const { listener, registry, pass } = monitored();
    const answer: Listener = (_, response) => {
      pass(0.25);
      response.write("some");
      pass(0.5);
      response.end();
    };
    await serving(listener(answer), (address) => status(address, "/users/7"));
    expect(await series(registry, "api_request_latency_seconds")).toContain(
      'api_request_latency_seconds_sum{endpoint="/users/:id",method="GET"} 0.75',
    );
  });

  it("records 499 when the client leaves before the answer is complete", async () => {
    const { listener, requests } = monitored();
    let arrived = 0;
    const answer: Listener = (_, response) => {
      arrived += 1;
      response.write("some");
    };
    await serving(listener(answer), async (address) => {
      const leaving = new AbortController();
      const answered = fetch(`${address}/users/7`, { signal: leaving.signal }).then((response) => response.text());
      await until(() => arrived === 1);
      leaving.abort();
      await expect(answered).rejects.toThrow("aborted");
      await until(async () => (await requests()).length === 1);
    });
    expect(await requests()).toEqual(['api_requests_total{endpoint="/users/:id",method="GET",status="499"} 1']);
  });

  it("records a request once, whichever middleware it passes", async () => {
    const { listener, middleware, monitoring, requests } = monitored();
    const second = monitoring.prometheusMonitoringMiddleware({ path: false });
    const answer: Listener = (request, response) => {
      middleware(request, response);
      second(request, response, () => void response.end());
    };
    await serving(listener(answer), (address) => status(address, "/users/7"));
    expect(await requests()).toEqual(['api_requests_total{endpoint="/users/:id",method="GET",status="200"} 1']);
  });

  it("serves the metrics, and does not record the scrape", async () => {
    const { listener, requests } = monitored();
    await serving(listener(), async (address) => {
      const response = await fetch(address + SCRAPE_PATH);
      expect(await response.text()).toContain("# TYPE api_requests_total counter");
      expect(await status(address, "/monitoring/metrics")).toBe(200);
    });
    expect(await requests()).toEqual([]);
  });

  it("tells a listener without `next` whether it answered", async () => {
    const { middleware, requests } = monitored();
    const listener: Listener = (request, response) => {
      if (middleware(request, response)) return;
      response.end("own");
    };
    await serving(listener, async (address) => {
      expect(await (await fetch(`${address}/users/7`)).text()).toBe("own");
      expect(await (await fetch(address + SCRAPE_PATH)).text()).toContain("api_requests_total");
    });
    expect(await requests()).toHaveLength(1);
  });

  it("serves the metrics as the options say, or not at all", async () => {
    const protectedOnes = monitored({ path: "/metrics", bearerToken: "s3cret" });
    await serving(protectedOnes.listener(), async (address) => {
      expect(await status(address, "/metrics")).toBe(401);
      expect(await status(address, "/metrics", { headers: { authorization: "Bearer s3cret" } })).toBe(200);
    });
    const elsewhere = monitored({ path: false });
    await serving(elsewhere.listener(), (address) => status(address, SCRAPE_PATH));
    expect(await elsewhere.requests()).toHaveLength(1);
  });

  it("counts the requests in flight that began before a reset of the metric", async () => {
    const { listener, registry, requests } = monitored({ ...templates, inFlight: true });
    const inFlight = () => series(registry, "api_requests_in_flight");
    const answers: (() => void)[] = [];
    await serving(
      listener((_, response) => void answers.push(() => response.end())),
      async (address) => {
        const first = status(address, "/users/7");
        await until(() => answers.length === 1);
        registry.resetMetrics();
        expect(await inFlight()).toEqual(["api_requests_in_flight 1"]);
        answers.forEach((answer) => answer());
        await first;
        await until(async () => (await requests()).length === 1);
      },
    );
    expect(await inFlight()).toEqual(["api_requests_in_flight 0"]);
  });

  it("goes on when an option throws, and counts that", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const fail = () => {
      throw new Error("broken");
    };
    const { listener, requests, registry } = monitored({ route: fail, user: fail });
    await serving(listener(), (address) => status(address, "/users/7"));
    expect(await requests()).toEqual(['api_requests_total{endpoint="unmatched",method="GET",status="200"} 1']);
    expect(await series(registry, "metrics_collect_errors_total")).toEqual([
      'metrics_collect_errors_total{source="option route"} 1',
      'metrics_collect_errors_total{source="option user"} 1',
    ]);
    warnings.mockRestore();
  });

  it.each(["route", "user"])(
    "handles the rejection where option %s returns a promise, and counts it",
    async (option) => {
      const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
      const returned = Promise.reject(new Error("broken"));
      const handled = jest.spyOn(returned, "catch");
      const { listener, requests, registry } = monitored({ [option]: () => returned as never });
      await serving(listener(), (address) => status(address, "/users/7"));
      expect(await requests()).toHaveLength(1);
      expect(handled).toHaveBeenCalled();
      expect(await series(registry, "metrics_collect_errors_total")).toEqual([
        `metrics_collect_errors_total{source="option ${option}"} 1`,
      ]);
      expect(String(warnings.mock.calls[0]?.[0])).toContain("received an object of the class Promise");
      warnings.mockRestore();
    },
  );

  it("takes null from an option for nothing", async () => {
    const { listener, requests, registry } = monitored({ route: () => null as never, user: () => null as never });
    await serving(listener(), (address) => status(address, "/users/7"));
    expect(await requests()).toEqual(['api_requests_total{endpoint="unmatched",method="GET",status="200"} 1']);
    expect(registry.getSingleMetric("metrics_collect_errors_total")).toBeUndefined();
    expect(await series(registry, "active_users")).toContain('active_users{timeframe="5m"} 0');
  });

  it("goes on whatever an option throws, and whatever is in the way of counting that", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const thrown: unknown[] = [Object.create(null), proxy];
    for (const each of thrown) {
      const fail = () => {
        throw each as Error;
      };
      const { listener, requests, registry } = monitored({ route: fail });
      // OpenMetrics would give both the same name.
      new Gauge({ name: "metrics_collect_errors", help: "The application's.", registers: [registry] });
      await serving(listener(), (address) => status(address, "/users/7"));
      expect(await requests()).toEqual(['api_requests_total{endpoint="unmatched",method="GET",status="200"} 1']);
    }
    expect(warnings.mock.calls.map(([warning]) => String(warning).split(", and could")[0])).toEqual([
      "metrics: option route failed: [object Object]",
      "metrics: option route failed: it threw what cannot be shown",
    ]);
    expect(String(warnings.mock.calls[0]?.[0])).toContain('could not be counted: metric "metrics_collect_errors":');
    warnings.mockRestore();
  });

  it.each([
    ["a list", ["/a", "/b"]],
    ["an expression", /^\/a/],
    ["a symbol", Symbol("a")],
  ])(
    "records a request without its route, and counts that, where the option returns %s for it",
    async (_, returned) => {
      const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
      const { listener, requests, registry } = monitored({ route: () => returned as never });
      await serving(listener(), (address) => status(address, "/users/7"));
      expect(await requests()).toEqual(['api_requests_total{endpoint="unmatched",method="GET",status="200"} 1']);
      expect(await series(registry, "metrics_collect_errors_total")).toEqual([
        'metrics_collect_errors_total{source="option route"} 1',
      ]);
      expect(warnings.mock.calls.flat().map(String).join()).toContain(
        'option "route" must return the route template as a text, or undefined: received',
      );
      warnings.mockRestore();
    },
  );

  it.each([
    [undefined, "unmatched"],
    [null, "unmatched"],
    [7, "7"],
  ])("takes %p as a route for %p", async (returned, endpoint) => {
    const { listener, requests } = monitored({ route: () => returned as never });
    await serving(listener(), (address) => status(address, "/users/7"));
    expect(await requests()).toEqual([`api_requests_total{endpoint="${endpoint}",method="GET",status="200"} 1`]);
  });

  it("tracks the user whom it is told, once the request is over", async () => {
    const { listener, registry } = monitored({ user: ({ headers }) => headers["x-user"]?.toString() });
    await serving(listener(), async (address) => {
      for (const user of ["alice", "bob", "alice"]) await status(address, "/", { headers: { "x-user": user } });
      await status(address, "/");
    });
    expect(await series(registry, "active_users")).toContain('active_users{timeframe="5m"} 2');
  });

  it("is that of the process when it comes from the package", async () => {
    const middleware = prometheusMonitoringMiddleware();
    await serving(
      (request, response) => void middleware(request, response, () => response.end()),
      async (address) => {
        await status(address, "/");
        expect(await (await fetch(address + SCRAPE_PATH)).text()).toContain(
          'api_requests_total{endpoint="unmatched",method="GET",status="200"} 1',
        );
      },
    );
    register.clear();
  });
});

describe("an anomaly of a request", () => {
  const run = async (options: MonitoringMiddlewareOptions, seconds: number, code = 200) => {
    const { listener, registry, pass } = monitored({ ...templates, ...options });
    const answer: Listener = (_, response) => {
      pass(seconds);
      response.writeHead(code).end();
    };
    await serving(listener(answer), (address) => status(address, "/users/7"));
    return (await series(registry, "anomaly_detection_triggered_total")).filter((line) => line.endsWith(" 1"));
  };
  const counted = (reason: string) => [`anomaly_detection_triggered_total{endpoint="/users/:id",reason="${reason}"} 1`];

  it("is each server error, and no client error", async () => {
    expect(await run({}, 0, 503)).toEqual(counted("server_error"));
    expect(await run({}, 0, 499)).toEqual([]);
  });

  it("is each request that takes longer than 1 second", async () => {
    expect(await run({}, 1)).toEqual([]);
    expect(await run({}, 1.25)).toEqual(counted("high_latency"));
  });

  it("follows the threshold for all endpoints, and for one", async () => {
    expect(await run({ latencyThreshold: 0.25 }, 0.5)).toEqual(counted("high_latency"));
    expect(await run({ latencyThreshold: 0.25, latencyThresholds: { "/users/:id": 2 } }, 0.5)).toEqual([]);
    expect(await run({ latencyThresholds: { "/users/:id": 0.25 } }, 0.5)).toEqual(counted("high_latency"));
  });

  it("is an error rate that crosses 10 %", async () => {
    const { listener, registry } = monitored();
    const answer: Listener = (_, response) => response.writeHead(500).end();
    await serving(listener(answer), async (address) => {
      for (let index = 0; index < 20; index += 1) await status(address, "/users/7");
    });
    expect(await series(registry, "anomaly_detection_triggered_total")).toContain(
      'anomaly_detection_triggered_total{endpoint="/users/:id",reason="high_error_rate"} 1',
    );
    expect(await series(registry, "api_error_rate")).toEqual(['api_error_rate{endpoint="/users/:id"} 1']);
  });
});

describe("the middleware's options", () => {
  it("are refused all at once", () => {
    expect(() => monitored({ latencyThreshold: 0, latencyThresholds: { "/a": NaN, "/b": 2 } })).toThrow(
      new MetricUsageError([
        'metrics: option "latencyThreshold" must be a number of seconds above 0: received 0',
        'metrics: option "latencyThresholds["/a"]" must be a number of seconds above 0: received NaN',
      ]),
    );
    expect(() => monitored({ path: "metrics" })).toThrow('option "path" must begin with "/"');
  });

  it("are copied: what the caller does to them afterwards changes nothing", async () => {
    const latencyThresholds: Record<string, number> = { "/users/:id": 2 };
    const { listener, registry, pass } = monitored({ ...templates, latencyThresholds });
    latencyThresholds["/users/:id"] = 0.001;
    const answer: Listener = (_, response) => {
      pass(1.5);
      response.end();
    };
    await serving(listener(answer), (address) => status(address, "/users/7"));
    expect(await series(registry, "anomaly_detection_triggered_total")).toContain(
      'anomaly_detection_triggered_total{endpoint="/users/:id",reason="high_latency"} 0',
    );
  });
});

describe("metricsHandler of a monitoring", () => {
  it("serves its registry, and records nothing", async () => {
    const { monitoring, requests }: { monitoring: ApiMonitoring; requests: () => Promise<string[]> } = monitored();
    const handler = monitoring.metricsHandler({ path: "/metrics" });
    await serving(
      (request, response) => void handler(request, response, () => response.writeHead(404).end()),
      async (address) => {
        expect(await status(address, "/metrics")).toBe(200);
        expect(await status(address, "/other")).toBe(404);
      },
    );
    expect(await requests()).toEqual([]);
  });
});
