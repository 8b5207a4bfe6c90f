import { type AlertGroup, slo } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import type { FiringAlert, RuleCase } from "./promtool";
import { API, counting, requests, SHOP } from "./series";
import { AVAILABILITY, everyMinute, LATENCY, recorded } from "./slo-series";

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

describe("ErrorBudgetBurn fires", () => {
  it("as critical and as a warning minutes after one request in twenty begins to fail, and ends minutes after it stops", () => {
    holds(AVAILABILITY, {
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
const THIRD_SAMPLE = { "1h": "30m", "6h": "3h", "1d": "12h", "3d": "36h" } as const;
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

const AVAILABILITY_LIMITS: readonly Limit[] = [
  { severity: "critical", long: "1h", short: "5m", at: "0.014400000000000001", above: "0.0145", share: "1.45%" },
  { severity: "critical", long: "6h", short: "30m", at: "0.006", above: "0.0061", share: "0.61%" },
  { severity: "warning", long: "1d", short: "2h", at: "0.003", above: "0.0031", share: "0.31%" },
  { severity: "warning", long: "3d", short: "6h", at: "0.001", above: "0.0011", share: "0.11%" },
];

const LATENCY_LIMITS: readonly Limit[] = [
  { severity: "critical", long: "1h", short: "5m", at: "0.14400000000000002", above: "0.145", share: "14.5%" },
  { severity: "critical", long: "6h", short: "30m", at: "0.06", above: "0.061", share: "6.1%" },
  { severity: "warning", long: "1d", short: "2h", at: "0.03", above: "0.031", share: "3.1%" },
  { severity: "warning", long: "3d", short: "6h", at: "0.01", above: "0.011", share: "1.1%" },
];

describe.each([
  { name: "availability", group: AVAILABILITY, limits: AVAILABILITY_LIMITS },
  { name: "latency", group: LATENCY, limits: LATENCY_LIMITS },
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
        firing: {
          [THIRD_SAMPLE[long]]: [burn(severity, share, { name }), burn(severity, share, { job: "few now", name })],
          [SEVENTH_SAMPLE[long]]: [burn(severity, share, { name })],
        },
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
