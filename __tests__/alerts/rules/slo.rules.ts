import { type AlertGroup, prometheusRuleFile, slo } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { expectRecorded, type FiringAlert, type RuleCase } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, latencies, requests, SHOP } from "./series";

const availability = slo({ objective: 0.999 });
const latency = slo({ objective: 0.99, latency: 0.5 });

/** The recordings get a sample each minute. */
const everyMinute = { scrapedEvery: "1m", evaluatedEvery: "1m" };

const holds = (group: AlertGroup, testCase: Omit<RuleCase, "alert">) =>
  expectFiringOf(group, { alert: "ErrorBudgetBurn", ...everyMinute, ...testCase });

const burn = (
  severity: "critical" | "warning",
  share: string,
  { job = "api", name = "availability" } = {},
): FiringAlert => {
  const [miss, budget] = name === "latency" ? ["took longer than 0.5s", "1%"] : ["failed with a 5xx status", "0.1%"];
  return {
    labels: { severity, job, slo: name },
    annotations: {
      summary: "An error budget burns too fast",
      description: `${share} of the requests to ${job} ${miss}. The objective "${name}" allows ${budget} over 30d: as it burns now, that error budget lasts ${severity === "critical" ? "5d" : "30d"} or less.`,
      runbook_url: "docs/runbooks/error-budget-burn.md",
    },
  };
};

const RATIOS = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"].map(
  (window) => `job:slo_errors_per_request:ratio_rate${window}`,
);

/** What the recordings over 5 minutes say, with each evaluation. */
const recorded = (errors: string, of: string, { job = "api", name = "availability" } = {}) => ({
  [`job:slo_errors:rate5m{job="${job}",slo="${name}"}`]: errors,
  [`job:slo_requests:rate5m{job="${job}",slo="${name}"}`]: of,
});

