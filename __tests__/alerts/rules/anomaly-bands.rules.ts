import { anomalyBands, prometheusRuleFile } from "../../../alerts";
import { expectFiringOf } from "./alert-of-group";
import { expectRecorded, type FiringAlert } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, latencies, requests, SHOP } from "./series";

const group = anomalyBands();
const ruleFile = prometheusRuleFile([group]);

const RATE = "job:api_requests:rate5m";
const LATENCY = "job:api_request_latency_seconds:quantile5m";

const everyFiveMinutes = { scrapedEvery: "5m", evaluatedEvery: "5m" };

const labels = (job: string, season?: string) =>
  `{group="anomaly-bands",job="${job}"${season === undefined ? "" : `,season="${season}"`}}`;

/** A series that has one value but at some samples. */
const but = (other: string, samples: number, exceptions: Readonly<Record<number, number>>) =>
  Array.from({ length: samples }, (_, index) => String(exceptions[index] ?? other)).join(" ");

const unusualRate = (job: string, rate: string): FiringAlert => ({
  labels: { severity: "warning", group: "anomaly-bands", job },
  annotations: {
    summary: "A service gets far more or far fewer requests than usual at this hour",
    description: `${job} gets ${rate} requests a second, outside of what was usual at this hour over the last three days and on this weekday of the last two weeks.`,
    runbook_url: "docs/runbooks/unusual-request-rate.md",
  },
});

const unusualLatency = (job: string, latency: string): FiringAlert => ({
  labels: { severity: "warning", group: "anomaly-bands", job },
  annotations: {
    summary: "A service answers far slower than usual at this hour",
    description: `${job} takes up to ${latency} to answer 95% of its requests, more than was usual at this hour over the last three days and on this weekday of the last two weeks.`,
    runbook_url: "docs/runbooks/unusual-latency.md",
  },
});

describe("what bands are made of", () => {
  it("is the request rate by job, its mean and its variance of an hour of which half was seen", () => {
    expectRecorded(ruleFile, {
      scrapedEvery: "1m",
      evaluatedEvery: "5m",
      series: {
        [requests(API, "200", "/orders", "GET")]: counting([30, 90], [90, 30]),
        [requests(API_SECOND_INSTANCE, "500", "/users/:id", "POST")]: counting([30, 90], [90, 30]),
        // Its first rate is that of the second evaluation.
        [requests(SHOP, "200")]: "_x95 0+60x40",
      },
      recorded: {
        "120m": {
          [`round(${RATE}, 0.001)`]: { [labels("api")]: 3, [labels("shop")]: 1 },
          [`round(${RATE}_mean1h, 0.001)`]: { [labels("api")]: 2 },
          [`round(${RATE}_variance1h, 0.001)`]: { [labels("api")]: 1 },
        },
        "125m": {
          [`round(${RATE}_mean1h{job="shop"}, 0.001)`]: { [labels("shop")]: 1 },
          [`round(${RATE}_variance1h{job="shop"}, 0.001)`]: { [labels("shop")]: 0 },
        },
      },
    });
  });

  it("is the rate over 5 minutes, and the hour before it", () => {
    expectRecorded(ruleFile, {
      scrapedEvery: "15s",
      evaluatedEvery: "5m",
      series: { [requests(API, "200")]: counting([15, 40], [45, 10], [0, 10], [15, 280]) },
      recorded: {
        "15m": { [`round(${RATE}, 0.1)`]: { [labels("api")]: 1.4 } },
        "75m": { [`round(${RATE}_mean1h, 0.01)`]: { [labels("api")]: 1 } },
      },
    });
  });

  it("is the 95th percentile of the latency by job, where there are requests enough", () => {
    const steady = (count: number) => counting([count, 90]);
    expectRecorded(ruleFile, {
      scrapedEvery: "1m",
      evaluatedEvery: "5m",
      series: {
        ...latencies(API, { "0.1": 60 }, steady),
        ...latencies(API_SECOND_INSTANCE, { "0.1": 48, "2.5": 12 }, steady, { endpoint: "/users/:id", method: "POST" }),
        // Little more and little less than 0.1 a second.
        ...latencies('host="web-1",instance="web-1:8002",job="little"', { "1.0": 7 }, steady),
        ...latencies(SHOP, { "1.0": 5 }, steady),
        ...latencies('host="web-1",instance="web-1:8003",job="idle"', { "1.0": 30 }, () => "30x90"),
      },
      recorded: {
        "60m": {
          [`round(${LATENCY}, 0.001)`]: { [labels("api")]: 1.75, [labels("little")]: 0.988 },
          [`round(${LATENCY}_mean1h, 0.001)`]: { [labels("api")]: 1.75, [labels("little")]: 0.988 },
        },
      },
    });
  });

  it("is the latency of the last 5 minutes, its mean and its variance of an hour of which half was seen", () => {
    const slowAtFirst = (slow: number, fast: number) => (count: number) =>
      counting([(count * slow) / 60, 90], [(count * fast) / 60, 35]);
    expectRecorded(ruleFile, {
      scrapedEvery: "1m",
      evaluatedEvery: "5m",
      series: {
        ...latencies(API, { "1.0": 60 }, slowAtFirst(60, 0), { method: "GET" }),
        ...latencies(API, { "0.1": 60 }, slowAtFirst(0, 60), { method: "POST" }),
        ...latencies(SHOP, { "1.0": 60 }, (count) => `_x95 0+${count}x40`),
      },
      recorded: {
        "95m": { [`round(${LATENCY}, 0.001)`]: { [labels("api")]: 0.099 } },
        "120m": {
          [`round(${LATENCY}_mean1h, 0.001)`]: { [labels("api")]: 0.543 },
          [`round(${LATENCY}_variance1h, 0.001)`]: { [labels("api")]: 0.197 },
        },
        "125m": {
          [`round(${LATENCY}_mean1h{job="shop"}, 0.001)`]: { [labels("shop")]: 0.988 },
          [`round(${LATENCY}_variance1h{job="shop"}, 0.001)`]: { [labels("shop")]: 0 },
        },
      },
    });
  });

  it("is a latency that has enough requests within 5 minutes", () => {
    expectRecorded(ruleFile, {
      scrapedEvery: "15s",
      evaluatedEvery: "5m",
      series: latencies(API, { "1.0": 3 }, (count) => counting([count, 40], [0, 20])),
      recorded: {
        "10m": { [`round(${LATENCY}, 0.001)`]: { [labels("api")]: 0.988 } },
        "15m": { [LATENCY]: {} },
      },
    });
  });
});

