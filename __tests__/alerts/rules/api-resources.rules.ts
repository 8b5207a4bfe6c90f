import { apiAlerts, prometheusRuleFile } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { expectRecorded, type FiringAlert, type RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, SHOP, up } from "./series";

const group = apiAlerts({ creditUsageSurge: {} });

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

describe("CreditUsageSurge", () => {
  const credits = (target: string, operation = "render", user = "alice") =>
    `credit_usage_total{${target},operation="${operation}",user="${user}"}`;
  const surge = (job: string, operation: string, used: string): FiringAlert => ({
    labels: { severity: "warning", group: "api", job, operation },
    annotations: {
      summary: "An operation uses far more credits than it used to",
      description: `${job} used ${used} credits for ${operation} within an hour, more than 2 times as many as in the busiest hour of the week before.`,
      runbook_url: "docs/runbooks/credit-usage-surge.md",
    },
  });
  const slowly = { scrapedEvery: "5m", evaluatedEvery: "5m" };
  const recorded = (job: string, operation: string) =>
    `job_operation:credit_usage:increase1h{group="api",job="${job}",operation="${operation}"}`;
  const twoDays = 576;

  it("reads the credits of an hour, by job and operation, over all users and instances, the first ones included", () => {
    expectRecorded(prometheusRuleFile([group]), {
      ...slowly,
      series: {
        [up(API)]: "1x48",
        [up(API_SECOND_INSTANCE)]: "1x48",
        [up(SHOP)]: "1x48",
        [credits(API)]: counting([10, 48]),
        [credits(API, "render", "bob")]: "_x36 50x11",
        [credits(API_SECOND_INSTANCE)]: "0x48",
        [credits(API, "export")]: "7x48",
        [credits(SHOP)]: counting([20, 48]),
      },
      recorded: {
        "200m": {
          "round(job_operation:credit_usage:increase1h)": {
            '{group="api",job="api",operation="render"}': 170,
            '{group="api",job="shop",operation="render"}': 240,
          },
        },
        "239m": {
          "round(job_operation:credit_usage:increase1h)": {
            '{group="api",job="api",operation="render"}': 170,
            '{group="api",job="shop",operation="render"}': 240,
          },
        },
      },
    });
  });

  it("counts fractions of a credit", () => {
    expectRecorded(prometheusRuleFile([group]), {
      ...slowly,
      series: { [up(API)]: "1x48", [credits(API)]: "2.5x36 3x11" },
      recorded: {
        "200m": {
          "round(job_operation:credit_usage:increase1h, 0.1)": {
            '{group="api",job="api",operation="render"}': 0.5,
          },
        },
      },
    });
  });

  it("takes a target for scraped by its job and its address", () => {
    const [otherJob, otherInstance] = [
      'host="web-1",instance="web-1:8000",job="other"',
      'host="web-3",instance="web-3:8000",job="api"',
    ];
    expectRecorded(prometheusRuleFile([group]), {
      ...slowly,
      series: {
        [up(API)]: "1x48",
        [up(otherJob)]: "_x36 1x12",
        [up(otherInstance)]: "_x36 1x12",
        [credits(otherJob)]: "_x36 500x12",
        [credits(otherInstance)]: "_x36 500x12",
      },
      recorded: { "200m": { "job_operation:credit_usage:increase1h": {} } },
    });
  });

  it("counts the first credits of a target that is scraped since an hour ago", () => {
    expectRecorded(prometheusRuleFile([group]), {
      ...slowly,
      series: { [up(API)]: "_x18 1x30", [credits(API)]: "_x36 500x12" },
      recorded: {
        "200m": {
          "job_operation:credit_usage:increase1h": {
            'job_operation:credit_usage:increase1h{group="api",job="api",operation="render"}': 500,
          },
        },
      },
    });
  });

  it("does not count what was used before a target's first scrape, nor what is back after an outage", () => {
    expectRecorded(prometheusRuleFile([group]), {
      ...slowly,
      series: { [up(API)]: "_x24 1x24 0x24 1x24", [credits(API)]: "_x24 500x24 _x24 500x24" },
      recorded: {
        "150m": { "job_operation:credit_usage:increase1h": {} },
        "200m": { "job_operation:credit_usage:increase1h": {} },
        "400m": { "job_operation:credit_usage:increase1h": {} },
      },
    });
  });

  it("reads the credits of a group by their label, since two groups may record them", () => {
    const other = 'job_operation:credit_usage:increase1h{group="payments",job="api",operation="render"}';
    holds("CreditUsageSurge", {
      ...slowly,
      series: { [other]: `200x${twoDays} 900x12`, [recorded("api", "export")]: `200x${twoDays} 200x12` },
      firing: { "2930m": [] },
    });
  });

  it("fires once an hour used more than twice what any hour before yesterday did, for 10 minutes", () => {
    holds("CreditUsageSurge", {
      ...slowly,
      series: {
        [recorded("api", "render")]: `200x${twoDays} 420x12`,
        [recorded("api", "export")]: `200x${twoDays} 200x12`,
        [recorded("shop", "render")]: `200x${twoDays} 380x12`,
      },
      firing: { "2885m": [], "2890m": [], "2895m": [surge("api", "render", "420")] },
    });
  });

  it("stays silent at twice, with too few credits, on the first day, and for a peak of minutes", () => {
    holds("CreditUsageSurge", {
      ...slowly,
      series: {
        [recorded("api", "render")]: `200x${twoDays} 400x12`,
        [recorded("api", "export")]: `10x${twoDays} 90x12`,
        [recorded("api", "import")]: `_x${twoDays - 200} 10x199 1000x13`,
        [recorded("shop", "render")]: `200x${twoDays} 900x1 200x10`,
      },
      firing: { "2895m": [], "2930m": [] },
    });
  });

  it("fires at the least number of credits", () => {
    holds("CreditUsageSurge", {
      ...slowly,
      series: { [recorded("api", "export")]: `10x${twoDays} 100x12` },
      firing: { "2900m": [surge("api", "export", "100")] },
    });
  });

  it("holds today against the six days before yesterday, and not against today, nor an older day", () => {
    holds("CreditUsageSurge", {
      scrapedEvery: "1h",
      evaluatedEvery: "1h",
      series: {
        // Busy 20 hours ago, and 30 hours ago.
        [recorded("api", "today")]: "100x40 300x5 100x13 300x3",
        [recorded("api", "yesterday")]: "100x30 300x5 100x23 300x3",
        // Busy six and a half days ago, and eight days ago.
        [recorded("shop", "recent")]: "100x40 300x5 100x155 300x3",
        [recorded("shop", "old")]: "300x5 100x196 300x3",
      },
      firing: {
        "63h": [surge("api", "today", "300")],
        "205h": [surge("shop", "old", "300")],
      },
    });
  });
});
