import { slo } from "../../../alerts";

/** The objectives that are shipped. */
export const AVAILABILITY = slo({ objective: 0.999 });
export const LATENCY = slo({ objective: 0.99, latency: 0.5 });

/** The recordings get a sample each minute. */
export const everyMinute = { scrapedEvery: "1m", evaluatedEvery: "1m" };

/** What the recordings over 5 minutes say, with each evaluation. */
export const recorded = (errors: string, of: string, { job = "api", name = "availability" } = {}) => ({
  [`job:slo_errors:rate5m{job="${job}",slo="${name}"}`]: errors,
  [`job:slo_requests:rate5m{job="${job}",slo="${name}"}`]: of,
});
