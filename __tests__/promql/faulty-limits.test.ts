import { apiMetrics } from "cdktf-monitoring-metrics/definitions";
import { checkPromql, metricsOf } from "../../promql";
import { stackMetrics } from "./known-stack";
import { refuses } from "./refuses";

const quantile = (metric = "api_request_latency_seconds") =>
  `histogram_quantile(0.95, sum by (job, le) (rate(${metric}_bucket[5m])))`;

const beyond = (answer: string, most: number | string = 10) =>
  `the quantile is at most ${most}, the largest finite bucket bound of "api_request_latency_seconds_bucket", so that ` +
  `this is ${answer} true: compare with less, or add a larger bucket`;

const accepts = (expression: string) =>
  it(`accepts ${expression}`, () => {
    expect(checkPromql(expression, stackMetrics, { retention: "15d" })).toEqual([]);
  });

describe("a threshold that no quantile reaches", () => {
  refuses(`«${quantile()} > 10»`, beyond("never"));
  refuses(`«${quantile()} > bool 15»`, beyond("never"));
  refuses(`«${quantile()} >= 10.5»`, beyond("never"));
  refuses(`«${quantile()} == 12»`, beyond("never"));
  refuses(`«10 < ${quantile()}»`, beyond("never"));
  refuses(`«${quantile()} < 20»`, beyond("always"));
  refuses(`«${quantile()} <= 10»`, beyond("always"));
  refuses(`«${quantile()} != 20»`, beyond("always"));
  refuses(`«(max by (job) (${quantile()})) > 10»`, beyond("never"));
  refuses(`«max_over_time(${quantile()}[1h:5m] offset 1h) > 10»`, beyond("never"));
  refuses(`«${quantile()} * 1000 > 20000»`, beyond("never", 10000));
  refuses(`«${quantile()} / 60 > 1»`, beyond("never", 10 / 60));
  refuses(`«topk(3, ${quantile()}) > 1e2» and on (job) up == 1`, beyond("never"));
});

describe("a threshold that some quantile reaches", () => {
  accepts(`${quantile()} > 7.5`);
  accepts(`${quantile()} >= 10`);
  accepts(`${quantile()} == 10`);
  accepts(`${quantile()} < 10`);
  accepts(`${quantile()} * 1000 > 5000`);
  accepts(`${quantile()} + 10 > 12`);
  accepts(`sum(${quantile()}) > 30`);
  accepts(`${quantile()} > on (job) group_left () (up * 30)`);
  accepts(`sum by (job) (rate(api_request_latency_seconds_count[5m])) > 100`);

  it("is any where the buckets are not known", () => {
    const known = new Map(metricsOf(apiMetrics)).set("other_seconds", {
      type: "histogram",
      labels: ["job", "instance", "host"],
    });
    expect(checkPromql(`${quantile("other_seconds")} > 1000`, known)).toEqual([]);
  });
});

describe("a latency that is no bucket bound", () => {
  refuses(
    'rate(api_request_latency_seconds_bucket{le=«"0.3"»}[5m])',
    '"api_request_latency_seconds_bucket" has no le="0.3": it has 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0, +Inf',
  );
});

describe("a look back to before the oldest sample", () => {
  const options = { retention: "15d" };
  const tooFar = (back: string) =>
    `this looks ${back} back, and samples are kept for 15d: look back less far, or keep samples longer`;

  refuses("sum_over_time(«up[30d]»)", tooFar("30d"), options);
  refuses("up / («up offset 3w»)", tooFar("21d"), options);
  refuses("avg_over_time(«up[2w]» offset 2d)", tooFar("16d"), options);
  refuses("max_over_time(«rate(api_requests_total[5m] offset 1d)[15d:5m]»)", tooFar("16d5m"), options);

  accepts("sum_over_time(up[15d])");
  accepts("sum_over_time(up[$__range])");
  accepts("avg_over_time(up[30d] @ 1700000000)");
  accepts("avg_over_time(up[16d] offset -2d)");

  it("is none where it is not known how long samples are kept", () => {
    expect(checkPromql("sum_over_time(up[10y])", stackMetrics)).toEqual([]);
  });

  it("cannot be told by a retention that is no duration", () => {
    expect(() => checkPromql("up", stackMetrics, { retention: "two weeks" })).toThrow(
      new RangeError('retention must be a duration above 0, such as "15s": received "two weeks"'),
    );
  });
});
