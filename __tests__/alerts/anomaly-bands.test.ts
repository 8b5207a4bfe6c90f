import { AlertGroupError, anomalyBands, type AnomalyBandSettings } from "../../alerts";

function problemsOf(settings: unknown): readonly string[] {
  try {
    anomalyBands(settings as AnomalyBandSettings);
  } catch (error) {
    if (error instanceof AlertGroupError) return error.problems;
    throw error;
  }
  return [];
}

const recordOf = (record: string, settings?: AnomalyBandSettings) =>
  anomalyBands(settings).recordings?.find((recording) => recording.record === record)?.expression;

describe("anomaly bands", () => {
  it("are a group that is evaluated every 5 minutes, with an alert on the rate and one on the latency", () => {
    const group = anomalyBands();
    expect(group).toMatchObject({ name: "anomaly-bands", interval: "5m" });
    expect(group.alerts.map(({ name, severity, for: pending }) => [name, severity, pending])).toEqual([
      ["UnusualRequestRate", "warning", "15m"],
      ["UnusualLatency", "warning", "15m"],
    ]);
  });

  it("record a value, its hours, and the mean and deviation of two seasons before the bounds that are made of them", () => {
    const ofRate = anomalyBands({ unusualLatency: false }).recordings ?? [];
    expect(ofRate.map(({ record, labels }) => [record, labels?.["season"]])).toEqual([
      ["job:api_requests:rate5m", undefined],
      ["job:api_requests:rate5m_mean1h", undefined],
      ["job:api_requests:rate5m_variance1h", undefined],
      ["job:api_requests:rate5m_mean", "day"],
      ["job:api_requests:rate5m_deviation", "day"],
      ["job:api_requests:rate5m_mean", "week"],
      ["job:api_requests:rate5m_deviation", "week"],
      ["job:api_requests:rate5m_upper", undefined],
      ["job:api_requests:rate5m_lower", undefined],
    ]);
    for (const { labels } of ofRate) expect(labels).toHaveProperty("group", "anomaly-bands");
  });

  it("are as wide as they are told", () => {
    const settings = { tolerance: 4, minimumDeviation: 0.2 };
    expect(recordOf("job:api_requests:rate5m_upper", settings)).toContain("+ 4 * (");
    expect(recordOf("job:api_requests:rate5m_lower", settings)).toContain("> 0.2 * ");
  });

  it("look at chosen requests, another quantile, and any traffic", () => {
    const settings = { where: { job: '="api"' }, latencyQuantile: 0.5, minimumRequestRate: 0 };
    expect(recordOf("job:api_requests:rate5m", settings)).toBe(
      'sum by (job) (rate(api_requests_total{job="api"}[5m]))',
    );
    expect(recordOf("job:api_request_latency_seconds:quantile5m", settings)).toBe(
      'histogram_quantile(0.5, sum by (job, le) (rate(api_request_latency_seconds_bucket{job="api"}[5m])))\nand\n' +
        'sum by (job) (rate(api_request_latency_seconds_count{job="api"}[5m])) > 0',
    );
    const [rate, latency] = anomalyBands(settings).alerts;
    expect(rate?.expression).not.toContain(">=");
    expect(latency?.description).toContain("to answer 50% of its requests");
  });

  it("need half an hour's samples of an hour, whatever the interval", () => {
    expect(recordOf("job:api_requests:rate5m_mean1h", { interval: "1m" })).toMatch(/>= 30$/);
    expect(recordOf("job:api_requests:rate5m_mean1h", { interval: "5m" })).toMatch(/>= 6$/);
  });

  it("can be one of the two, tuned, and have a name of their own", () => {
    const { name, alerts } = anomalyBands({
      name: "checkout",
      unusualRequestRate: false,
      unusualLatency: { for: "30m", severity: "info" },
    });
    expect([name, ...alerts.map((alert) => [alert.name, alert.for, alert.severity])]).toEqual([
      "checkout",
      ["UnusualLatency", "30m", "info"],
    ]);
    expect(alerts[0]?.expression).toContain('{group="checkout"}');
  });

  it("that cannot work are refused for everything that is wrong at once", () => {
    expect(
      problemsOf({
        interval: "5s",
        tolerance: 0,
        minimumDeviation: -1,
        minimumRequestRate: NaN,
        latencyQuantile: 95,
        retention: "7d",
      }),
    ).toEqual([
      'alert group "anomaly-bands": interval must be a multiple of 10s, as Grafana demands: received "5s"',
      'alert group "anomaly-bands": minimumRequestRate must be 0 or more requests a second: received NaN',
      'alert group "anomaly-bands": tolerance must be above 0 standard deviations: received 0',
      'alert group "anomaly-bands": minimumDeviation must be 0 or more of the mean, as 0.1 is 10%: received -1',
      'alert group "anomaly-bands": latencyQuantile must lie between 0 and 1: received 95',
      'alert group "anomaly-bands": retention must be 8d or more, since a band needs the week before: received "7d": keep samples longer, or leave the group out',
    ]);
    expect(problemsOf({ retention: "15d" })).toEqual([]);
    expect(problemsOf({ unusualRequestRate: false, unusualLatency: false })).toEqual([
      'alert group "anomaly-bands": every alert is false: leave the group out',
    ]);
  });
});
