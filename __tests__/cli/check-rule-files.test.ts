import { checkFiles, findingsIn } from "./support/check-files";

const shop = `groups:
  - name: shop
    rules:
      - record: job:api_requests:rate5m
        expr: sum by (job) (rate(api_requests_total[5m]))
      - alert: NoRequests
        expr: job:api_requests:rate5m == 0
        for: 5m
`;

describe("a rule file", () => {
  it("in which every query works has no findings", async () => {
    expect(await checkFiles({ files: { "shop.yml": shop } })).toEqual({
      code: 0,
      written: [],
      noted: ["2 queries in 1 file: nothing is wrong"],
    });
  });

  it("is told by line, rule and the part of the expression, and fails the command", async () => {
    const file = shop.replace("(api_requests_total", "(api_request_total");
    expect(await checkFiles({ files: { "shop.yaml": file } })).toEqual({
      code: 1,
      written: [
        'shop.yaml:5: recording rule "job:api_requests:rate5m": unknown metric "api_request_total"; did you mean "api_requests_total"? at "api_request_total"',
      ],
      noted: ["2 queries in 1 file: 1 finding"],
    });
  });

  it("knows the labels that its recordings have left, and those that they and their group add", async () => {
    const rules = (label: string) => `groups:
  - name: shop
    labels: { team: shop }
    rules:
      - alert: Quiet
        expr: sum by (${label}) (job:api_requests:rate5m) == 0
      - record: job:api_requests:rate5m
        expr: sum by (job) (rate(api_requests_total[5m]))
        labels: { slo: fast }
`;
    for (const label of ["job", "team", "slo"]) expect(await findingsIn("rules.yml", rules(label))).toEqual([]);
    expect(await findingsIn("rules.yml", rules("endpoint"))).toEqual([
      'rules.yml:6: alert "Quiet": no series here has label "endpoint": there are job, team, slo at "endpoint"',
    ]);
  });

  it("may read what another file of the same run records, whichever comes first", async () => {
    const [recording, alert] = [shop.split("      - alert")[0] ?? "", shop.replace(/ {6}- record.*\n.*\n/, "")];
    const files = { "alerts.yml": alert, "recordings.yml": recording };
    for (const checked of [
      ["alerts.yml", "recordings.yml"],
      ["recordings.yml", "alerts.yml"],
    ]) {
      expect((await checkFiles({ files, checked })).written).toEqual([]);
    }
    expect(await findingsIn("alerts.yml", alert)).toEqual([
      'alerts.yml:5: alert "NoRequests": unknown metric "job:api_requests:rate5m" at "job:api_requests:rate5m"',
    ]);
  });

  it("may be wrapped as a resource of the Prometheus operator, and hold several documents", async () => {
    const groups = shop.replace(/^(?=.)/gm, "  ").replace("== 0", "== 0 and on (job) nope");
    const file = `---\nkind: PrometheusRule\nspec:\n${groups}---\nkind: PrometheusRule\nspec:\n${groups}`;
    expect(await findingsIn("shop.yml", file)).toEqual([
      'shop.yml:10: alert "NoRequests": unknown metric "nope" at "nope"',
      'shop.yml:21: alert "NoRequests": unknown metric "nope" at "nope"',
    ]);
  });

  it.each([
    ["a literal block", "expr: |-\n          # why\n          up == 0\n            and on (job)\n          nope", 9],
    ["a folded block", "expr: >\n          up == 0\n          and on (job) nope", 7],
    ["plain text over two lines", "expr: up == 0\n          and on (job) nope", 6],
    ["double quotes with escapes", 'expr: "up{job=\\"a\\"} == 0 and \\\n          on (job)\n          nope"', 7],
    ["single quotes", "expr: 'up{job=''a''} == 0 and\n          on (job)\n          nope'", 7],
    ["an alias", "expr: *nope", 5],
  ])("is told by the line in which the fault itself stands: %s", async (_form, lines, line) => {
    const anchor = lines.includes("*nope") ? "    limit: &nope nope\n" : "";
    const file = `groups:\n  - name: shop\n${anchor}    rules:\n      - alert: Bad\n        ${lines}\n`;
    const written = await findingsIn("bad.yml", file);
    expect(written).toEqual([
      `bad.yml:${line + (anchor === "" ? 0 : 1)}: alert "Bad": unknown metric "nope" at "nope"`,
    ]);
  });

  it("may have rules that Grafana evaluates", async () => {
    const file = `apiVersion: 1
groups:
  - name: shop
    interval: 1m
    rules:
      - title: Slow
        for: soon
        data:
          - refId: A
            datasourceUid: prometheus
            model:
              expr: rate(api_request_total[$__rate_interval]) > $limit
          - refId: B
            datasourceUid: __expr__
            model: { type: math, expression: $A > 0 }
`;
    expect(await findingsIn("shop.yml", file)).toEqual([
      'shop.yml:7: alert "Slow": for must be a duration such as 90s, 5m or 1h30m: received "soon"',
      'shop.yml:12: alert "Slow": unknown metric "api_request_total"; did you mean "api_requests_total"? at "api_request_total"',
      expect.stringMatching(/^shop\.yml:12: alert "Slow": unknown variable "limit"/),
    ]);
  });

  it("is told of rules that are none, too", async () => {
    const file = `groups:
  - name: shop
    interval: often
    rules:
      - alert: NoExpression
        for: 5 minutes
        keep_firing_for: 5m
      - expr: up
      - alert: Both
        record: both
        expr: up
`;
    expect(await findingsIn("shop.yml", file)).toEqual([
      'shop.yml:3: group "shop": interval must be a duration such as 90s, 5m or 1h30m: received "often"',
      'shop.yml:5: alert "NoExpression": a rule needs an expr, which is the expression',
      'shop.yml:6: alert "NoExpression": for must be a duration such as 90s, 5m or 1h30m: received "5 minutes"',
      "shop.yml:8: rule: a rule has either an alert or a record, which names it",
      "shop.yml:9: rule: a rule has either an alert or a record, which names it",
    ]);
  });

  it("may not ask for a variable of Grafana's", async () => {
    const [finding] = await findingsIn("shop.yml", shop.replace("[5m]", "[$__rate_interval]"));
    expect(finding).toMatch(/^shop\.yml:5: .*\$__rate_interval is a variable of a Grafana dashboard/);
  });

  it.each([
    ["is no YAML", "groups: [", /^error: rules\.yml:1: is no YAML: /],
    [
      "has no groups",
      "scrape_configs: []",
      'error: rules.yml: holds no rules: a rule file has a list of "groups", each with "rules"',
    ],
    ["is empty", "", 'error: rules.yml: holds no rules: a rule file has a list of "groups", each with "rules"'],
  ])("cannot be checked when it %s", async (_what, text, message) => {
    const { code, written, noted } = await checkFiles({ files: { "rules.yml": text } });
    expect({ code, written }).toEqual({ code: 2, written: [] });
    expect(noted).toEqual([typeof message === "string" ? message : expect.stringMatching(message)]);
  });

  it("without a rule in its groups has nothing to check", async () => {
    expect(await checkFiles({ files: { "rules.yml": "groups: []" } })).toMatchObject({ code: 0, written: [] });
  });
});
