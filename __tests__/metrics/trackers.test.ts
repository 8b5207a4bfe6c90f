import { compileFunction } from "node:vm";
import { Histogram, Registry, Summary } from "prom-client";
import ts from "typescript";
import {
  apiMetrics,
  counter,
  createMonitoring,
  defineCatalogue,
  histogram,
  MetricUsageError,
  summary,
  type Tracker,
} from "cdktf-monitoring-metrics";
import { series } from "./scrape";

const help = "What it is.";

const catalogue = defineCatalogue({
  jobSeconds: histogram({ name: "job_seconds", help, labels: { queue: {} }, buckets: [1] }),
  startupSeconds: histogram({ name: "startup_seconds", help, buckets: [1] }),
  phaseSeconds: summary({ name: "phase_seconds", help, labels: { phase: {} }, quantiles: [] }),
  jobErrors: counter({ name: "job_errors_total", help, labels: { queue: {} } }),
});

/** A monitoring whose clock moves when the test says so. */
function monitored() {
  let time = 0;
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, catalogue, defaultMetrics: false, now: () => time });
  const errors = monitoring.metrics.jobErrors.labels({ queue: "mail" });
  const tracker = monitoring.trackLatency(monitoring.metrics.jobSeconds, { queue: "mail" }, { errors });
  return {
    monitoring,
    tracker,
    registry,
    pass: (seconds: number) => void (time += seconds * 1_000),
    /** Calls, their seconds in all, and failures. */
    recorded: async () => {
      const lines = [...(await series(registry, "job_seconds")), ...(await series(registry, "job_errors_total"))];
      return ["_count", "_sum", "errors_total"].map((name) =>
        Number(lines.find((line) => line.includes(`${name}{`))?.split(" ")[1]),
      );
    },
  };
}

describe("a wrapped function", () => {
  it("is called with the same arguments and the same this, and returns the same", async () => {
    const { tracker, pass, recorded } = monitored();
    const scale = tracker(function (this: { factor: number }, value: number, unit: string) {
      pass(2);
      return `${this.factor * value}${unit}`;
    });
    const text: string = scale.call({ factor: 3 }, 7, "m");
    expect(text).toBe("21m");
    expect(await recorded()).toEqual([1, 2, 0]);
  });

  it("keeps its name and its number of parameters", () => {
    const { tracker } = monitored();
    function transfer(from: string, to: string): string {
      return from + to;
    }
    expect(tracker(transfer).name).toBe("transfer");
    expect(tracker(transfer)).toHaveLength(2);
  });

  it("is recorded as failed when it throws, and the caller gets the error", async () => {
    const { tracker, pass, recorded } = monitored();
    const error = new Error("broken");
    const fail = tracker(() => {
      pass(1);
      throw error;
    });
    expect(fail).toThrow(error);
    expect(await recorded()).toEqual([1, 1, 1]);
  });

  it("is recorded once its promise is fulfilled, and the caller gets the value", async () => {
    const { tracker, pass, recorded } = monitored();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const load = tracker(async (id: string) => {
      await released;
      pass(3);
      return id.length;
    });
    const pending: Promise<number> = load("four");
    expect(await recorded()).toEqual([0, 0, 0]);
    release();
    expect(await pending).toBe(4);
    expect(await recorded()).toEqual([1, 3, 0]);
  });

  it("is recorded as failed when its promise is rejected, and the caller gets the reason", async () => {
    const { tracker, recorded } = monitored();
    const error = new Error("broken");
    await expect(tracker(() => Promise.reject(error))()).rejects.toBe(error);
    expect(await recorded()).toEqual([1, 0, 1]);
  });

  it("is awaited when it returns another thenable", async () => {
    const { tracker, pass, recorded } = monitored();
    const query = {
      then: (fulfilled: (rows: number) => void) => {
        pass(4);
        fulfilled(5);
      },
    };
    expect(await tracker(() => query)()).toBe(5);
    expect(await recorded()).toEqual([1, 4, 0]);
  });

  it.each([[null], [undefined], [{ then: "later" }]])("may return %p", (value) => {
    const { tracker } = monitored();
    expect(tracker(() => value)()).toBe(value);
  });

  it("is recorded for each of the calls that overlap", async () => {
    const { tracker, pass, recorded } = monitored();
    const waits: (() => void)[] = [];
    const wait = tracker(() => new Promise<void>((resolve) => waits.push(resolve)));
    const first = wait();
    pass(1);
    const second = wait();
    pass(1);
    for (const end of waits) end();
    await Promise.all([first, second]);
    expect(await recorded()).toEqual([2, 3, 0]);
  });
});

