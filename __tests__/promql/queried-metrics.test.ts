import { metricsOfVariableQuery, queriedMetrics } from "../../promql";

const named = (...names: readonly string[]) => ({ names, patterns: [] });
const like = (...patterns: readonly string[]) => ({ names: [], patterns });

describe("the metrics that an expression reads", () => {
  it.each([
    ["a name", "up", named("up")],
    ["the parts of a histogram", "rate(x_sum[5m]) / rate(x_count[5m])", named("x_sum", "x_count")],
    ["a name within quotes", '{"http.requests"}', named("http.requests")],
    ["a condition on the name", '{__name__="up"}', named("up")],
    ["a name once", "up + up", named("up")],
    ["a name at every depth", "sum(max_over_time(a[1h:5m] offset 1d)) > on (job) -(b @ end())", named("a", "b")],
    ["no name where only numbers are", "vector(1) + $__interval_ms", named()],
    ["a pattern", 'count({__name__=~"node_.*|up"})', like("node_.*|up")],
    ["a variable within a name", "node_${device}_total", like("node_(?:.*)_total")],
    ["a variable within a pattern", '{__name__=~"node_$part"}', like("node_(?:.*)")],
    ["a variable within a quoted name", '{"disk.$part"}', like("disk\\.(?:.*)")],
    ["what info() adds", "info(up)", named("up", "target_info")],
    ["what info() is told to add", 'info(up, {__name__="build_info"})', named("up", "build_info")],
    ["a comment's names not", "up # down", named("up")],
  ])("are %s", (_, expression, metrics) => {
    expect(queriedMetrics(expression)).toEqual(metrics);
  });

  it.each([
    ["a selector names none", '{job="node"}'],
    ["a selector names only what it does not take", '{__name__!="up", job="node"}'],
    ["a variable is the name", "rate($metric[5m])"],
    ["a variable is the pattern", '{__name__=~"$metric"}'],
    ["a variable stands for an expression", "up + $expression"],
    ["a variable is among characters", '{__name__=~"node_[$letters]"}'],
    ["an old variable is in the name", '{__name__="[[metric]]"}'],
    ["the pattern is none", '{__name__=~"node_("}'],
    ["the expression cannot be read", "sum(up"],
  ])("cannot be told where %s", (_, expression) => {
    expect(queriedMetrics(expression)).toBeUndefined();
  });
});

describe("the metrics that an expression reads of one job", () => {
  it.each(['up{job="node"}', 'up{job=~"node|api"}', 'up{job!="api"}', 'up{job!~"a.*"}', 'up{job=~"$job"}', "up"])(
    "are those of %s",
    (expression) => {
      expect(queriedMetrics(expression, "node")).toEqual(named("up"));
    },
  );

  it.each(['up{job="api"}', 'up{job=~"ap.*"}', 'up{job!="node"}', 'up{job!~"no.*"}', '{job="api"}'])(
    "are not those of %s",
    (expression) => {
      expect(queriedMetrics(expression, "node")).toEqual(named());
    },
  );

  it.each(['up{job=~"(?i)NODE"}', 'up{job=~"\\\\w+"}', 'up{job="[[job]]"}'])(
    "are those of %s, which may match",
    (expression) => {
      expect(queriedMetrics(expression, "node")).toEqual(named("up"));
    },
  );
});

describe("the metrics that a template variable reads", () => {
  it.each([
    ["label_values(up, job)", named("up")],
    ['label_values(a{b="$c"} , ${label})', named("a")],
    ["label_values(job)", named()],
    ["metrics(node_.*_total)", like(".*(?:node_.*_total).*")],
    ["query_result(topk(3, a / b))", named("a", "b")],
    ['a{job="x"}', named("a")],
    ["sum(a)", named("a")],
  ])("are found in %s", (query, metrics) => {
    expect(metricsOfVariableQuery(query)).toEqual(metrics);
  });

  it.each(["label_values(mountpoint)", "label_names()", "metrics($prefix)", "metrics(()", 'label_values({a="b"}, c)'])(
    "cannot be told of %s",
    (query) => {
      expect(metricsOfVariableQuery(query)).toBeUndefined();
    },
  );

  it("are those of the job that is asked for", () => {
    expect(metricsOfVariableQuery('label_values(up{job="api"}, host)', "node")).toEqual(named());
  });
});