describe.each([
  ["the request rate", RATE],
  ["the latency", LATENCY],
])("the band of %s", (_, record) => {
  /** The samples of 340 hours, half an hour each; every value that does not count is far off. */
  const hours = (values: Readonly<Record<number, number>>, other = "1000") => but(other, 681, values);
  const [DAY_1, DAY_2, DAY_3, WEEK_1, WEEK_2] = [633, 585, 537, 345, 9];

  it("has the mean and the standard deviation of the same hour of three days, and of two weeks", () => {
    expectRecorded(ruleFile, {
      scrapedEvery: "30m",
      evaluatedEvery: "340h",
      series: {
        [`${record}_mean1h${labels("api")}`]: hours({
          [DAY_1]: 10,
          [DAY_2]: 20,
          [DAY_3]: 30,
          [WEEK_1]: 40,
          [WEEK_2]: 60,
        }),
        [`${record}_variance1h${labels("api")}`]: hours({
          [DAY_1]: 2,
          [DAY_2]: 4,
          [DAY_3]: 6,
          [WEEK_1]: 20,
          [WEEK_2]: 30,
        }),
        // Of the second and third day, and of the week before the last, nothing is known.
        [`${record}_mean1h${labels("shop")}`]: hours({ [DAY_1]: 10, [WEEK_1]: 40 }, "_"),
        [`${record}_variance1h${labels("shop")}`]: hours({ [DAY_1]: 4, [WEEK_1]: 16 }, "_"),
      },
      recorded: {
        "340h": {
          [`${record}_mean`]: {
            [`${record}_mean${labels("api", "day")}`]: 20,
            [`${record}_mean${labels("api", "week")}`]: 50,
            [`${record}_mean${labels("shop", "day")}`]: 10,
            [`${record}_mean${labels("shop", "week")}`]: 40,
          },
          [`round(${record}_deviation, 0.001)`]: {
            [labels("api", "day")]: 8.406,
            [labels("api", "week")]: 11.18,
            [labels("shop", "day")]: 2,
            [labels("shop", "week")]: 4,
          },
        },
      },
    });
  });

  it("reaches three standard deviations from the means, which are at least a tenth of them, once a week is known", () => {
    const season = (job: string, name: string, mean: number, deviation: number) => ({
      [`${record}_mean${labels(job, name)}`]: `${mean}x6`,
      [`${record}_deviation${labels(job, name)}`]: `${deviation}x6`,
    });
    expectRecorded(ruleFile, {
      ...everyFiveMinutes,
      series: {
        ...season("api", "day", 10, 2),
        ...season("api", "week", 14, 0.5),
        ...season("shop", "day", 10, 0.5),
        ...season("shop", "week", 10, 4),
        ...season("new", "day", 10, 2),
        ...season("back", "week", 20, 2.5),
      },
      recorded: {
        "10m": {
          [`round(${record}_upper, 0.001)`]: {
            [labels("api")]: 18.2,
            [labels("shop")]: 22,
            [labels("back")]: 27.5,
          },
          [`round(${record}_lower, 0.001)`]: {
            [labels("api")]: 4,
            [labels("shop")]: -2,
            [labels("back")]: 12.5,
          },
        },
      },
    });
  });
});