describe("a decorated method", () => {
  it("is tracked by the standard decorator, instance, static and private methods alike", async () => {
    const { tracker, pass, recorded } = monitored();
    class Mailer {
      constructor(private readonly host: string) {}

      @tracker
      async send(to: string): Promise<string> {
        await Promise.resolve();
        return `${this.host}:${to}:${this.#sign()}`;
      }

      @tracker
      static parse(text: string): number {
        pass(1);
        return text.length;
      }

      @tracker
      #sign(): string {
        pass(2);
        return "signed";
      }
    }
    expect(await new Mailer("host").send("me")).toBe("host:me:signed");
    expect(Mailer.parse("abc")).toBe(3);
    expect(await recorded()).toEqual([3, 5, 0]);
  });

  it("is tracked by the legacy decorator, as TypeScript compiles it", async () => {
    const { tracker, pass, recorded } = monitored();
    const source = `
      class Mailer {
        constructor(host) { this.host = host; }
        @tracker send(to) { pass(1); return this.host + to; }
        @tracker static parse(text) { pass(1); throw new Error(text); }
      }
      return Mailer;`;
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { experimentalDecorators: true, target: ts.ScriptTarget.ES2022 },
    });
    const define = compileFunction(outputText, ["tracker", "pass"]) as (
      ...names: [Tracker, typeof pass]
    ) => (new (host: string) => { send(to: string): string }) & { parse(text: string): void };
    const Mailer = define(tracker, pass);
    expect(new Mailer("host").send("me")).toBe("hostme");
    expect(() => Mailer.parse("broken")).toThrow("broken");
    expect(await recorded()).toEqual([2, 2, 1]);
  });

  it("keeps what its legacy descriptor says", () => {
    const { tracker } = monitored();
    const method = (): number => 1;
    const descriptor = { value: method, enumerable: false, configurable: true, writable: false };
    const tracked = tracker({}, "method", descriptor);
    expect(tracked).toEqual({ ...descriptor, value: expect.any(Function) as unknown });
    expect(tracked.value).not.toBe(method);
    expect(descriptor.value).toBe(method);
  });

  it("cannot be a getter, a field or anything else that is no method", () => {
    const { tracker } = monitored();
    const received = (what: string) =>
      new MetricUsageError([`a tracker wraps a function or decorates a method: received ${what}`]);
    expect(() => tracker({}, "size", { get: () => () => 1 })).toThrow(
      received('the property "size", which is no method'),
    );
    // @ts-expect-error a legacy field decorator gets no descriptor
    expect(() => tracker({}, "size")).toThrow(received('the property "size", which is no method'));
    const getter = { kind: "getter", name: "size" };
    // @ts-expect-error a tracker decorates methods alone
    expect(() => tracker(() => 1, getter)).toThrow(received('the getter "size"'));
    // @ts-expect-error a number is no function
    expect(() => tracker(7)).toThrow(received("number"));
  });
});

describe("a span", () => {
  it("is recorded at the end of its block", async () => {
    const { tracker, pass, recorded } = monitored();
    {
      using span = tracker.start();
      pass(2);
      expect(span).toBeDefined();
      expect(await recorded()).toEqual([0, 0, 0]);
    }
    expect(await recorded()).toEqual([1, 2, 0]);
  });

  it("is recorded as failed when it is told so", async () => {
    const { tracker, recorded } = monitored();
    const error = new Error("broken");
    const work = () => {
      using span = tracker.start();
      try {
        throw error;
      } catch (reason) {
        span.fail(reason);
        throw reason;
      }
    };
    expect(work).toThrow(error);
    expect(await recorded()).toEqual([1, 0, 1]);
  });

  it("is recorded where a block throws, too", async () => {
    const { tracker, pass, recorded } = monitored();
    const work = () => {
      using _span = tracker.start();
      pass(1);
      throw new Error("broken");
    };
    expect(work).toThrow("broken");
    expect(await recorded()).toEqual([1, 1, 0]);
  });

  it("is recorded once, at its first end", async () => {
    const { tracker, pass, recorded } = monitored();
    {
      using span = tracker.start();
      pass(1);
      span.end();
      pass(1);
      span.fail(new Error("too late"));
      span.end();
    }
    expect(await recorded()).toEqual([1, 1, 0]);
  });
});

