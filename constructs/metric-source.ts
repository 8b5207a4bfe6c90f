import type { KnownMetrics } from "../promql/known-metrics";

/** Where queries are answered, as far as a check of them needs to know it. */
export interface IMetricSource {
  /** The metrics that exist there. */
  knownMetrics(): KnownMetrics;
  /** How often they are scraped: no window of a rate may be shorter than four of these. */
  readonly scrapeInterval: string;
  /**
   * How long samples are kept: no query may look further back.
   *
   * @default - not known
   */
  readonly retentionTime?: string;
}