/** A value with the band that is recorded for it. */
const banded = (record: string, job: string, value: string, lower: number, upper: number) => ({
  [`${record}${labels(job)}`]: value,
  [`${record}_lower${labels(job)}`]: `${lower}x20`,
  [`${record}_upper${labels(job)}`]: `${upper}x20`,
});

describe("UnusualRequestRate", () => {
  const alert = "UnusualRequestRate";

  it("fires once the rate was outside of its band for 15 minutes, above or below", () => {
    expectFiringOf(group, {
      alert,
      ...everyFiveMinutes,
      series: {
        ...banded(RATE, "api", "10x3 21x15", 5, 20),
        ...banded(RATE, "shop", "10x3 4x15", 5, 20),
        ...banded(RATE, "usual", "10x20", 5, 20),
      },
      firing: { "20m": [], "30m": [], "35m": [unusualRate("api", "21"), unusualRate("shop", "4")] },
    });
  });

  it("fires above the band from the least traffic on", () => {
    expectFiringOf(group, {
      alert,
      ...everyFiveMinutes,
      series: { ...banded(RATE, "api", "0.1x15", 0, 0.05), ...banded(RATE, "shop", "0.09x15", 0, 0.05) },
      firing: { "20m": [unusualRate("api", "100m")] },
    });
  });

  it("stays silent on the bounds, for a peak, and without a band", () => {
    expectFiringOf(group, {
      alert,
      ...everyFiveMinutes,
      series: {
        ...banded(RATE, "low", "5x15", 5, 20),
        ...banded(RATE, "high", "20x15", 5, 20),
        ...banded(RATE, "peak", "10x3 90x2 10x9", 5, 20),
        [`${RATE}${labels("new")}`]: "90x15",
      },
      firing: { "15m": [], "25m": [], "30m": [], "50m": [] },
    });
  });
});

describe("UnusualLatency", () => {
  const alert = "UnusualLatency";

  it("fires once the latency was above its band for 15 minutes", () => {
    expectFiringOf(group, {
      alert,
      ...everyFiveMinutes,
      series: { ...banded(LATENCY, "api", "0.2x3 0.5x15", 0.1, 0.4), ...banded(LATENCY, "shop", "0.2x20", 0.1, 0.4) },
      firing: { "30m": [], "35m": [unusualLatency("api", "500ms")] },
    });
  });

  it("stays silent on the bound, below the band, for a peak, and without a band", () => {
    expectFiringOf(group, {
      alert,
      ...everyFiveMinutes,
      series: {
        ...banded(LATENCY, "high", "0.4x15", 0.1, 0.4),
        ...banded(LATENCY, "fast", "0.05x15", 0.1, 0.4),
        ...banded(LATENCY, "peak", "0.2x3 5x2 0.2x9", 0.1, 0.4),
        [`${LATENCY}${labels("new")}`]: "5x15",
      },
      firing: { "15m": [], "25m": [], "30m": [], "50m": [] },
    });
  });
});

describe("a service that is watched for more than a week", () => {
  const evenings = { scrapedEvery: "150s", evaluatedEvery: "5m" };

  it("raises no alert in its first week, whatever happens, and one when its rate trebles after it", () => {
    // 24 scrapes an hour; three times the requests in the 60th hour, and in the 170th.
    expectFiringOf(group, {
      alert: "UnusualRequestRate",
      ...evenings,
      series: { [requests(API, "200")]: counting([150, 1440], [450, 24], [150, 2616], [450, 24]) },
      firing: {
        "3650m": [],
        "10190m": [],
        "10230m": [unusualRate("api", "3")],
      },
    });
  });
});
