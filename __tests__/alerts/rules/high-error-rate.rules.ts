import { apiAlerts, prometheusRuleFile } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { expectFiring, type FiringAlert, type RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, requests, SHOP, up } from "./series";

const holds = (testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(apiAlerts(), { alert: "HighErrorRate", ...testCase });

const highErrorRate = (job: string, endpoint: string, share: string, limit = "5%"): FiringAlert => ({
  labels: { severity: "critical", job, endpoint },
  annotations: {
    summary: "An endpoint answers too many requests with a server error",
    description: `${job} answered ${share} of the requests to ${endpoint} with a 5xx status over the last 5m. The limit is ${limit}.`,
    runbook_url: "docs/runbooks/high-error-rate.md",
  },
});

describe("HighErrorRate fires", () => {
  it("once the share of 5xx answers was above 5 % for 5 minutes, and not before", () => {
    holds({
      series: { [requests(API, "200")]: "0+90x80", [requests(API, "500")]: "0+10x80" },
      firing: { "0m": [], "5m": [], "5m30s": [highErrorRate("api", "/orders", "10%")] },
    });
  });

  it("for every status of the class 5xx, added over methods", () => {
    holds({
      series: {
        [requests(API, "200", "/orders", "GET")]: "0+188x80",
        [requests(API, "502", "/orders", "POST")]: "0+6x80",
        [requests(API, "503", "/orders", "GET")]: "0+6x80",
      },
      firing: { "10m": [highErrorRate("api", "/orders", "6%")] },
    });
  });

  it("when the series of the status begins with the first error", () => {
    holds({
      series: { [requests(API, "200")]: "0+90x160", [requests(API, "500")]: "_x40 1+10x120" },
      firing: { "14m30s": [], "20m": [highErrorRate("api", "/orders", "10%")] },
    });
  });

  it("for the service that fails, and not for another one with the same endpoint", () => {
    holds({
      series: {
        [requests(API, "200")]: "0+90x80",
        [requests(API, "500")]: "0+10x80",
        [requests(SHOP, "200")]: "0+900x80",
        [requests(SHOP, "500")]: "0x80",
      },
      firing: { "10m": [highErrorRate("api", "/orders", "10%")] },
    });
  });

  it("for the endpoint that fails, and not for another one of the service", () => {
    holds({
      series: {
        [requests(API, "200", "/orders")]: "0+900x80",
        [requests(API, "200", "/users/:id")]: "0+80x80",
        [requests(API, "500", "/users/:id")]: "0+20x80",
      },
      firing: { "10m": [highErrorRate("api", "/users/:id", "20%")] },
    });
  });

  it("at little more than the least traffic", () => {
    holds({
      // Two requests with each scrape are 0.13 a second.
      series: { [requests(API, "200")]: "0+1x80", [requests(API, "500")]: "0+1x80" },
      firing: { "12m": [highErrorRate("api", "/orders", "50%")] },
    });
  });

  it("at a traffic just above the least, and not just below it", () => {
    holds({
      // 1.6 requests with each scrape are 0.107 a second, 1.4 are 0.093.
      series: {
        [requests(API, "500")]: counting([1.6, 120]),
        [requests(SHOP, "500")]: counting([1.4, 120]),
      },
      firing: { "20m": [highErrorRate("api", "/orders", "100%")] },
    });
  });

  it("at the least traffic itself", () => {
    holds({
      // Three requests in 30 seconds.
      scrapedEvery: "30s",
      series: { [requests(API, "500")]: counting([3, 60]) },
      firing: { "15m": [highErrorRate("api", "/orders", "100%")] },
    });
  });

  it("at a traffic that comes in lots, two and a half minutes apart", () => {
    const lots = counting([4, 10], [0, 10], [4, 10], [0, 10], [4, 10], [0, 10]);
    holds({ series: { [requests(API, "500")]: lots }, firing: { "12m": [highErrorRate("api", "/orders", "100%")] } });
  });

  it("until the errors left the window", () => {
    holds({
      series: { [requests(API, "200")]: "0+90x160", [requests(API, "500")]: "0+10x40 410x120" },
      firing: { "12m": [highErrorRate("api", "/orders", "6.557%")], "13m": [], "16m": [] },
    });
  });
});

describe("HighErrorRate stays silent", () => {
  it("just below the threshold", () => {
    holds({
      series: { [requests(API, "200")]: "0+951x120", [requests(API, "500")]: "0+49x120" },
      firing: { "6m": [], "15m": [], "29m": [] },
    });
  });

  it("when the share is the threshold itself", () => {
    holds({
      series: { [requests(API, "200")]: "0+95x120", [requests(API, "500")]: "0+5x120" },
      firing: { "6m": [], "15m": [], "29m": [] },
    });
  });

  it("for one error in ten requests a day", () => {
    holds({
      // A request every 2 h 24 min; the last one fails.
      series: {
        [requests(API, "200")]: "0x575 1x575 2x575 3x575 4x575 5x575 6x575 7x575 8x575 9x1151",
        [requests(API, "500")]: "0x5759 1x575",
      },
      firing: { "1438m": [], "1440m30s": [], "1443m": [], "1445m": [], "1446m": [] },
    });
  });

  it("while every one of a few requests fails", () => {
    holds({
      // One request in two minutes.
      series: { [requests(API, "200")]: "0x160", [requests(API, "500")]: "0x7 1x7 2x7 3x7 4x7 5x7 6x7 7x7 8x7 9x7" },
      firing: { "8m": [], "12m": [], "16m": [], "19m": [] },
    });
  });

  it("when nothing is asked for, or nothing was ever exposed", () => {
    holds({
      series: { [requests(API, "200")]: "100x80", [requests(API, "500")]: "50x80", [up(SHOP)]: "1x80" },
      firing: { "6m": [], "15m": [] },
    });
  });

  it("for a burst of errors that ends within a minute", () => {
    holds({
      series: { [requests(API, "200")]: "0+100x160", [requests(API, "500")]: "0x80 0+20x4 80x80" },
      firing: { "21m": [], "25m": [], "26m": [], "27m": [] },
    });
  });

  it("for answers of the class 4xx", () => {
    holds({
      series: { [requests(API, "200")]: "0+50x80", [requests(API, "404")]: "0+50x80" },
      firing: { "6m": [], "15m": [] },
    });
  });

  it("where one instance fails and the service as a whole does not", () => {
    holds({
      series: {
        [requests(API, "200")]: "0+92x80",
        [requests(API, "500")]: "0+8x80",
        [requests(API_SECOND_INSTANCE, "200")]: "0+100x80",
      },
      firing: { "6m": [], "15m": [] },
    });
  });

  it("while the target is down, and when it is back with its counters at 0", () => {
    holds({
      series: {
        [up(API)]: "1x39 0x39 1x80",
        [requests(API, "200")]: "0+98x39 stale _x39 0+98x80",
        [requests(API, "500")]: "0+2x39 stale _x39 0+2x80",
      },
      firing: { "11m": [], "15m": [], "20m": [], "21m": [], "25m30s": [], "30m": [] },
    });
  });

  it("after a target that failed is gone", () => {
    holds({
      series: {
        [up(API)]: "1x39 0x80",
        [requests(API, "200")]: "0+90x39 stale _x80",
        [requests(API, "500")]: "0+10x39 stale _x80",
      },
      firing: { "9m30s": [highErrorRate("api", "/orders", "10%")], "15m": [], "20m": [] },
    });
  });
});

describe("HighErrorRate, when tuned,", () => {
  const twoLevels = prometheusRuleFile([
    apiAlerts({ highErrorRate: { thresholds: { warning: 0.05, critical: 0.2 } } }),
  ]);
  const warning = (share: string) => {
    const { labels, annotations } = highErrorRate("api", "/orders", share);
    return { labels: { ...labels, severity: "warning" }, annotations };
  };

  it("fires as a warning alone between its two thresholds", () => {
    expectFiring(twoLevels, {
      alert: "HighErrorRate",
      series: { [requests(API, "200")]: "0+90x80", [requests(API, "500")]: "0+10x80" },
      firing: { "5m": [], "10m": [warning("10%")] },
    });
  });

  it("fires as a warning and as critical above both", () => {
    expectFiring(twoLevels, {
      alert: "HighErrorRate",
      series: { [requests(API, "200")]: "0+75x80", [requests(API, "500")]: "0+25x80" },
      firing: { "10m": [warning("25%"), highErrorRate("api", "/orders", "25%", "20%")] },
    });
  });

  it("fires without any least traffic where that is lifted", () => {
    expectFiring(prometheusRuleFile([apiAlerts({ highErrorRate: { minimumRequestRate: 0, for: "3m" } })]), {
      alert: "HighErrorRate",
      series: { [requests(API, "500")]: "0x7 1x7 2x7 3x7 4x7 5x7 6x7 7x7 8x7 9x7" },
      firing: { "12m": [highErrorRate("api", "/orders", "100%")] },
    });
  });

  it("keeps firing as long as it is told to", () => {
    expectFiring(prometheusRuleFile([apiAlerts({ highErrorRate: { keepFiringFor: "10m" } })]), {
      alert: "HighErrorRate",
      series: { [requests(API, "200")]: "0+90x39 stale _x80", [requests(API, "500")]: "0+10x39 stale _x80" },
      firing: { "20m": [highErrorRate("api", "/orders", "10%")], "26m": [] },
    });
  });

  it("counts the chosen series alone", () => {
    expectFiring(prometheusRuleFile([apiAlerts({ where: { job: '="shop"' } })]), {
      alert: "HighErrorRate",
      series: {
        [requests(API, "500")]: "0+10x80",
        [requests(SHOP, "200")]: "0+90x80",
        [requests(SHOP, "500")]: "0+10x80",
      },
      firing: { "10m": [highErrorRate("shop", "/orders", "10%")] },
    });
  });
});
