import { anomalyBands } from "../../../alerts";

/** The group as it is shipped. */
export const BANDS = anomalyBands();

export const RATE = "job:api_requests:rate5m";
export const LATENCY = "job:api_request_latency_seconds:quantile5m";

export const everyFiveMinutes = { scrapedEvery: "5m", evaluatedEvery: "5m" };

export const labels = (job: string, season?: string, of = "anomaly-bands") =>
  `{group="${of}",job="${job}"${season === undefined ? "" : `,season="${season}"`}}`;

/** The same of another group of bands, which is none of this one's business. */
export const ofOthers = (job: string, season?: string) => labels(job, season, "payments");
