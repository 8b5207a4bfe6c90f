import { prometheusRuleFile } from "../../../alerts";
import { BANDS, everyFiveMinutes, labels, LATENCY, ofOthers, RATE } from "./anomaly-series";
import { expectRecorded } from "./promtool";
import { API, API_SECOND_INSTANCE, counting, latencies, requests, SHOP } from "./series";

const ruleFile = prometheusRuleFile([BANDS]);

/** A series that has one value but at some samples. */
const but = (other: string, samples: number, exceptions: Readonly<Record<number, number>>) =>
  Array.from({ length: samples }, (_, index) => String(exceptions[index] ?? other)).join(" ");

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
        ...latencies('host="web-1",instance="web-1:8004",job="least"', { "1.0": 6 }, steady),
        ...latencies(SHOP, { "1.0": 5 }, steady),
        ...latencies('host="web-1",instance="web-1:8003",job="idle"', { "1.0": 30 }, () => "30x90"),
      },
      recorded: {
        "60m": {
          [`round(${LATENCY}, 0.001)`]: { [labels("api")]: 1.75, [labels("little")]: 0.988, [labels("least")]: 0.988 },
          [`round(${LATENCY}_mean1h, 0.001)`]: {
            [labels("api")]: 1.75,
            [labels("little")]: 0.988,
            [labels("least")]: 0.988,
          },
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

  it("is the latency of 5 minutes that had enough requests, whether these began or ended within them", () => {
    expectRecorded(ruleFile, {
      scrapedEvery: "15s",
      evaluatedEvery: "15m",
      series: {
        // 0.15 requests a second for the last 5 minutes, and 0.27 until two and a half minutes ago.
        ...latencies(API, { "1.0": 2.25 }, (count) => counting([0, 40], [count, 20])),
        ...latencies(SHOP, { "1.0": 4 }, (count) => counting([count, 50], [0, 10])),
      },
      recorded: { "15m": { [`round(${LATENCY}, 0.001)`]: { [labels("api")]: 0.988, [labels("shop")]: 0.988 } } },
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

  it("is made of hours of which six samples were seen, wherever in the hour they lie", () => {
    /** Samples 5 minutes apart, some of which were seen; the last hour begins with the 13th. */
    const seen = (...samples: readonly number[]) =>
      but("_", 25, Object.fromEntries(samples.map((sample) => [sample, 2])));
    const inTheHour = [13, 15, 17, 19, 21, 23];
    const value = (number: number) => ({ [labels("spread")]: number });
    expectRecorded(ruleFile, {
      scrapedEvery: "5m",
      evaluatedEvery: "120m",
      series: {
        [`${record}${labels("spread")}`]: seen(...inTheHour),
        [`${record}${labels("before")}`]: seen(1, 2, 3, 4, 5, 6, 7, 8, 20, 22, 24),
        [`${record}${ofOthers("spread")}`]: seen(...inTheHour),
      },
      recorded: {
        "120m": {
          [`round(${record}_mean1h, 0.001)`]: value(2),
          [`round(${record}_variance1h, 0.001)`]: value(0),
        },
      },
    });
  });

  it("has the mean and the standard deviation of the same hour of three days, and of two weeks", () => {
    expectRecorded(ruleFile, {
      scrapedEvery: "30m",
      evaluatedEvery: "340h",
      series: {
        [`${record}_mean1h${labels("api")}`]: hours({
          [DAY_1]: 10,
          [DAY_2]: 26,
          [DAY_3]: 30,
          [WEEK_1]: 40,
          [WEEK_2]: 60,
        }),
        [`${record}_variance1h${labels("api")}`]: hours({
          [DAY_1]: 2,
          [DAY_2]: 7,
          [DAY_3]: 6,
          [WEEK_1]: 20,
          [WEEK_2]: 30,
        }),
        [`${record}_mean1h${ofOthers("api")}`]: hours({}),
        [`${record}_variance1h${ofOthers("api")}`]: hours({}),
        // Of the second and third day, and of the week before the last, nothing is known.
        [`${record}_mean1h${labels("shop")}`]: hours({ [DAY_1]: 10, [WEEK_1]: 40 }, "_"),
        [`${record}_variance1h${labels("shop")}`]: hours({ [DAY_1]: 4, [WEEK_1]: 16 }, "_"),
      },
      recorded: {
        "340h": {
          [`${record}_mean`]: {
            [`${record}_mean${labels("api", "day")}`]: 22,
            [`${record}_mean${labels("api", "week")}`]: 50,
            [`${record}_mean${labels("shop", "day")}`]: 10,
            [`${record}_mean${labels("shop", "week")}`]: 40,
          },
          [`round(${record}_deviation, 0.001)`]: {
            [labels("api", "day")]: 8.926,
            [labels("api", "week")]: 11.18,
            [labels("shop", "day")]: 2,
            [labels("shop", "week")]: 4,
          },
        },
      },
    });
  });

  it("reaches three standard deviations from the means, which are at least a tenth of them, once a week is known", () => {
    const season = (job: string, name: string, mean: number, deviation: number, labelsOf = labels) => ({
      [`${record}_mean${labelsOf(job, name)}`]: `${mean}x6`,
      [`${record}_deviation${labelsOf(job, name)}`]: `${deviation}x6`,
    });
    expectRecorded(ruleFile, {
      ...everyFiveMinutes,
      series: {
        ...season("api", "day", 10, 2),
        ...season("api", "week", 14, 0.5),
        ...season("shop", "day", 10, 0.5),
        ...season("shop", "week", 10, 4),
        ...season("even", "day", 10, 0.9),
        ...season("even", "week", 10, 0.9),
        ...season("new", "day", 10, 2),
        ...season("api", "day", 90, 2, ofOthers),
        ...season("api", "week", 90, 2, ofOthers),
        ...season("back", "week", 20, 2.5),
      },
      recorded: {
        "10m": {
          [`round(${record}_upper, 0.001)`]: {
            [labels("api")]: 18.2,
            [labels("shop")]: 22,
            [labels("even")]: 13,
            [labels("back")]: 27.5,
          },
          [`round(${record}_lower, 0.001)`]: {
            [labels("api")]: 4,
            [labels("shop")]: -2,
            [labels("even")]: 7,
            [labels("back")]: 12.5,
          },
        },
      },
    });
  });
});
