import {
  ACTIVE_USER_TIMEFRAMES,
  apiMetrics,
  counter,
  defineCatalogue,
  exposedNames,
  exposerMetrics,
  gauge,
  histogram,
  MetricDefinitionError,
  summary,
  type CounterDefinition,
  type MetricDefinition,
} from "cdktf-monitoring-metrics/definitions";

const problemsOf = (define: () => unknown): readonly string[] => {
  try {
    define();
  } catch (error) {
    if (error instanceof MetricDefinitionError) return error.problems;
    throw error;
  }
  return [];
};

const help = "What it is.";

describe("a metric definition", () => {
  it("keeps its labels in the order in which they were given", () => {
    const definition = counter({
      name: "jobs_total",
      help,
      labels: { queue: {}, result: { values: ["ok", "failed"] } },
    });
    expect(definition).toEqual({
      type: "counter",
      name: "jobs_total",
      help,
      labelNames: ["queue", "result"],
      labels: { queue: {}, result: { values: ["ok", "failed"] } },
    });
  });

  it("has no labels unless it is given some", () => {
    expect(counter({ name: "jobs_total", help }).labelNames).toEqual([]);
  });

  it("merges gauges by their sum unless it says otherwise", () => {
    expect(gauge({ name: "jobs", help }).aggregation).toBe("sum");
    expect(gauge({ name: "jobs", help, aggregation: "first" }).aggregation).toBe("first");
  });

  it("estimates the median, and the quantiles 0.9 and 0.99, unless a summary says otherwise", () => {
    expect(summary({ name: "job_seconds", help }).quantiles).toEqual([0.5, 0.9, 0.99]);
    expect(summary({ name: "job_seconds", help, quantiles: [0.25] }).quantiles).toEqual([0.25]);
  });

  it("is frozen, and shares nothing that the caller can change", () => {
    const buckets = [1, 2];
    const definition = histogram({ name: "job_seconds", help, buckets });
    buckets.push(3);
    expect(definition.buckets).toEqual([1, 2]);
    expect(Object.isFrozen(definition)).toBe(true);
  });

  it("names every reason why it cannot be exposed", () => {
    const labels = { "a-b": {}, __own: {}, le: {} };
    expect(problemsOf(() => histogram({ name: "1st", help: " ", labels, buckets: [2, 1] }))).toEqual([
      'metric "1st": name must match [a-zA-Z_:][a-zA-Z0-9_:]*: received "1st"',
      'metric "1st": help must say what the metric is: received an empty text',
      'metric "1st": label names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received "a-b"',
      'metric "1st": label names must match [a-zA-Z_][a-zA-Z0-9_]* and not begin with "__": received "__own"',
      'metric "1st": label "le" is written by the histogram itself: rename it',
      'metric "1st": buckets must be one or more finite numbers, ascending: received [2, 1]',
    ]);
  });

  it.each([[[]], [[1, 1]], [[2, 1]], [[1, Infinity]], [[NaN]]])("refuses the buckets %j", (buckets) => {
    expect(problemsOf(() => histogram({ name: "job_seconds", help, buckets }))).toEqual([
      `metric "job_seconds": buckets must be one or more finite numbers, ascending: received [${buckets.join(", ")}]`,
    ]);
  });

  it.each([[[1.5]], [[-0.1]], [[0.9, 0.5]]])("refuses the quantiles %j", (quantiles) => {
    expect(problemsOf(() => summary({ name: "job_seconds", help, quantiles }))).toEqual([
      `metric "job_seconds": quantiles must lie between 0 and 1, ascending: received [${quantiles.join(", ")}]`,
    ]);
  });

  it.each([[[]], [["ok", "ok"]], [["ok", "failed", "ok"]]])("refuses %j as the values of a label", (values) => {
    const listed = values.map((value) => `"${value}"`).join(", ");
    expect(problemsOf(() => counter({ name: "jobs_total", help, labels: { result: { values } } }))).toEqual([
      `metric "jobs_total": values of label "result" must be one or more texts, each once: received [${listed}]`,
    ]);
  });

  it("refuses values of a label that are no texts, where that is not compiled", () => {
    const values = JSON.parse("[200, null]") as string[];
    expect(problemsOf(() => counter({ name: "jobs_total", help, labels: { status: { values } } }))).toEqual([
      'metric "jobs_total": values of label "status" must be one or more texts, each once: received [200, null]',
    ]);
  });

  it("refuses half of a character as a value of a label, which is printed as every other one", () => {
    const define = () => counter({ name: "jobs_total", help, labels: { result: { values: ["\ud800", "\udfff"] } } });
    expect(problemsOf(define)).toEqual([
      'metric "jobs_total": values of label "result" must hold whole characters: received half of one, a lone surrogate',
    ]);
  });

  it("refuses a label that is open and lists its values", () => {
    const define = (open: boolean) =>
      counter({ name: "jobs_total", help, labels: { result: { open, values: ["ok"] } } });
    expect(problemsOf(() => define(true))).toEqual([
      'metric "jobs_total": label "result" is open, and lists its values: leave out one of open and values',
    ]);
    expect(problemsOf(() => define(false))).toEqual([]);
  });

  it("refuses the label that a summary writes itself", () => {
    expect(problemsOf(() => summary({ name: "job_seconds", help, labels: { quantile: {} } }))).toEqual([
      'metric "job_seconds": label "quantile" is written by the summary itself: rename it',
    ]);
  });
});

