import { expressionProblems, groupProblems, recordedMetrics } from "../../../constructs/private/rule-checks";
import { shopAlert, shopAlerts, shopMetrics, shopRecording, shopSource } from "../samples";

describe("expressionProblems", () => {
  const problems = (expression: string, source = shopSource) =>
    expressionProblems("here", expression, source, "range-query");

  it("finds nothing where the expression asks for what is known", () => {
    expect(problems("sum by (channel) (rate(orders_total[1m]))")).toEqual([]);
  });

  it("names the place, the text and where it stands", () => {
    expect(problems("sum(orders_totl)")).toEqual([
      expect.stringMatching(/^here: unknown metric "orders_totl".* at "orders_totl" \(character 5\)$/),
    ]);
  });

  it("demands four scrapes of every window", () => {
    expect(problems("rate(orders_total[59s])")).toEqual([
      'here: a window of 59s holds fewer than 4 scrapes at an interval of 15s: write 1m or more, or set a shorter prometheus.scrapeInterval at "59s" (character 19)',
    ]);
  });

  it("says once what is wrong several times with one expression, with all of the places", () => {
    expect(problems("rate(orders_total[59s]) + rate(orders_total[58s]) + rate(orders_total[59s])")).toEqual([
      'here: a window of 59s holds fewer than 4 scrapes at an interval of 15s: write 1m or more, or set a shorter prometheus.scrapeInterval at "59s" (characters 19, 71)',
      'here: a window of 58s holds fewer than 4 scrapes at an interval of 15s: write 1m or more, or set a shorter prometheus.scrapeInterval at "58s" (character 45)',
    ]);
  });

  it.each(["often", "0s"])(
    "leaves windows alone while the scrape interval is %j, which is refused elsewhere",
    (bad) => {
      expect(problems("rate(orders_total[1s])", { ...shopSource, scrapeInterval: bad })).toEqual([]);
    },
  );

  it("demands what the place takes", () => {
    expect(problems("vector(time())")).toEqual([]);
    expect(problems("orders_total[5m]")).toHaveLength(1);
    expect(expressionProblems("here", "time()", shopSource, "instant-vector")).toHaveLength(1);
  });
});

describe("groupProblems", () => {
  it("finds nothing in rules that ask for what is known", () => {
    expect(groupProblems(shopAlerts({ recordings: [shopRecording] }), shopSource)).toEqual([]);
  });

  it("names group and rule, alerts before recordings", () => {
    const group = shopAlerts({
      alerts: [shopAlert({ expression: "order > 0" }), shopAlert({ expression: "rate(order) > 0" })],
      recordings: [{ ...shopRecording, expression: "sum(order)" }],
    });
    const places = groupProblems(group, shopSource).map((problem) => problem.split(": ").slice(0, 2).join(": "));
    expect([...new Set(places)]).toEqual([
      'group "shop": alert "NoOrders"',
      'group "shop": recording rule "job:orders:rate5m"',
    ]);
  });

  it("takes no variable of Grafana's", () => {
    const group = shopAlerts({ alerts: [shopAlert({ expression: "rate(orders_total[$__rate_interval]) > 0" })] });
    expect(groupProblems(group, shopSource)).toHaveLength(1);
  });

  it("takes instant vectors alone", () => {
    expect(groupProblems(shopAlerts({ alerts: [shopAlert({ expression: "1" })] }), shopSource)).toEqual([
      expect.stringContaining("a rule needs an instant vector"),
    ]);
  });

  it("leaves alone what says why it is not checked", () => {
    const alert = shopAlert({ expression: "anything > 0", unchecked: "another Prometheus has it" });
    expect(groupProblems(shopAlerts({ alerts: [alert] }), shopSource)).toEqual([]);
  });
});

describe("recordedMetrics", () => {
  const recorded = (...recordings: Parameters<typeof shopAlerts>[0][]) =>
    recordedMetrics(recordings.map(shopAlerts), shopMetrics);

  it("are none of alerts alone", () => {
    expect(recorded({})).toEqual(new Map());
  });

  it("are gauges with the labels that the expression keeps", () => {
    const metric = recorded({ recordings: [shopRecording] }).get("job:orders:rate5m");
    expect(metric).toMatchObject({ type: "gauge", labels: ["job"] });
  });

  it("have the labels that the rule adds", () => {
    const metric = recorded({ recordings: [{ ...shopRecording, labels: { team: "shop" } }] }).get("job:orders:rate5m");
    expect(metric?.labels).toEqual(["job", "team"]);
  });

  it("may be made from what an earlier rule wrote", () => {
    const second = { record: "orders:rate5m", expression: "avg by (job) (job:orders:rate5m)" };
    expect(recorded({ recordings: [shopRecording, second] }).get("orders:rate5m")?.labels).toEqual(["job"]);
    expect(recorded({ recordings: [shopRecording] }, { recordings: [second] }).get("orders:rate5m")?.labels).toEqual([
      "job",
    ]);
  });

  it("are those of the rules, and not what is scraped", () => {
    expect([...recorded({ recordings: [shopRecording] }).keys()]).toEqual(["job:orders:rate5m"]);
  });
});
