/** What a cache says of itself at a scrape. */
export interface CacheReport {
  /** Look-ups that found something, since the cache was created. */
  readonly hits: number;
  /** Look-ups that found nothing, since the cache was created. */
  readonly misses: number;
  /**
   * Its size now, in bytes.
   *
   * @default - the cache has no `cache_size`
   */
  readonly size?: number;
}

/** What a pool of database connections says of itself at a scrape. */
export interface ConnectionPoolReport {
  /** The largest number of connections that it may open. */
  readonly size: number;
  /** Connections in use now. */
  readonly used: number;
}

/** Reads a report; it runs once at each scrape. */
export type ReadReport<Report> = () => Report | Promise<Report>;
