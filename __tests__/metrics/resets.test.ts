import { Registry } from "prom-client";
import { createMonitoring } from "cdktf-monitoring-metrics";

/** A monitoring in which something of everything happened. */
function used() {
  const registry = new Registry();
  const monitoring = createMonitoring({ registry, defaultMetrics: false, exactUsers: 2 });
  const fail = () => {
    throw new Error("no answer");
  };
  const request = monitoring.instrument({ endpoint: "/orders", method: "GET" })(fail);
  const call = monitoring.detectAnomalies("mail")(fail);
  const happen = () => {
    for (const each of ["alice", "bob", "carol"]) monitoring.trackUser(each);
    for (let time = 0; time < 3; time += 1) monitoring.sessionStarted("password");
    for (let time = 0; time < 20; time += 1) {
      expect(request).toThrow("no answer");
      expect(call).toThrow("no answer");
    }
  };
  happen();
  const lines = async () =>
    (await registry.metrics())
      .split("\n")
      .filter((line) => /^(user_sessions|active_users|api_error_rate|anomaly_)/.test(line) && !line.endsWith(" 0"));
  return { registry, monitoring, happen, lines };
}

describe("what a monitoring computes at each scrape", () => {
  it("begins again at 0 when the registry resets its metrics", async () => {
    const { registry, happen, lines } = used();
    const before = await lines();
    expect(before).toHaveLength(1 + 1 + 5 + 4);
    registry.resetMetrics();
    expect(await lines()).toEqual([]);
    happen();
    expect((await lines()).sort()).toEqual(before.sort());
  });

  it("goes on where other metrics begin again", async () => {
    const { monitoring, lines } = used();
    monitoring.metrics.anomalyDetectionTriggeredTotal.reset();
    monitoring.metrics.apiRequestsTotal.reset();
    expect(await lines()).toEqual([
      'api_error_rate{endpoint="/orders"} 1',
      'user_sessions{auth_method="password"} 3',
      ...["1m", "5m", "15m", "1h", "1d"].map((timeframe) => `active_users{timeframe="${timeframe}"} 3`),
    ]);
  });
});
