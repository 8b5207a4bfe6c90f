import { apiAlerts } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import type { FiringAlert, RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, SHOP } from "./series";

const group = apiAlerts();

const holds = (alert: string, testCase: Omit<RuleCase, "alert">) => expectFiringOf(group, { alert, ...testCase });

describe("ConnectionPoolSaturated", () => {
  const used = (target: string, database = "orders") => `db_connection_pool_used{${target},database="${database}"}`;
  const size = (target: string, database = "orders") => `db_connection_pool_size{${target},database="${database}"}`;
  const saturated = (instance: string, database: string, share: string): FiringAlert => ({
    labels: { severity: "warning", job: "api", instance, database },
    annotations: {
      summary: "A connection pool is nearly used up",
      description: `api at ${instance} has ${share} of its connections to ${database} in use. The limit is 90%.`,
      runbook_url: "docs/runbooks/connection-pool-saturated.md",
    },
  });

  it("fires once more than 90 % of the connections were in use for 5 minutes, and not before", () => {
    holds("ConnectionPoolSaturated", {
      series: { [used(API)]: "19x40", [size(API)]: "20x40" },
      firing: { "4m30s": [], "5m": [saturated("web-1:8000", "orders", "95%")] },
    });
  });

  it("fires for the instance and the database whose pool is used up, whatever the others have to spare", () => {
    holds("ConnectionPoolSaturated", {
      series: {
        [used(API)]: "20x40",
        [size(API)]: "20x40",
        [used(API, "users")]: "1x40",
        [size(API, "users")]: "20x40",
        [used(API_SECOND_INSTANCE)]: "1x40",
        [size(API_SECOND_INSTANCE)]: "20x40",
        [used(SHOP)]: "1x40",
        [size(SHOP)]: "20x40",
      },
      firing: { "5m": [saturated("web-1:8000", "orders", "100%")] },
    });
  });

  it("stays silent at 90 %, below it, for a peak, and without a pool", () => {
    holds("ConnectionPoolSaturated", {
      series: {
        [used(API)]: "18x80",
        [size(API)]: "20x80",
        [used(API, "users")]: "15x80",
        [size(API, "users")]: "20x80",
        [used(SHOP)]: "10x20 20x10 10x50",
        [size(SHOP)]: "20x80",
        [used(API_SECOND_INSTANCE)]: "0x80",
        [size(API_SECOND_INSTANCE)]: "0x80",
      },
      firing: { "5m": [], "8m": [], "15m": [] },
    });
  });
});

describe("CacheHitRatioCollapsed", () => {
  const ratio = (target: string, cache = "pages") => `cache_hit_ratio{${target},cache_type="${cache}"}`;
  const collapsed = (instance: string, cache: string, share: string): FiringAlert => ({
    labels: { severity: "warning", job: "api", instance, cache_type: cache },
    annotations: {
      summary: "A cache finds far less than it used to",
      description: `The cache ${cache} of api at ${instance} answers ${share} of its look-ups, less than 50% of what it answered over 1d.`,
      runbook_url: "docs/runbooks/cache-hit-ratio-collapsed.md",
    },
  });
  const slowly = { scrapedEvery: "1m", evaluatedEvery: "1m" };

  it("fires once the ratio was below half of its own past for 15 minutes, and not before", () => {
    holds("CacheHitRatioCollapsed", {
      ...slowly,
      series: { [ratio(API)]: "0.9x120 0.42x60" },
      firing: { "121m": [], "135m": [], "136m": [collapsed("web-1:8000", "pages", "42%")] },
    });
  });

  it("fires for the instance and the kind of cache that collapsed", () => {
    holds("CacheHitRatioCollapsed", {
      ...slowly,
      series: {
        [ratio(API)]: "0.9x70 0.2x60",
        [ratio(API, "users")]: "0.9x180",
        [ratio(API_SECOND_INSTANCE)]: "0.9x180",
      },
      firing: { "86m": [collapsed("web-1:8000", "pages", "20%")] },
    });
  });

  it("fires for a cache that was of just enough use", () => {
    holds("CacheHitRatioCollapsed", {
      ...slowly,
      series: { [ratio(API)]: "0.22x120 0.02x60", [ratio(API, "users")]: "0.2x120 0.02x60" },
      firing: { "140m": [collapsed("web-1:8000", "pages", "2%"), collapsed("web-1:8000", "users", "2%")] },
    });
  });

  it("stays silent just above half of the past, at half of it, and for a cache that was of little use", () => {
    holds("CacheHitRatioCollapsed", {
      ...slowly,
      series: {
        [ratio(API)]: "0.9x120 0.5x60",
        [ratio(API, "users")]: "0.5x120 0.25x60",
        [ratio(API, "sessions")]: "0.18x120 0.01x60",
      },
      firing: { "121m": [], "136m": [], "179m": [] },
    });
  });

  it("stays silent while a new cache fills, and while one that was emptied fills again", () => {
    holds("CacheHitRatioCollapsed", {
      ...slowly,
      series: { [ratio(API)]: "0+0.01x90", [ratio(SHOP)]: "0.8x120 0x10 0.6x60" },
      firing: { "30m": [], "90m": [], "136m": [], "150m": [] },
    });
  });

  it("forgets what lies more than a day and an hour back, and keeps what lies less", () => {
    holds("CacheHitRatioCollapsed", {
      scrapedEvery: "5m",
      evaluatedEvery: "5m",
      // After a day at 0.9, 14 hours at 0.4 leave the past at 0.6 on average; 26 hours leave nothing of it.
      series: { [ratio(API)]: "0.9x288 0.4x168 0.25x10", [ratio(SHOP)]: "0.9x288 0.4x312 0.25x60" },
      firing: { "2315m": [collapsed("web-1:8000", "pages", "25%")], "3050m": [] },
    });
    holds("CacheHitRatioCollapsed", {
      scrapedEvery: "5m",
      evaluatedEvery: "5m",
      // Of use until 25 hours ago: on average 0.23 over a day, and 0.12 over half of one. Of use until 40 hours ago.
      series: { [ratio(API)]: "0.5x288 0.12x200 0.01x20", [ratio(SHOP)]: "0.6x288 0.16x480 0.01x20" },
      firing: { "2465m": [collapsed("web-1:8000", "pages", "1%")], "3870m": [] },
    });
  });

  it("does not take the last hour for a past of use", () => {
    holds("CacheHitRatioCollapsed", {
      ...slowly,
      series: { [ratio(API)]: "0.15x60 0.9x45 0.01x30" },
      firing: { "122m": [], "125m": [] },
    });
  });

  it("does not take the last hour for the past", () => {
    holds("CacheHitRatioCollapsed", {
      ...slowly,
      series: { [ratio(API)]: "0.9x120 0.42x58" },
      firing: { "178m": [collapsed("web-1:8000", "pages", "42%")] },
    });
  });
});
