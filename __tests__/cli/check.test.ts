import { checkFiles } from "./support/check-files";

const rule = (expression: string) => `groups: [{ name: shop, rules: [{ alert: Shop, expr: '${expression}' }] }]`;

const writtenFor = async (
  expression: string,
  options: Parameters<typeof checkFiles>[0]["options"],
  more: Readonly<Record<string, string>> = {},
) => {
  const { written, noted, code } = await checkFiles({
    files: { "r.yml": rule(expression), ...more },
    checked: ["r.yml"],
    options,
  });
  return code === 2 ? noted : written;
};

const unknown = (metric: string) => [`r.yml:1: alert "Shop": unknown metric "${metric}" at "${metric}"`];

describe("the metrics that are known", () => {
  it.each([
    "up == 0",
    "ALERTS == 1",
    "node_load1 > 1",
    'container_start_time_seconds{container_label_restartcount="1"}',
    "prometheus_tsdb_head_series > 1",
    "alertmanager_alerts > 1",
    "grafana_build_info == 0",
    "nodejs_eventloop_lag_p99_seconds > 1",
    "api_requests_in_flight > 1",
    "credit_usage_total > 1",
  ])("are by default those of every exporter of the stack: %s", async (expression) => {
    expect(await writtenFor(expression, {})).toEqual([]);
  });

  it("are those of the named exporters, where some are named", async () => {
    expect(await writtenFor("node_load1 > 1", { exporters: ["node"] })).toEqual([]);
    expect(await writtenFor("node_load1 > 1", { exporters: ["cadvisor"] })).toEqual(unknown("node_load1"));
    expect(await writtenFor("up == 0", { exporters: [] })).toEqual([]);
  });

  it("are those of a page and of a recorded list, too", async () => {
    const page = "# TYPE redis_up gauge\nredis_up 1\n";
    const list = JSON.stringify({ probe_success: "gauge target" }, null, 2);
    const module = 'export const recorded: RecordedMetrics = {\n  jobs_total: "counter queue",\n};\n';
    const more = { "redis.txt": page, "probes.json": list, "jobs.ts": module };
    expect(await writtenFor("redis_up == 0", {}, more)).toEqual(unknown("redis_up"));
    const metrics = ["redis.txt", "probes.json", "jobs.ts"];
    expect(await writtenFor("redis_up == 0", { metrics }, more)).toEqual([]);
    expect(await writtenFor('probe_success{target="a"} == 0', { metrics }, more)).toEqual([]);
    expect(await writtenFor('rate(jobs_total{queue="a"}[5m]) == 0', { metrics }, more)).toEqual([]);
  });

  it("may be any, where that is said: the rest is checked all the same", async () => {
    const options = { allowUnknownMetrics: true };
    expect(await writtenFor("nope == 0", options)).toEqual([]);
    expect(await writtenFor('{__name__="nope"} == 0', options)).toEqual([]);
    expect(await writtenFor("rate(nope) == 0", options)).toHaveLength(1);
    expect(await writtenFor('up{jobb="a"} == 0', options)).toHaveLength(1);
  });

  it("have the labels of further targets, where they are named", async () => {
    const expression = "sum by (cluster) (up) == 0";
    expect(await writtenFor(expression, {})).toEqual([
      'r.yml:1: alert "Shop": no series here has label "cluster": there are job, instance, host at "cluster"',
    ]);
    expect(await writtenFor(expression, { targetLabels: ["cluster", "env"] })).toEqual([]);
  });

  it.each([
    [
      "m.txt",
      "nothing",
      "error: m.txt: has no metrics: give a page as /metrics shows it, or a recorded list as .json or .ts",
    ],
    [
      "m.json",
      '{ "up": 1 }',
      'error: m.json: has no recorded metrics, one a line, such as "probes_total": "counter target"',
    ],
  ])("cannot be read from %s with %s", async (name, text, message) => {
    expect(await writtenFor("up", { metrics: [name] }, { [name]: text })).toEqual([message]);
  });
});

