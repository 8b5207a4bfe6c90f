import { apiAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import type { FiringAlert, RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, requests, SHOP, up } from "./series";

const holds = (testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(apiAlerts(), { alert: "NoTraffic", scrapedEvery: "1m", evaluatedEvery: "1m", ...testCase });

const noTraffic = (job: string): FiringAlert => ({
  labels: { severity: "warning", job },
  annotations: {
    summary: "A service gets no requests any more",
    description: `${job} got no request within the last 5m, though over the 6h before there were 0.1 a second or more.`,
    runbook_url: "docs/runbooks/no-traffic.md",
  },
});

describe("NoTraffic fires", () => {
  it("once there was no request in 5 minutes for 10 minutes, and not before", () => {
    holds({
      series: { [requests(API, "200")]: counting([10, 360], [0, 120]) },
      firing: { "360m": [], "373m": [], "374m": [noTraffic("api")], "420m": [noTraffic("api")] },
    });
  });

  it("where the traffic before was hardly more than the least", () => {
    holds({
      series: { [requests(API, "200")]: counting([7, 360], [0, 90]) },
      // The silence has then made the 6 hours that ended 5 minutes ago too quiet.
      firing: { "374m": [noTraffic("api")], "415m": [noTraffic("api")], "418m": [] },
    });
  });

  it("where the traffic before was the least itself, and where that of yesterday was", () => {
    holds({
      // 2,148 requests at once, 3 hours before: 0.1 a second over 6 hours.
      scrapedEvery: "2m",
      series: { [requests(API, "200")]: "1000x99 3148x150" },
      firing: { "385m": [noTraffic("api")] },
    });
    holds({
      evaluatedEvery: "2m",
      series: { [requests(API, "200")]: counting([6, 1000], [100, 1000], [0, 60]) },
      firing: { "2030m": [noTraffic("api")] },
    });
  });

  it("for the service that is asked no more, all its instances and endpoints together, and not for another one", () => {
    holds({
      series: {
        [requests(API, "200", "/orders")]: counting([10, 360], [0, 60]),
        [requests(API_SECOND_INSTANCE, "200", "/users/:id")]: counting([10, 360], [0, 60]),
        [requests(SHOP, "200")]: counting([10, 420]),
      },
      firing: { "374m": [noTraffic("api")] },
    });
  });

  it("where yesterday the hour that followed began busy", () => {
    holds({
      evaluatedEvery: "2m",
      series: { [requests(API, "200")]: counting([100, 640], [0, 120], [100, 1290], [0, 60]) },
      firing: { "2066m": [noTraffic("api")] },
    });
  });
});

describe("NoTraffic, where yesterday was nearly quiet,", () => {
  /** Busy until 24 hours before, then little for two hours, and busy again until 24 hours after the first change. */
  const yesterday = (perMinute: number) => counting([100, 600], [perMinute, 120], [100, 1330], [0, 60]);

  it("fires above the least traffic of the hour that followed, and not below it", () => {
    holds({
      evaluatedEvery: "2m",
      series: { [requests(API, "200")]: yesterday(7) },
      firing: { "2066m": [noTraffic("api")] },
    });
    holds({ evaluatedEvery: "2m", series: { [requests(API, "200")]: yesterday(5) }, firing: { "2066m": [] } });
  });
});

describe("NoTraffic stays silent", () => {
  it("while a single endpoint of a single instance is still asked", () => {
    holds({
      series: {
        [requests(API, "200", "/orders")]: counting([100, 360], [0, 60]),
        [requests(API_SECOND_INSTANCE, "200", "/health")]: counting([1, 420]),
      },
      firing: { "374m": [], "419m": [] },
    });
  });

  it("for a pause of less than a quarter of an hour", () => {
    holds({
      series: { [requests(API, "200")]: counting([10, 360], [0, 12], [10, 60]) },
      firing: { "371m": [], "373m": [], "374m": [], "380m": [] },
    });
  });

  it("where there was too little traffic before, by rate or by time", () => {
    holds({
      series: {
        [requests(API, "200")]: counting([5, 360], [0, 60]),
        [requests(SHOP, "200")]: counting([0, 240], [10, 120], [0, 60]),
      },
      firing: { "374m": [], "419m": [] },
    });
  });

  it("where yesterday the hour that followed was quiet as well", () => {
    holds({
      evaluatedEvery: "2m",
      series: { [requests(API, "200")]: counting([100, 600], [0, 120], [100, 1330], [0, 60]) },
      firing: { "2066m": [], "2080m": [] },
    });
  });

  it("where the target itself is gone, which is TargetDown's to say", () => {
    holds({
      series: { [up(API)]: "1x360 0x60", [requests(API, "200")]: "0+10x360 stale" },
      firing: { "374m": [], "400m": [] },
    });
  });
});
