/** Where a series was scraped from, as the stack labels its targets. */
export const API = 'host="web-1",instance="web-1:8000",job="api"';
export const API_SECOND_INSTANCE = 'host="web-2",instance="web-2:8000",job="api"';
export const SHOP = 'host="web-1",instance="web-1:8001",job="shop"';

/** Whether a target answered the scrape. */
export const up = (target: string): string => `up{${target}}`;

/** A counter of requests, as the exposers write it. */
export const requests = (target: string, status: string, endpoint = "/orders", method = "GET"): string =>
  `api_requests_total{${target},endpoint="${endpoint}",method="${method}",status="${status}"}`;

/** A counter of anomalies, as the exposers write it. */
export const anomalies = (target: string, reason: string, endpoint = "/orders"): string =>
  `anomaly_detection_triggered_total{${target},endpoint="${endpoint}",reason="${reason}"}`;

/**
 * The values of a counter: how much it grows with each scrape, and for how many scrapes. A restart brings it back to 0.
 */
export function counting(...segments: readonly (readonly [perScrape: number, scrapes: number] | "restart")[]): string {
  let value = 0;
  const notation = segments.map((segment, index) => {
    if (segment === "restart") {
      value = 0;
      return "0";
    }
    const [perScrape, scrapes] = segment;
    // The notation `a+bxn` has n + 1 values; the first segment has the one at time 0 as well.
    const first = index === 0 ? value : value + perScrape;
    value += perScrape * scrapes;
    return `${first}+${perScrape}x${index === 0 ? scrapes : scrapes - 1}`;
  });
  return notation.join(" ");
}

// As Prometheus 3 stores them, whatever the program wrote.
const BOUNDS = [
  "0.005",
  "0.01",
  "0.025",
  "0.05",
  "0.075",
  "0.1",
  "0.25",
  "0.5",
  "0.75",
  "1.0",
  "2.5",
  "5.0",
  "7.5",
  "10.0",
  "+Inf",
] as const;

/** How many requests a scrape finds in each bucket, beside those that it found before. */
export type RequestsByBucket = Readonly<Partial<Record<(typeof BOUNDS)[number], number>>>;

/**
 * A histogram of latencies, as the exposers write it.
 *
 * @param values the values of a series that has a number of further requests with each scrape
 */
export function latencies(
  target: string,
  perScrape: RequestsByBucket,
  values: (perScrape: number) => string,
  { endpoint = "/orders", method = "GET" } = {},
): Record<string, string> {
  const labels = `${target},endpoint="${endpoint}",method="${method}"`;
  const series: Record<string, string> = {};
  let below = 0;
  for (const bound of BOUNDS) {
    below += perScrape[bound] ?? 0;
    series[`api_request_latency_seconds_bucket{${labels},le="${bound}"}`] = values(below);
  }
  series[`api_request_latency_seconds_count{${labels}}`] = values(below);
  return series;
}