describe("a definition that no compiler checked", () => {
  const labels = {};
  const holed = [1, 2, 3];
  Reflect.deleteProperty(holed, 1);

  it.each([
    ["its name", counter, { help, labels }, ["counter: name must match [a-zA-Z_:][a-zA-Z0-9_:]*: received undefined"]],
    ["its help", gauge, { name: "jobs" }, ['metric "jobs": help must say what the metric is: received undefined']],
    [
      "its buckets",
      histogram,
      { name: "jobs", help },
      ['metric "jobs": buckets must be one or more finite numbers, ascending: received undefined'],
    ],
    [
      "buckets that are numbers",
      histogram,
      { name: "jobs", help, buckets: ["1", 2] },
      ['metric "jobs": buckets must be one or more finite numbers, ascending: received ["1", 2]'],
    ],
    [
      "quantiles that are a list",
      summary,
      { name: "jobs", help, quantiles: 0.5 },
      ['metric "jobs": quantiles must lie between 0 and 1, ascending: received 0.5'],
    ],
    [
      "a known aggregation",
      gauge,
      { name: "jobs", help, aggregation: "max" },
      ['metric "jobs": aggregation must be one of sum, first, ratio, distinct: received "max"'],
    ],
    [
      "labels by name",
      counter,
      { name: "jobs", help, labels: ["x", "y"] },
      ['metric "jobs": labels must be an object with a key for each label, such as { queue: {} }: received ["x", "y"]'],
    ],
    [
      "what is known of a label, and its values as a list",
      counter,
      { name: "jobs", help, labels: { queue: true, result: { values: "ok" } } },
      [
        'metric "jobs": label "queue" must be an object, {} at least: received true',
        'metric "jobs": values of label "result" must be one or more texts, each once: received "ok"',
      ],
    ],
    [
      "labels by this package's option",
      counter,
      { name: "jobs", help, labelNames: ["x"] },
      ['metric "jobs": option "labelNames" is unknown: known are name, help, labels; did you mean "labels"?'],
    ],
    [
      "labels by name in a map",
      counter,
      { name: "jobs", help, labels: new Map([["queue", {}]]) },
      [
        'metric "jobs": labels must be an object with a key for each label, such as { queue: {} }: received an object of the class Map',
      ],
    ],
    [
      "a label's values in an object",
      counter,
      { name: "jobs", help, labels: { queue: new Set(["mail"]) } },
      ['metric "jobs": label "queue" must be an object, {} at least: received an object of the class Set'],
    ],
    [
      "true or false as whether a label is open",
      counter,
      { name: "jobs", help, labels: { queue: { open: "yes" }, user: { open: null } } },
      [
        'metric "jobs": open of label "queue" must be true or false: received "yes"',
        'metric "jobs": open of label "user" must be true or false: received null',
      ],
    ],
    [
      "buckets that are all there",
      histogram,
      { name: "jobs", help, buckets: holed },
      ['metric "jobs": buckets must be one or more finite numbers, ascending: received [1, , 3]'],
    ],
    [
      "quantiles that are all there",
      summary,
      { name: "jobs", help, quantiles: holed.map((value) => value / 10) },
      ['metric "jobs": quantiles must lie between 0 and 1, ascending: received [0.1, , 0.3]'],
    ],
    [
      "values of a label that are all there",
      counter,
      { name: "jobs", help, labels: { queue: { values: holed.map(String) } } },
      ['metric "jobs": values of label "queue" must be one or more texts, each once: received ["1", , "3"]'],
    ],
    ["options", counter, undefined, ["counter: options must be an object: received undefined"]],
  ])("is refused without %s", (_, define, options, problems) => {
    expect(problemsOf(() => define(options as never))).toEqual(problems);
  });
});

