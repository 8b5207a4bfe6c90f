import { apiAlerts, prometheusRuleFile } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { expectRecorded, type FiringAlert, type RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, SHOP, up } from "./series";

const group = apiAlerts({ creditUsageSurge: {} });

const holds = (alert: string, testCase: Omit<RuleCase, "alert">) => expectFiringOf(group, { alert, ...testCase });

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