describe("trackLatency", () => {
  it("records into a histogram or summary, given by its handle", async () => {
    const { monitoring, registry, pass } = monitored();
    const { metrics } = monitoring;
    monitoring.trackLatency(metrics.jobSeconds, { queue: "sms" })(() => pass(2))();
    monitoring.trackLatency(metrics.phaseSeconds, { phase: "boot" })(() => pass(3))();
    expect(await series(registry, "job_seconds")).toContain('job_seconds_sum{queue="sms"} 2');
    expect(await series(registry, "phase_seconds")).toContain('phase_seconds_sum{phase="boot"} 3');
  });

  it("records into a metric of the catalogue, given by its definition", async () => {
    const { monitoring, registry, pass } = monitored();
    monitoring.trackLatency(apiMetrics.apiRequestLatencySeconds, { endpoint: "/a", method: "GET" })(() => pass(2))();
    monitoring.trackLatency(catalogue.startupSeconds, {})(() => pass(3))();
    expect(await series(registry, "api_request_latency_seconds")).toContain(
      'api_request_latency_seconds_sum{endpoint="/a",method="GET"} 2',
    );
    expect(await series(registry, "startup_seconds")).toContain("startup_seconds_sum 3");
  });

  it("records into one series", async () => {
    const { monitoring, registry, pass } = monitored();
    const { metrics } = monitoring;
    monitoring.trackLatency(metrics.jobSeconds.labels({ queue: "sms" }), {})(() => pass(2))();
    monitoring.trackLatency(metrics.startupSeconds, {})(() => pass(3))();
    expect(await series(registry, "job_seconds")).toContain('job_seconds_sum{queue="sms"} 2');
    expect(await series(registry, "startup_seconds")).toContain("startup_seconds_sum 3");
  });

  it.each([
    ["histogram", Histogram],
    ["summary", Summary],
  ] as const)("records into a %s of prom-client with labels, or into one of its series", async (_, Observations) => {
    const { monitoring, registry, pass } = monitored();
    const seconds = new Observations({ name: "own_seconds", help, labelNames: ["queue"], registers: [registry] });
    monitoring.trackLatency(seconds, { queue: "sms" })(() => pass(2))();
    monitoring.trackLatency(seconds.labels({ queue: "mail" }), {})(() => pass(3))();
    expect(await series(registry, "own_seconds")).toEqual(
      expect.arrayContaining(['own_seconds_sum{queue="sms"} 2', 'own_seconds_sum{queue="mail"} 3']),
    );
  });

  it("records into a prom-client metric without labels", async () => {
    const { monitoring, registry, pass } = monitored();
    const seconds = new Histogram({ name: "own_seconds", help, registers: [registry] });
    monitoring.trackLatency(seconds, {})(() => pass(2))();
    expect(await series(registry, "own_seconds")).toContain("own_seconds_sum 2");
  });

  it("asks for every label of a prom-client metric, and for no other", () => {
    const { monitoring, registry } = monitored();
    const labelNames = ["queue", "host"] as const;
    const seconds = new Histogram({ name: "own_seconds", help, labelNames, registers: [registry] });
    monitoring.trackLatency(seconds, { queue: "sms", host: 1 });
    // @ts-expect-error "host" is missing, which prom-client takes for a series of its own
    monitoring.trackLatency(seconds, { queue: "sms" });
    // @ts-expect-error "user" is unknown
    expect(() => monitoring.trackLatency(seconds, { queue: "sms", host: 1, user: "alice" })).toThrow('"user"');
    const series = seconds.labels({ queue: "sms", host: 1 });
    // @ts-expect-error the series has its labels already
    expect(() => monitoring.trackLatency(series, { queue: "sms" })).toThrow("the series has its labels already");
  });

  it("counts no failures unless it is told where", () => {
    const { monitoring } = monitored();
    const work = monitoring.trackLatency(
      monitoring.metrics.startupSeconds,
      {},
    )(() => {
      throw new Error("broken");
    });
    expect(work).toThrow("broken");
  });

  it("gives the caller the error of the call, and the result, where recording fails, which is counted", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation();
    const { monitoring, registry } = monitored();
    const broken = () => {
      throw new Error("no room");
    };
    const errors = { inc: broken };
    const { startupSeconds } = monitoring.metrics;
    const fail = monitoring.trackLatency(startupSeconds, {}, { errors });
    const error = new Error("broken");
    expect(
      fail(() => {
        throw error;
      }),
    ).toThrow(error);
    await expect(fail(() => Promise.reject(error))()).rejects.toBe(error);
    const unrecorded = monitoring.trackLatency({ observe: broken, startTimer: broken }, {});
    expect(unrecorded(() => "sent")()).toBe("sent");
    expect(await series(registry, "metrics_collect_errors_total")).toEqual([
      'metrics_collect_errors_total{source="trackLatency"} 3',
    ]);
    expect(warnings.mock.calls.map(([warning]) => warning)).toEqual(["metrics: trackLatency failed: no room"]);
    warnings.mockRestore();
  });

  it("refuses wrong labels at once, before any call", () => {
    const { monitoring } = monitored();
    const { jobSeconds, startupSeconds, jobErrors } = monitoring.metrics;
    // @ts-expect-error "queue" is missing
    expect(() => monitoring.trackLatency(jobSeconds, {})).toThrow('metric "job_seconds": label "queue" is missing');
    // @ts-expect-error "host" is unknown
    expect(() => monitoring.trackLatency(catalogue.jobSeconds, { queue: "mail", host: "h" })).toThrow(
      'metric "job_seconds": label "host" is unknown',
    );
    // @ts-expect-error the metric has no labels
    expect(() => monitoring.trackLatency(startupSeconds, { queue: "mail" })).toThrow(
      "the series has its labels already, or the metric none: received queue",
    );
    // @ts-expect-error a counter takes no observations
    expect(() => monitoring.trackLatency(jobErrors, { queue: "mail" })).toThrow(MetricUsageError);
  });

  it("refuses a definition that is not in the catalogue", () => {
    const { monitoring } = monitored();
    const other = histogram({ name: "other_seconds", help, buckets: [1] });
    expect(() => monitoring.trackLatency(other, {})).toThrow(
      'metric "other_seconds": this monitoring has no histogram or summary of that name: give its definition to option "catalogue", or hand over the handle',
    );
  });
});