describe("a definition that was put together by hand", () => {
  const problemsIn = (definition: object) =>
    problemsOf(() => defineCatalogue({ jobs: definition as MetricDefinition }));
  const base = { name: "jobs", help, labels: {}, labelNames: [] };

  it.each([
    [{ ...base, type: "counter" }, []],
    [
      { type: "counter", name: "jobs", help },
      ['metric "jobs": labels must be an object with a key for each label, such as { queue: {} }: received undefined'],
    ],
    [
      { type: "counter", name: "jobs", help, labels: { queue: {} } },
      ['metric "jobs": labelNames must be those of labels, ["queue"]: received undefined'],
    ],
    [
      { ...base, type: "counter", labels: { q: {} }, labelNames: "q" },
      ['metric "jobs": labelNames must be those of labels, ["q"]: received "q"'],
    ],
    [
      { ...base, type: "gauge" },
      ['metric "jobs": aggregation must be one of sum, first, ratio, distinct: received undefined'],
    ],
    [
      { ...base, type: "summary" },
      ['metric "jobs": quantiles must lie between 0 and 1, ascending: received undefined'],
    ],
  ])("has to be whole: %j", (definition, problems) => {
    expect(problemsIn(definition)).toEqual(problems);
  });
});

describe("a catalogue", () => {
  const meant = "a catalogue must be an object of definitions, such as { jobs: counter({ … }) }";

  it.each([
    [counter({ name: "jobs", help }), [`${meant}: received the definition of "jobs" itself`]],
    [undefined, [`${meant}: received undefined`]],
    [[], [`${meant}: received []`]],
    [
      { jobs: "jobs", none: null },
      [
        'key "jobs" of a catalogue must have a definition, as counter({ … }) makes one: received "jobs"',
        'key "none" of a catalogue must have a definition, as counter({ … }) makes one: received null',
      ],
    ],
  ])("holds definitions by their keys, and is not %j", (given, problems) => {
    expect(problemsOf(() => defineCatalogue(given as never))).toEqual(problems);
  });

  it("refuses every name that two of its metrics write", () => {
    const jobs = histogram({ name: "jobs", help, buckets: [1] });
    const count = counter({ name: "jobs_count", help });
    const again = gauge({ name: "jobs", help });
    expect(problemsOf(() => defineCatalogue({ jobs, count, again }))).toEqual([
      'metric "jobs_count": writes "jobs_count", as "jobs" does: rename one of them',
      'metric "jobs": writes "jobs", as "jobs" does: rename one of them',
    ]);
  });

  it("refuses two metrics that OpenMetrics cannot tell apart, each two once", () => {
    const named = (name: string) => counter({ name, help });
    expect(problemsOf(() => defineCatalogue({ x: named("x"), again: named("x_total") }))).toEqual([
      'metric "x_total": writes "x_total" in OpenMetrics, as "x" does: rename one of them',
    ]);
    const depth = gauge({ name: "jobs", help });
    expect(problemsOf(() => defineCatalogue({ depth, jobs: named("jobs_total") }))).toEqual([
      'metric "jobs_total": writes "jobs" in OpenMetrics, as "jobs" does: rename one of them',
    ]);
    const total = gauge({ name: "runs_total", help });
    expect(problemsOf(() => defineCatalogue({ runs: named("runs"), total }))).toEqual([
      'metric "runs_total": writes "runs_total" in OpenMetrics, as "runs" does: rename one of them',
    ]);
  });

  it.each<[string, (jobs: CounterDefinition<"queue">) => MetricDefinition]>([
    [
      'labelNames must be those of labels, ["queue"]: received ["queue", "queue"]',
      (jobs) => ({ ...jobs, labelNames: ["queue", "queue"] }),
    ],
    ['labelNames must be those of labels, ["queue"]: received []', (jobs) => ({ ...jobs, labelNames: [] })],
    ["help must say what the metric is: received an empty text", (jobs) => ({ ...jobs, help: "" })],
  ])("refuses what was changed since it was defined: %s", (problem, change) => {
    const jobs = change(counter({ name: "jobs_total", help, labels: { queue: {} } }));
    expect(problemsOf(() => defineCatalogue({ jobs }))).toEqual([`metric "jobs_total": ${problem}`]);
  });

  it("is a frozen copy of what it was given", () => {
    const definitions = { jobs: gauge({ name: "jobs", help }) };
    const catalogue = defineCatalogue(definitions);
    expect(catalogue).toEqual(definitions);
    expect(catalogue).not.toBe(definitions);
    expect(Object.isFrozen(catalogue)).toBe(true);
  });

  it("knows the names that each type writes", () => {
    expect(exposedNames(gauge({ name: "jobs", help }))).toEqual(["jobs"]);
    expect(exposedNames(summary({ name: "jobs", help }))).toEqual(["jobs", "jobs_sum", "jobs_count"]);
    expect(exposedNames(histogram({ name: "jobs", help, buckets: [1] }))).toEqual([
      "jobs",
      "jobs_bucket",
      "jobs_sum",
      "jobs_count",
    ]);
  });
});

