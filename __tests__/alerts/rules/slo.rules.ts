import { prometheusRuleFile } from "../../../alerts";
import { expectRecorded } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, latencies, requests, SHOP } from "./series";
import { AVAILABILITY, everyMinute, LATENCY, recorded } from "./slo-series";

const RATIOS = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"].map(
  (window) => `job:slo_errors_per_request:ratio_rate${window}`,
);

describe("an objective records", () => {
  it("requests, errors and errors per request by job, as 0 where none failed", () => {
    expectRecorded(prometheusRuleFile([AVAILABILITY]), {
      ...everyMinute,
      series: {
        [requests(API, "200", "/orders", "GET")]: counting([90, 60]),
        [requests(API_SECOND_INSTANCE, "502", "/users/:id", "POST")]: counting([6, 60]),
        [requests(API_SECOND_INSTANCE, "404", "/users/:id", "GET")]: counting([24, 60]),
        [requests(SHOP, "200")]: counting([60, 60]),
      },
      recorded: {
        "30m": {
          "round(job:slo_requests:rate5m, 0.0001)": {
            '{job="api",slo="availability"}': 2,
            '{job="shop",slo="availability"}': 1,
          },
          "round(job:slo_errors:rate5m, 0.0001)": {
            '{job="api",slo="availability"}': 0.1,
            '{job="shop",slo="availability"}': 0,
          },
          "round(job:slo_errors_per_request:ratio_rate5m, 0.0001)": {
            '{job="api",slo="availability"}': 0.05,
            '{job="shop",slo="availability"}': 0,
          },
        },
      },
    });
  });

  it.each([
    { name: "availability", group: AVAILABILITY, series: { [requests(API, "200")]: "7x60" } },
    { name: "latency", group: LATENCY, series: latencies(API, { "0.1": 7 }, (count) => `${count}x60`) },
  ])("no errors per request of the $name where nothing was asked", ({ name, group, series }) => {
    expectRecorded(prometheusRuleFile([group]), {
      ...everyMinute,
      series,
      recorded: {
        "30m": {
          "job:slo_requests:rate5m": { [`job:slo_requests:rate5m{job="api",slo="${name}"}`]: 0 },
          ...Object.fromEntries(RATIOS.map((ratio) => [ratio, {}])),
          "job:slo_error_budget_remaining:ratio": {},
        },
      },
    });
  });

  it.each([
    { name: "availability", group: AVAILABILITY, left: -499 },
    { name: "latency", group: LATENCY, left: -49 },
  ])("the errors per request of the $name however little was asked", ({ name, group, left }) => {
    const value = (number: number) => ({ [`{job="api",slo="${name}"}`]: number });
    expectRecorded(prometheusRuleFile([group]), {
      ...everyMinute,
      series: {
        ...recorded("0.00005x10", "0.0001x10", { name }),
        // Another objective's, which is none of this one's business.
        ...recorded("0.9x10", "1x10", { name: "payments" }),
      },
      recorded: {
        "5m": {
          ...Object.fromEntries(RATIOS.map((ratio) => [`round(${ratio}, 0.001)`, value(0.5)])),
          "round(job:slo_error_budget_remaining:ratio)": value(left),
        },
      },
    });
  });

  it.each([
    { name: "availability", group: AVAILABILITY, series: { [requests(API, "200")]: "0+60x20 stale" } },
    {
      name: "latency",
      group: LATENCY,
      series: latencies(API, { "0.1": 60 }, (count) => `0+${count}x20 stale`),
    },
  ])("requests and errors of the $name until the last scrapes of a target that is gone are 5 minutes old", (of) => {
    const value = (number: number) => ({ [`{job="api",slo="${of.name}"}`]: number });
    expectRecorded(prometheusRuleFile([of.group]), {
      ...everyMinute,
      series: of.series,
      recorded: {
        "23m": { "round(job:slo_requests:rate5m > bool 0)": value(1), "round(job:slo_errors:rate5m)": value(0) },
        "24m": { "job:slo_requests:rate5m": {}, "job:slo_errors:rate5m": {} },
        "28m": { "job:slo_requests:rate5m": {}, "job:slo_errors:rate5m": {} },
      },
    });
  });

  it("the rates of the last 5 minutes alone", () => {
    expectRecorded(prometheusRuleFile([AVAILABILITY]), {
      scrapedEvery: "15s",
      evaluatedEvery: "1m",
      series: {
        [requests(API, "200")]: counting([15, 80], [0, 8]),
        [requests(API, "500")]: counting([0, 80], [15, 8]),
      },
      recorded: {
        "22m": {
          "round(job:slo_requests:rate5m, 0.1)": { '{job="api",slo="availability"}': 1 },
          "round(job:slo_errors:rate5m, 0.1)": { '{job="api",slo="availability"}': 0.4 },
        },
      },
    });
  });

  it("as an error of a latency whatever took longer than its bound", () => {
    expectRecorded(prometheusRuleFile([LATENCY]), {
      ...everyMinute,
      series: {
        ...latencies(API, { "0.25": 30, "0.5": 18, "0.75": 6, "+Inf": 6 }, (count) => counting([count, 60])),
        ...latencies(SHOP, { "0.005": 60 }, (count) => counting([count, 60])),
      },
      recorded: {
        "30m": {
          "round(job:slo_requests:rate5m, 0.0001)": {
            '{job="api",slo="latency"}': 1,
            '{job="shop",slo="latency"}': 1,
          },
          "round(job:slo_errors_per_request:ratio_rate5m, 0.0001)": {
            '{job="api",slo="latency"}': 0.2,
            '{job="shop",slo="latency"}': 0,
          },
        },
      },
    });
  });

  it("as an error of a latency what happened within the last 5 minutes", () => {
    expectRecorded(prometheusRuleFile([LATENCY]), {
      scrapedEvery: "15s",
      evaluatedEvery: "1m",
      series: latencies(API, { "0.1": 15 }, (count) => counting([count, 80], [0, 12])),
      recorded: {
        "23m": {
          "round(job:slo_requests:rate5m, 0.1)": { '{job="api",slo="latency"}': 0.4 },
          "round(job:slo_errors:rate5m, 0.1)": { '{job="api",slo="latency"}': 0 },
        },
      },
    });
  });

  it.each([
    { window: "30m", time: "40m", spacing: "1m", before: 10, third: 10 },
    { window: "1h", time: "2h", spacing: "1m", before: 60, third: 20 },
    { window: "2h", time: "3h", spacing: "1m", before: 60, third: 40 },
    { window: "6h", time: "7h", spacing: "10m", before: 6, third: 12 },
    { window: "1d", time: "25h", spacing: "10m", before: 6, third: 48 },
    { window: "3d", time: "73h", spacing: "10m", before: 6, third: 144 },
  ])("the errors per request over $window, weighted by their requests", ({ window, time, spacing, before, third }) => {
    // Before the window everything failed. Within it, a third is without traffic, and of the rest a tenth failed.
    const samples = (first: number, last: number) => `1x${before} ${first}x${third - 1} ${last}x${2 * third - 1}`;
    for (const name of ["availability", "latency"]) {
      expectRecorded(prometheusRuleFile([name === "latency" ? LATENCY : AVAILABILITY]), {
        scrapedEvery: spacing,
        evaluatedEvery: time,
        series: recorded(samples(0, 0.1), samples(0, 1), { name }),
        recorded: {
          [time]: {
            [`round(job:slo_errors_per_request:ratio_rate${window}, 0.0001)`]: { [`{job="api",slo="${name}"}`]: 0.1 },
          },
        },
      });
    }
  });

  it("what is left of the error budget of the period", () => {
    expectRecorded(prometheusRuleFile([AVAILABILITY]), {
      scrapedEvery: "1h",
      evaluatedEvery: "744h",
      // All failed before the period of 30 days began; then one in four thousand, at twice the traffic in one half.
      series: recorded("1x24 0.0005x359 0.00025x359", "1x24 2x359 1x359"),
      recorded: {
        "744h": { "round(job:slo_error_budget_remaining:ratio, 0.0001)": { '{job="api",slo="availability"}': 0.75 } },
      },
    });
    expectRecorded(prometheusRuleFile([LATENCY]), {
      scrapedEvery: "1h",
      evaluatedEvery: "744h",
      series: recorded("1x24 0.005x359 0.0025x359", "1x24 2x359 1x359", { name: "latency" }),
      recorded: {
        "744h": { "round(job:slo_error_budget_remaining:ratio, 0.0001)": { '{job="api",slo="latency"}': 0.75 } },
      },
    });
  });
});