describe("what trackLatency records into", () => {
  it.each([
    [undefined, "undefined"],
    [{}, "an object"],
    ["job_seconds", '"job_seconds"'],
  ])("is refused where it is no metric: %p", (source, received) => {
    const { monitoring } = monitored();
    expect(() => monitoring.trackLatency(source as never, {} as never)).toThrow(
      `metrics: a latency goes to a histogram or summary, or to the definition of one: received ${received}`,
    );
  });

  it("may be given without labels where it has none", async () => {
    const { monitoring, registry } = monitored();
    // @ts-expect-error the labels are missing
    monitoring.trackLatency(monitoring.metrics.startupSeconds)(() => 1)();
    expect(await series(registry, "startup_seconds")).toContain("startup_seconds_count 1");
  });
});

describe("trackDbQuery", () => {
  it("records the latency of queries, failed ones included", async () => {
    const { monitoring, registry, pass } = monitored();
    const select = monitoring.trackDbQuery("select", "users");
    select(() => pass(0.25))();
    await expect(select(() => Promise.reject(new Error("gone")))()).rejects.toThrow("gone");
    expect(await series(registry, "db_query_latency_seconds")).toEqual(
      expect.arrayContaining([
        'db_query_latency_seconds_bucket{le="0.1",operation="select",table="users"} 1',
        'db_query_latency_seconds_sum{operation="select",table="users"} 0.25',
        'db_query_latency_seconds_count{operation="select",table="users"} 2',
      ]),
    );
  });
});