describe("an objective records", () => {
  it("requests, errors and errors per request by job, as 0 where none failed", () => {
    expectRecorded(prometheusRuleFile([availability]), {
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

  it("no errors per request where nothing was asked", () => {
    expectRecorded(prometheusRuleFile([availability]), {
      ...everyMinute,
      series: { [requests(API, "200")]: "7x60" },
      recorded: {
        "30m": {
          "job:slo_requests:rate5m": { 'job:slo_requests:rate5m{job="api",slo="availability"}': 0 },
          ...Object.fromEntries(RATIOS.map((ratio) => [ratio, {}])),
          "job:slo_error_budget_remaining:ratio": {},
        },
      },
    });
  });

  it.each([
    { name: "availability", group: availability, left: -499 },
    { name: "latency", group: latency, left: -49 },
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
    { name: "availability", group: availability, series: { [requests(API, "200")]: "0+60x20 stale" } },
    {
      name: "latency",
      group: latency,
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
    expectRecorded(prometheusRuleFile([availability]), {
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
    expectRecorded(prometheusRuleFile([latency]), {
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
    expectRecorded(prometheusRuleFile([latency]), {
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
      expectRecorded(prometheusRuleFile([name === "latency" ? latency : availability]), {
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
    expectRecorded(prometheusRuleFile([availability]), {
      scrapedEvery: "1h",
      evaluatedEvery: "744h",
      // All failed before the period of 30 days began; then one in four thousand, at twice the traffic in one half.
      series: recorded("1x24 0.0005x359 0.00025x359", "1x24 2x359 1x359"),
      recorded: {
        "744h": { "round(job:slo_error_budget_remaining:ratio, 0.0001)": { '{job="api",slo="availability"}': 0.75 } },
      },
    });
    expectRecorded(prometheusRuleFile([latency]), {
      scrapedEvery: "1h",
      evaluatedEvery: "744h",
      series: recorded("1x24 0.005x359 0.0025x359", "1x24 2x359 1x359", { name: "latency" }),
      recorded: {
        "744h": { "round(job:slo_error_budget_remaining:ratio, 0.0001)": { '{job="api",slo="latency"}': 0.75 } },
      },
    });
  });
});

describe("ErrorBudgetBurn fires", () => {
  it("as critical and as a warning minutes after one request in twenty begins to fail, and ends minutes after it stops", () => {
    holds(availability, {
      series: {
        [requests(API, "200")]: counting([600, 180], [570, 60], [600, 60]),
        [requests(API, "500")]: counting([0, 180], [30, 60], [0, 60]),
        [requests(SHOP, "200")]: counting([600, 300]),
      },
      firing: {
        "180m": [],
        "188m": [burn("warning", "0.1613%")],
        "215m": [burn("critical", "2.751%"), burn("warning", "0.7747%")],
        "250m": [burn("critical", "1.2%"), burn("warning", "1.2%")],
        "272m": [burn("warning", "1.102%")],
      },
    });
  });
});

describe("ErrorBudgetBurn of the rates of 5 minutes", () => {
  const page = slo({ objective: 0.999, ticket: false });
  const ticket = slo({ objective: 0.999, page: false });
  /** What the recordings over 5 minutes say. */
  const rates = (errors: string, ...perSecond: readonly (readonly [rate: number, samples: number])[]) =>
    recorded(errors, perSecond.map(([rate, samples]) => `${rate}x${samples - 1}`).join(" "));
  /** Six samples an hour are enough for windows of days; each still counts for a minute. */
  const everyTenMinutes = { scrapedEvery: "10m", evaluatedEvery: "10m" };

  it("is critical above 14.4 times the budget over 1 h, while it burns", () => {
    holds(page, {
      series: rates("0x399 0.1x20", [1, 421]),
      firing: { "407m": [], "408m": [burn("critical", "1.5%")] },
    });
  });

  it("is critical above 6 times the budget over 6 h, while it burns", () => {
    holds(page, {
      series: rates("0x360 0.01x240", [1, 602]),
      firing: { "575m": [], "578m": [burn("critical", "0.6056%")] },
    });
  });

  it("is silent as a page once it burns no more, and before it burnt enough", () => {
    holds(page, {
      series: rates("0x339 0.1x59 0x60", [1, 460]),
      firing: { "342m": [], "399m": [burn("critical", "10%")], "435m": [], "455m": [] },
    });
  });

  it("is a warning above 3 times the budget over 1 d, while it burns", () => {
    holds(ticket, {
      ...everyTenMinutes,
      series: rates("0x322 0.004x120", [4, 288], [1, 160]),
      firing: { "4290m": [], "4310m": [burn("warning", "0.3028%")] },
    });
  });

  it("is a warning at the rate that uses the budget up, over 3 d, while it burns", () => {
    holds(ticket, {
      ...everyTenMinutes,
      series: rates("0x431 0.0012x400", [1, 833]),
      firing: { "7900m": [], "7930m": [burn("warning", "0.1006%")] },
    });
  });

  it("is silent as a ticket once it burns no more, and before it burnt enough", () => {
    holds(ticket, {
      ...everyTenMinutes,
      series: rates("0x431 0.1x9 0x60", [1, 503]),
      firing: { "4320m": [], "4400m": [burn("warning", "0.625%")], "4800m": [], "5000m": [] },
    });
  });
});

// A sixth of the long window passes between two samples.
const SPACING = { "1h": "10m", "6h": "1h", "1d": "4h", "3d": "12h" } as const;
const SEVENTH_SAMPLE = { "1h": "70m", "6h": "7h", "1d": "28h", "3d": "84h" } as const;

/** One limit of an alert on errors per request, and a share just above it. */
interface Limit {
  readonly severity: "critical" | "warning";
  readonly long: keyof typeof SPACING;
  readonly short: string;
  readonly at: string;
  readonly above: string;
  readonly share: string;
}

const AVAILABILITY: readonly Limit[] = [
  { severity: "critical", long: "1h", short: "5m", at: "0.014400000000000001", above: "0.0145", share: "1.45%" },
  { severity: "critical", long: "6h", short: "30m", at: "0.006", above: "0.0061", share: "0.61%" },
  { severity: "warning", long: "1d", short: "2h", at: "0.003", above: "0.0031", share: "0.31%" },
  { severity: "warning", long: "3d", short: "6h", at: "0.001", above: "0.0011", share: "0.11%" },
];

const LATENCY: readonly Limit[] = [
  { severity: "critical", long: "1h", short: "5m", at: "0.14400000000000002", above: "0.145", share: "14.5%" },
  { severity: "critical", long: "6h", short: "30m", at: "0.06", above: "0.061", share: "6.1%" },
  { severity: "warning", long: "1d", short: "2h", at: "0.03", above: "0.031", share: "3.1%" },
  { severity: "warning", long: "3d", short: "6h", at: "0.01", above: "0.011", share: "1.1%" },
];

describe.each([
  { name: "availability", group: availability, limits: AVAILABILITY },
  { name: "latency", group: latency, limits: LATENCY },
])("ErrorBudgetBurn of the objective $name, by its errors per request,", ({ name, group, limits }) => {
  // A rate of 5 errors in a minute, within the window, and just before it.
  const FIVE = "0x2 0.08333333333333333 0x3";
  const FIVE_BEFORE = "0 0.08333333333333333 0x5";
  const FEWER = "0x2 0.0816 0x3";

  it.each(limits)(
    "is $severity above its limit over $long and over $short with five errors, and silent at it and with fewer",
    ({ severity, long, short, at, above, share }) => {
      const job = (its: string, overLong: string, overShort: string, errors: string, objective: string = name) => {
        const labels = `{job="${its}",slo="${objective}"}`;
        return {
          [`job:slo_errors_per_request:ratio_rate${long}${labels}`]: `${overLong}x7`,
          [`job:slo_errors_per_request:ratio_rate${short}${labels}`]: `${overShort}x7`,
          [`job:slo_errors:rate5m${labels}`]: errors,
        };
      };
      holds(group, {
        scrapedEvery: SPACING[long],
        evaluatedEvery: SPACING[long],
        series: {
          ...job("api", above, above, FIVE),
          ...job("at the limit", at, above, FIVE),
          ...job("over", above, at, FIVE),
          ...job("few", above, above, FEWER),
          ...job("few now", above, above, FIVE_BEFORE),
          ...job("api", above, above, FIVE, "payments"),
        },
        firing: { [SEVENTH_SAMPLE[long]]: [burn(severity, share, { name })] },
      });
    },
  );
});

describe("ErrorBudgetBurn, when tuned,", () => {
  it("fires without any least number of errors where that is lifted", () => {
    holds(slo({ objective: 0.999, minimumErrors: 0, ticket: false }), {
      series: recorded("0x59 0.005x5", "0.01x70"),
      firing: { "59m": [], "62m": [burn("critical", "2.5%")] },
    });
  });
});
