import { expectFiringOf } from "./alert-of-group";
import { BANDS, everyFiveMinutes, labels, LATENCY, ofOthers, RATE } from "./anomaly-series";
import type { FiringAlert } from "./promtool";
import { API, counting, requests } from "./series";

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

/** A value with the band that is recorded for it. */
const banded = (record: string, job: string, value: string, lower: number, upper: number, labelsOf = labels) => ({
  [`${record}${labelsOf(job)}`]: value,
  [`${record}_lower${labelsOf(job)}`]: `${lower}x20`,
  [`${record}_upper${labelsOf(job)}`]: `${upper}x20`,
});

describe("UnusualRequestRate", () => {
  const alert = "UnusualRequestRate";

  it("fires once the rate was outside of its band for 15 minutes, above or below", () => {
    expectFiringOf(BANDS, {
      alert,
      ...everyFiveMinutes,
      series: {
        ...banded(RATE, "api", "10x3 21x15", 5, 20),
        ...banded(RATE, "shop", "10x3 4x15", 5, 20),
        ...banded(RATE, "usual", "10x20", 5, 20),
        ...banded(RATE, "api", "90x20", 5, 20, ofOthers),
      },
      firing: { "20m": [], "30m": [], "35m": [unusualRate("api", "21"), unusualRate("shop", "4")] },
    });
  });

  it("fires above the band from the least traffic on", () => {
    expectFiringOf(BANDS, {
      alert,
      ...everyFiveMinutes,
      series: { ...banded(RATE, "api", "0.1x15", 0, 0.05), ...banded(RATE, "shop", "0.09x15", 0, 0.05) },
      firing: { "20m": [unusualRate("api", "100m")] },
    });
  });

  it("stays silent on the bounds, for a peak, and without a band", () => {
    expectFiringOf(BANDS, {
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
    expectFiringOf(BANDS, {
      alert,
      ...everyFiveMinutes,
      series: {
        ...banded(LATENCY, "api", "0.2x3 0.5x15", 0.1, 0.4),
        ...banded(LATENCY, "shop", "0.2x20", 0.1, 0.4),
        ...banded(LATENCY, "api", "0.9x20", 0.1, 0.4, ofOthers),
      },
      firing: { "30m": [], "35m": [unusualLatency("api", "500ms")] },
    });
  });

  it("stays silent on the bound, below the band, for a peak, and without a band", () => {
    expectFiringOf(BANDS, {
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
    expectFiringOf(BANDS, {
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
