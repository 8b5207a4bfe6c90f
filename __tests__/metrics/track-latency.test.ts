import { Histogram, Summary } from "prom-client";
import { apiMetrics, histogram, MetricUsageError } from "cdktf-monitoring-metrics";
import { series } from "./scrape";
import { catalogue, monitored } from "./monitored-jobs";

const help = "What it is.";

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
