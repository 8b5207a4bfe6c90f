import { apiAlerts, prometheusRuleFile } from "../../../alerts";
import { expectFiring, type FiringAlert, type RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, latencies, SHOP, up } from "./series";

const ruleFile = prometheusRuleFile([apiAlerts()]);

const holds = (testCase: Omit<RuleCase, "alert">) => expectFiring(ruleFile, { alert: "HighLatency", ...testCase });

const steady = (perScrape: number) => `0+${perScrape}x120`;

const highLatency = (job: string, endpoint: string, latency: string): FiringAlert => ({
  labels: { severity: "warning", job, endpoint },
  annotations: {
    summary: "An endpoint answers too slowly",
    description: `${job} took up to ${latency} to answer 95% of the requests to ${endpoint} over the last 5m. The limit is 1s.`,
    runbook_url: "docs/runbooks/high-latency.md",
  },
});

describe("HighLatency fires", () => {
  it("once the 95th percentile was above 1 s for 5 minutes, and not before", () => {
    holds({
      series: latencies(API, { "0.1": 90, "2.5": 10 }, steady),
      firing: { "0m": [], "5m": [], "5m30s": [highLatency("api", "/orders", "1.75s")] },
    });
  });

  it("with the largest finite bucket for requests that no bucket holds", () => {
    holds({
      series: latencies(API, { "+Inf": 100 }, steady),
      firing: { "10m": [highLatency("api", "/orders", "10s")] },
    });
  });

  it("for the service that is slow, and not for another one with the same endpoint", () => {
    holds({
      series: {
        ...latencies(API, { "0.1": 90, "2.5": 10 }, steady),
        ...latencies(SHOP, { "0.1": 1000 }, steady),
      },
      firing: { "10m": [highLatency("api", "/orders", "1.75s")] },
    });
  });

  it("for the endpoint that is slow, its methods taken together", () => {
    holds({
      series: {
        ...latencies(API, { "0.1": 1000 }, steady, { endpoint: "/health" }),
        ...latencies(API, { "0.1": 50 }, steady, { endpoint: "/reports", method: "GET" }),
        ...latencies(API, { "0.1": 40, "5.0": 10 }, steady, { endpoint: "/reports", method: "POST" }),
      },
      firing: { "10m": [highLatency("api", "/reports", "3.75s")] },
    });
  });

  it("at little more than the least traffic", () => {
    holds({
      // Two requests with each scrape are 0.13 a second.
      series: latencies(API, { "5.0": 2 }, steady),
      firing: { "15m": [highLatency("api", "/orders", "4.875s")] },
    });
  });

  it("at a traffic just above the least, and not just below it", () => {
    holds({
      series: {
        ...latencies(API, { "5.0": 1.6 }, (count) => counting([count, 120])),
        ...latencies(SHOP, { "5.0": 1.4 }, (count) => counting([count, 120])),
      },
      firing: { "20m": [highLatency("api", "/orders", "4.875s")] },
    });
  });

  it("at the least traffic itself", () => {
    holds({
      // Three requests in 30 seconds.
      scrapedEvery: "30s",
      series: latencies(API, { "5.0": 3 }, (count) => counting([count, 60])),
      firing: { "15m": [highLatency("api", "/orders", "4.875s")] },
    });
  });

  it("just above 1 s", () => {
    holds({
      series: latencies(API, { "1.0": 945, "2.5": 55 }, steady),
      firing: { "10m": [highLatency("api", "/orders", "1.136s")] },
    });
  });

  it("by what was measured over 5 minutes, and not over half or twice as many", () => {
    const growing = (before: number, after: number) => (count: number) =>
      counting([count * before, 40], [count * after, 80]);
    holds({
      series: {
        // Little traffic for long enough to be silent, then enough.
        ...latencies(API, { "5.0": 1 }, growing(2, 1.2)),
        ...latencies(SHOP, { "5.0": 1 }, growing(1.2, 2)),
      },
      firing: {
        "12m": [highLatency("api", "/orders", "4.875s")],
        "14m": [],
        "18m30s": [highLatency("shop", "/orders", "4.875s")],
      },
    });
  });

  it("at a traffic that comes in lots, two and a half minutes apart", () => {
    const lots = (count: number) => {
      const lot = [count, 10] as const;
      return counting(lot, [0, 10], lot, [0, 10], lot, [0, 10]);
    };
    holds({ series: latencies(API, { "5.0": 4 }, lots), firing: { "12m": [highLatency("api", "/orders", "4.875s")] } });
  });

  it("until the slow requests left the window", () => {
    const slowAtFirst = (perScrape: number) => `0+${perScrape}x40 ${perScrape * 40}x80`;
    const fast = latencies(API, { "0.1": 90 }, steady, { method: "GET" });
    const slow = latencies(API, { "2.5": 10 }, slowAtFirst, { method: "POST" });
    holds({
      series: { ...fast, ...slow },
      firing: { "10m": [highLatency("api", "/orders", "1.75s")], "14m": [], "16m": [] },
    });
  });
});