describe("trackCreditOperation", () => {
  it("counts the credits of operations that succeed, and the latency of all", async () => {
    const { monitoring, registry, pass } = monitored();
    const generate = monitoring.trackCreditOperation("generate", { user: "alice", credits: 5 });
    generate(() => pass(2))();
    expect(
      generate(() => {
        throw new Error("broken");
      }),
    ).toThrow("broken");
    expect(await series(registry, "credit_usage_total")).toEqual([
      'credit_usage_total{operation="generate",user="alice"} 5',
    ]);
    expect(await series(registry, "credit_operation_latency_seconds")).toEqual(
      expect.arrayContaining([
        'credit_operation_latency_seconds_sum{operation="generate"} 2',
        'credit_operation_latency_seconds_count{operation="generate"} 2',
      ]),
    );
  });

  it("takes user and credits from the arguments of each call", async () => {
    const { monitoring, registry } = monitored();
    const generate = monitoring.trackCreditOperation("generate", (user: string, pages: number) => ({
      user,
      credits: 2 * pages,
    }));
    class Generator {
      @generate
      run(user: string, pages: number): string {
        return `${user}:${pages}`;
      }
    }
    expect(new Generator().run("alice", 3)).toBe("alice:3");
    expect(generate((user: string, pages: number) => `${user}${pages}`)("bob", 1)).toBe("bob1");
    generate.start("bob", 4).end();
    // @ts-expect-error the arguments decide who pays
    expect(() => generate.start()).toThrow(MetricUsageError);
    expect(await series(registry, "credit_usage_total")).toEqual([
      'credit_usage_total{operation="generate",user="alice"} 6',
      'credit_usage_total{operation="generate",user="bob"} 10',
    ]);
  });

  it("takes user and credits from the first arguments of a call that has more", async () => {
    const { monitoring, registry } = monitored();
    const generate = monitoring.trackCreditOperation("generate", (user: string) => ({ user, credits: 1 }));
    class Generator {
      @generate
      run(user: string, pages: number): string {
        return `${user}:${pages}`;
      }
    }
    expect(new Generator().run("alice", 3)).toBe("alice:3");
    const run = generate((user: string, pages: number) => user.repeat(pages));
    expect(run("bob", 2)).toBe("bobbob");
    // @ts-expect-error a wrapped function asks for its own arguments
    run("bob");
    // @ts-expect-error the first argument is no user
    generate((pages: number) => pages);
    expect(await series(registry, "credit_usage_total")).toEqual([
      'credit_usage_total{operation="generate",user="alice"} 1',
      'credit_usage_total{operation="generate",user="bob"} 2',
    ]);
  });

  it("takes every argument where it asks for any number of them", async () => {
    const { monitoring, registry } = monitored();
    const invite = monitoring.trackCreditOperation("invite", (...users: string[]) => ({
      user: users[0] ?? "nobody",
      credits: users.length,
    }));
    invite((first: string, second: string) => first + second)("alice", "bob");
    expect(await series(registry, "credit_usage_total")).toEqual([
      'credit_usage_total{operation="invite",user="alice"} 2',
    ]);
  });

  it.each([NaN, -1, Infinity])("refuses %d credits, at once, or instead of the call", async (credits) => {
    const { monitoring, registry } = monitored();
    const problem = `metrics: option "credits" must be a finite number of at least 0: received ${credits}`;
    const refusal = new MetricUsageError([problem]);
    expect(() => monitoring.trackCreditOperation("generate", { user: "alice", credits })).toThrow(refusal);
    const work = jest.fn();
    expect(monitoring.trackCreditOperation("generate", () => ({ user: "alice", credits }))(work)).toThrow(refusal);
    expect(work).not.toHaveBeenCalled();
    expect(await series(registry, "credit_usage_total")).toEqual([]);
  });

  it.each([
    ["alice", '"alice"'],
    [null, "null"],
  ])("refuses a use that is no object: %p", (use, received) => {
    const { monitoring } = monitored();
    const refusal = `metrics: the use of credits must be an object with user and credits: received ${received}`;
    expect(() => monitoring.trackCreditOperation("generate", use as never)).toThrow(refusal);
    expect(monitoring.trackCreditOperation("generate", () => use as never)(jest.fn())).toThrow(refusal);
  });

  it("refuses a user who is no text, with everything else that is wrong", () => {
    const { monitoring } = monitored();
    // @ts-expect-error a number of credits is no text
    expect(() => monitoring.trackCreditOperation("generate", { user: "alice", credits: "1" })).toThrow(
      'option "credits" must be a finite number of at least 0: received "1"',
    );
    // @ts-expect-error a user is a text
    expect(() => monitoring.trackCreditOperation("generate", { user: undefined, credits: -1 })).toThrow(
      new MetricUsageError([
        'metrics: option "user" must be a text: received undefined',
        'metrics: option "credits" must be a finite number of at least 0: received -1',
      ]),
    );
  });
});