describe("the times that are known", () => {
  it("are a scrape interval, of which a rate takes four", async () => {
    const expression = "rate(api_requests_total[1m]) == 0";
    expect(await writtenFor(expression, {})).toEqual([]);
    expect(await writtenFor(expression, { scrapeInterval: "30s" })).toEqual([
      'r.yml:1: alert "Shop": a window of 1m holds fewer than 4 scrapes at an interval of 30s: write 2m or more at "1m"',
    ]);
  });

  it("are a retention, where it is given", async () => {
    const expression = "max_over_time(up[30d]) == 0";
    expect(await writtenFor(expression, {})).toEqual([]);
    expect(await writtenFor(expression, { retention: "15d" })).toEqual([
      'r.yml:1: alert "Shop": this looks 30d back, and samples are kept for 15d: look back less far, or keep samples longer at "up[30d]"',
    ]);
  });
});

describe("files", () => {
  it("may begin with a byte order mark, and have lines that end as on Windows", async () => {
    const files = {
      "r.yml": `\uFEFFgroups:\r\n  - rules:\r\n      - alert: Shop\r\n        expr: >\r\n          up and\r\n          nope\r\n`,
      "d.json": '\uFEFF{ "panels": [] }',
    };
    const { written } = await checkFiles({ files });
    expect(written).toEqual(['r.yml:6: alert "Shop": unknown metric "nope" at "nope"']);
  });
});

describe("files that cannot be read", () => {
  it("are all named, and nothing is checked", async () => {
    const files = { "r.yml": rule("nope"), "notes.txt": "" };
    const checked = ["r.yml", "notes.txt", "missing.json", "missing.ts"];
    expect(await checkFiles({ files, checked, options: { metrics: ["missing.txt"] } })).toEqual({
      code: 2,
      written: [],
      noted: [
        "error: missing.txt: cannot be read: ENOENT: no such file or directory",
        "error: notes.txt: is of no kind that is checked: dashboards are .json, rule files .yml or .yaml, and content .ts or .js",
        "error: missing.json: cannot be read: ENOENT: no such file or directory",
        "error: missing.ts: cannot be read: ENOENT: no such file or directory",
      ],
    });
  });
});

describe("findings", () => {
  const files = { "a,b:100%.yml": `groups:\n  - rules:\n      - { alert: "50%\\r\\nmore", expr: nope }\n` };

  it("are a list in JSON, empty where there are none", async () => {
    const { written, code } = await checkFiles({ files, options: { format: "json" } });
    expect(code).toBe(1);
    expect(JSON.parse(written.join("\n"))).toEqual([
      {
        file: "a,b:100%.yml",
        line: 3,
        column: 39,
        place: 'alert "50%\r\nmore"',
        kind: "unknown-metric",
        message: 'unknown metric "nope"',
        at: "nope",
      },
    ]);
    const none = await checkFiles({ files: { "r.yml": rule("up == 0") }, options: { format: "json" } });
    expect(none).toMatchObject({ code: 0, written: ["[]"] });
  });

  it("are commands of a workflow for GitHub, whose own marks are escaped", async () => {
    const { written } = await checkFiles({ files, options: { format: "github" } });
    expect(written).toEqual([
      '::error file=a%2Cb%3A100%25.yml,line=3,col=39,title=unknown-metric::alert "50%25%0D%0Amore": unknown metric "nope" at "nope"',
    ]);
  });

  it("show a long part shortened, and on one line", async () => {
    const sum = Array.from({ length: 40 }, () => "1").join(" +\n    ");
    const file = `groups:\n  - rules:\n      - alert: Sum\n        expr: |\n          ${sum.replace(/\n */g, "\n          ")}\n`;
    const { written } = await checkFiles({ files: { "r.yml": file } });
    expect(written).toEqual([
      `r.yml:5: alert "Sum": a rule needs an instant vector, and the expression is a scalar at "${"1 + ".repeat(19)}1 +…"`,
    ]);
  });

  it("beside an expression have no kind", async () => {
    const written = await writtenFor("up", { format: "github" }, {});
    expect(written).toEqual([]);
    const { written: noName } = await checkFiles({
      files: { "r.yml": "groups: [{ rules: [{ expr: up }] }]" },
      options: { format: "github" },
    });
    expect(noName).toEqual([
      "::error file=r.yml,line=1,col=20::rule: a rule has either an alert or a record, which names it",
    ]);
  });
});