describe("the application catalogue", () => {
  const described = Object.values<MetricDefinition>(apiMetrics).map(
    ({ type, name, labelNames }) => `${type} ${name}{${labelNames.join(",")}}`,
  );

  it("has exactly the metrics that dashboards and alerts know", () => {
    expect(described).toEqual([
      "counter api_requests_total{endpoint,method,status}",
      "histogram api_request_latency_seconds{endpoint,method}",
      "gauge api_error_rate{endpoint}",
      "counter credit_usage_total{operation,user}",
      "histogram credit_operation_latency_seconds{operation}",
      "gauge user_sessions{auth_method}",
      "gauge active_users{timeframe}",
      "gauge system_memory_usage{type}",
      "gauge system_cpu_usage{type}",
      "gauge cache_hit_ratio{cache_type}",
      "gauge cache_size{cache_type}",
      "histogram db_query_latency_seconds{operation,table}",
      "gauge db_connection_pool_size{database}",
      "gauge db_connection_pool_used{database}",
      "counter anomaly_detection_triggered_total{endpoint,reason}",
    ]);
  });

  it("puts latencies into the buckets that queries rely on", () => {
    const requests = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
    expect(apiMetrics.apiRequestLatencySeconds.buckets).toEqual(requests);
    expect(apiMetrics.creditOperationLatencySeconds.buckets).toEqual(requests);
    expect(apiMetrics.dbQueryLatencySeconds.buckets).toEqual([
      0.001, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
    ]);
  });

  it("says how the gauges of several processes merge", () => {
    const gauges = Object.values<MetricDefinition>(apiMetrics).flatMap((definition) =>
      definition.type === "gauge" ? [[definition.name, definition.aggregation]] : [],
    );
    expect(Object.fromEntries(gauges)).toEqual({
      api_error_rate: "ratio",
      user_sessions: "sum",
      active_users: "distinct",
      system_memory_usage: "first",
      system_cpu_usage: "first",
      cache_hit_ratio: "ratio",
      cache_size: "sum",
      db_connection_pool_size: "sum",
      db_connection_pool_used: "sum",
    });
  });

  it("marks as open the labels whose values a client can choose", () => {
    const open = Object.values<MetricDefinition>(apiMetrics).flatMap(({ labels }) =>
      Object.entries(labels).flatMap(([label, definition]) => (definition.open === true ? [label] : [])),
    );
    expect(new Set(open)).toEqual(new Set(["endpoint", "user", "table"]));
  });

  it("closes the labels that have few values", () => {
    expect(apiMetrics.activeUsers.labels.timeframe.values).toBe(ACTIVE_USER_TIMEFRAMES);
    expect(apiMetrics.anomalyDetectionTriggeredTotal.labels.reason.values).toEqual([
      "server_error",
      "high_latency",
      "high_error_rate",
    ]);
  });

  it("goes with the exposer's own in one registry", () => {
    expect(problemsOf(() => defineCatalogue({ ...apiMetrics, ...exposerMetrics }))).toEqual([]);
  });
});

describe("the definitions", () => {
  it("are to be had without prom-client being loaded", () => {
    jest.isolateModules(() => {
      jest.doMock("prom-client", () => {
        throw new Error("prom-client was loaded");
      });
      const definitions = jest.requireActual<{ SCRAPE_PATH: string }>("cdktf-monitoring-metrics/definitions");
      expect(definitions.SCRAPE_PATH).toBe("/monitoring/metrics/");
      jest.dontMock("prom-client");
    });
  });
});