describe("HighLatency stays silent", () => {
  it("when fewer than 5 % of the requests take longer than 1 s", () => {
    holds({
      series: latencies(API, { "0.1": 901, "1.0": 50, "10.0": 49 }, steady),
      firing: { "6m": [], "15m": [], "29m": [] },
    });
  });

  it("when the 95th percentile is the threshold itself", () => {
    holds({
      series: latencies(API, { "1.0": 95, "2.5": 5 }, steady),
      firing: { "6m": [], "15m": [], "29m": [] },
    });
  });

  it("for a slow endpoint without traffic", () => {
    holds({
      series: latencies(API, { "5.0": 40 }, (count) => `${count}x120`),
      firing: { "6m": [], "15m": [] },
    });
  });

  it("for a slow endpoint with one request a minute", () => {
    const everyMinute = (count: number) => Array.from({ length: 30 }, (_, minute) => `${minute * count}x3`).join(" ");
    holds({
      series: latencies(API, { "5.0": 1 }, everyMinute),
      firing: { "6m": [], "15m": [], "29m": [] },
    });
  });

  it("while the target is down, and when it is back with its counters at 0", () => {
    const interrupted = (perScrape: number) => `0+${perScrape}x39 stale _x39 0+${perScrape}x80`;
    holds({
      series: {
        [up(API)]: "1x39 0x39 1x80",
        ...latencies(API, { "0.1": 97, "5.0": 3 }, interrupted),
      },
      firing: { "11m": [], "15m": [], "20m": [], "21m": [], "25m30s": [], "30m": [] },
    });
  });

  it("after a slow target is gone", () => {
    holds({
      series: latencies(API, { "5.0": 100 }, (perScrape) => `0+${perScrape}x39 stale _x80`),
      firing: { "9m30s": [highLatency("api", "/orders", "4.875s")], "15m": [], "20m": [] },
    });
  });

  it("where one instance is slow and the service as a whole is not", () => {
    holds({
      series: {
        ...latencies(API, { "0.1": 92, "5.0": 8 }, steady),
        ...latencies(API_SECOND_INSTANCE, { "0.1": 100 }, steady),
      },
      firing: { "6m": [], "15m": [] },
    });
  });
});

describe("HighLatency, when tuned,", () => {
  it("reads another quantile, against another threshold", () => {
    const tuned = prometheusRuleFile([apiAlerts({ highLatency: { quantile: 0.5, threshold: 0.25, for: "1m" } })]);
    const { labels } = highLatency("api", "/orders", "");
    expectFiring(tuned, {
      alert: "HighLatency",
      series: latencies(API, { "0.1": 40, "0.5": 60 }, steady),
      firing: {
        "1m": [],
        "10m": [
          {
            labels,
            annotations: {
              summary: "An endpoint answers too slowly",
              description:
                "api took up to 291.7ms to answer 50% of the requests to /orders over the last 5m. The limit is 0.25s.",
              runbook_url: "docs/runbooks/high-latency.md",
            },
          },
        ],
      },
    });
  });

  it("fires without any least traffic where that is lifted", () => {
    const tuned = prometheusRuleFile([apiAlerts({ highLatency: { minimumRequestRate: 0 } })]);
    expectFiring(tuned, {
      alert: "HighLatency",
      series: latencies(API, { "5.0": 1 }, (count) =>
        Array.from({ length: 30 }, (_, minute) => `${minute * count}x3`).join(" "),
      ),
      firing: { "15m": [highLatency("api", "/orders", "4.875s")] },
    });
  });
});
