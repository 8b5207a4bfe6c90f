import type { KnownMetrics } from "../promql/known-metrics";

/** Credentials that Prometheus sends to a target; each may be a value that is known to Terraform only. */
export type ScrapeCredentials =
  | {
      /** Sent as `Authorization: Bearer …`. */
      readonly bearerToken: string;
    }
  | {
      readonly username: string;
      readonly password: string;
    };

/** How much one scrape may bring; a scrape beyond a limit fails as a whole, and `up` becomes 0. */
export interface ScrapeLimits {
  /**
   * Samples after relabelling.
   *
   * @default 50000
   */
  readonly samples?: number;
  /**
   * Labels of one series.
   *
   * @default 40
   */
  readonly labels?: number;
  /**
   * Bytes of a label's name.
   *
   * @default 200
   */
  readonly labelNameLength?: number;
  /**
   * Bytes of a label's value.
   *
   * @default 2048
   */
  readonly labelValueLength?: number;
  /**
   * Uncompressed size of the answer, as Prometheus writes sizes.
   *
   * @default "32MB"
   */
  readonly bodySize?: string;
}

/** One address that is scraped. */
export interface ScrapeAddress {
  /** `host:port` as Prometheus reaches it. */
  readonly address: string;
  /** `host:port` with the host's name: the label `instance`. */
  readonly instance: string;
  /** The host's name: the label `host`. */
  readonly host: string;
}

/** How a target is scraped: what becomes one entry of `scrape_configs`. */
export interface ScrapeConfig {
  /** The label `job`. Targets of the same job share every setting. */
  readonly job: string;
  readonly addresses: readonly ScrapeAddress[];
  /**
   * Where the metrics are.
   *
   * @default "/metrics"
   */
  readonly path?: string;
  /**
   * @default "http"
   */
  readonly scheme?: "http" | "https";
  /**
   * How often the target is scraped.
   *
   * @default - Prometheus' scrape interval
   */
  readonly interval?: string;
  /**
   * How long a scrape may take; no longer than the interval.
   *
   * @default - Prometheus' scrape timeout
   */
  readonly timeout?: string;
  /**
   * @default - no credentials
   */
  readonly credentials?: ScrapeCredentials;
  /**
   * @default - Prometheus' limits
   */
  readonly limits?: ScrapeLimits;
  /**
   * Labels beside `job`, `instance` and `host`.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Anything that Prometheus can scrape. */
export interface IScrapeTarget {
  /** How it is scraped. */
  scrapeConfig(): ScrapeConfig;
  /** What it is known to expose, so that queries can be checked; nothing is known without it. */
  knownMetrics?(): KnownMetrics;
}
